"""What an outside therapist sees: a word is asked for, then the summary as a page and as a file.

Opening the address changes nothing and names nobody. A link that is over says the same as one that
never was. Whether it is still open is asked each time, so what is ended is ended at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.access.policy import Act, page, public
from holdspace.clinic.context import clinic_context
from holdspace.pathway.integrate.visits import share_actions
from holdspace.pathway.integrate.visits.models import Share, ShareOpening
from holdspace.pathway.integrate.visits.share_forms import WordForm
from holdspace.pathway.integrate.visits.share_pdf import pdf_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from holdspace.clinic.access.policy import ClinicRequest

_READING = "reading_a_share"
TIME_TO_READ = timedelta(minutes=30)
WRONG = "That is not the word. Ask the person who sent you the link."
SLOWLY = "That was fast. Wait a minute, then try again."


@require_http_methods(["GET", "HEAD", "POST"])
@public
@never_cache
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the word; the right one leads on, and the address has no secret in it any more."""
    found, now = share_actions.share_of(token), timezone.now()
    if found is None:
        return _over(request)
    share_id, clinic_id = found
    with clinic_context(clinic_id):
        if not share_actions.is_standing(share_id, now):
            return _over(request)
        form = WordForm(request.POST or None)
        try:
            if form.is_valid() and _is_right(request, share_id, form, now):
                request.session.cycle_key()
                request.session[_READING] = [str(share_id), clinic_id, now.isoformat()]
                return redirect("visits:shared_summary")
        except share_actions.ShareOver:
            return _over(request)
        if not share_actions.is_standing(share_id, now):
            return _over(request)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "visits/shared/word.html", {"form": form}, status=status)


@require_safe
@public
@never_cache
def shared_summary(request: HttpRequest) -> HttpResponse:
    """The summary; each look at it is a line that the person reads."""
    share = _opened(request, ShareOpening.Kind.READ)
    if share is None:
        return _over(request)
    return render(request, "visits/shared/summary.html", {"content": share.content})


@require_safe
@public
@never_cache
def shared_pdf(request: HttpRequest) -> HttpResponse:
    """The same as a file, under a name that says nothing of anybody."""
    share = _opened(request, ShareOpening.Kind.PRINTED)
    if share is None:
        return _over(request)
    response = HttpResponse(pdf_of(share.content), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="summary.pdf"'
    return response


@require_POST
@page(Act.SEE_CHART, chart=True)
def end_share(request: ClinicRequest, share_id: UUID) -> HttpResponse:
    """The staff end it for a person who asks for that."""
    share = get_object_or_404(Share.objects.visible_to(request.actor), pk=share_id)
    ended = share_actions.end_for_person(actor=request.actor, share=share, now=timezone.now())
    messages.success(request, "Ended. The link opens nothing." if ended else "It was over before.")
    return redirect("visits:visits", share.patient_id)


def _is_right(request: HttpRequest, share_id: UUID, form: WordForm, now: datetime) -> bool:
    if not ratelimit.consume(request, action="shared_word", key=str(share_id)):
        form.add_error(None, SLOWLY)
        return False
    typed = form.cleaned_data["word"]
    if share_actions.try_word(share_id=share_id, typed=typed, now=now):
        return True
    form.add_error("word", WRONG)
    return False


def _opened(request: HttpRequest, kind: ShareOpening.Kind) -> Share | None:
    """The share whose word was given in this browser, not long ago."""
    said, now = request.session.get(_READING), timezone.now()
    if said is None or not timedelta() <= now - datetime.fromisoformat(said[2]) <= TIME_TO_READ:
        return None
    with clinic_context(said[1]):
        try:
            return share_actions.open_share(share_id=UUID(said[0]), kind=kind, now=now)
        except share_actions.ShareOver:
            return None


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "visits/shared/over.html", status=HTTPStatus.GONE)

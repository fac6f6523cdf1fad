"""The person's own pages of what they share: choose, look, make the link, read its uses, end it."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.own_access.confirm import was_confirmed
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.people.models import Patient
from holdspace.pathway.course.queries import is_medicine_acting, own_course
from holdspace.pathway.integrate.visits import share_actions
from holdspace.pathway.integrate.visits import share_companion_words as words
from holdspace.pathway.integrate.visits.models import Share
from holdspace.pathway.integrate.visits.share_content import Chosen, content_of, fingerprint
from holdspace.pathway.integrate.visits.share_forms import ShareForm
from holdspace.pathway.integrate.visits.share_items import ITEMS
from holdspace.pathway.integrate.visits.staff_page import shared_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.pathway.consult.models import Consent

REFUSED = {
    share_actions.NotNow: words.NOT_NOW,
    share_actions.NotAgreed: words.NEEDS_CONSENT,
    share_actions.NotWhatWasSeen: words.CHANGED,
}


@require_safe
@own_page
def own_shares(request: OwnRequest) -> HttpResponse:
    """Everything that is or was shared."""
    lines = shared_lines(Share.objects.of_person(request.person), timezone.now())
    return _shown(request, "shares", {"lines": lines, "course": own_course(request.person)})


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def own_new_share(request: OwnRequest) -> HttpResponse:
    """Choose, look at it as they will see it, and only then make the link."""
    now = timezone.now()
    consent = share_actions.consent_to_share(request.person)
    form = ShareForm(request.POST or None)
    context: dict[str, object] = {"form": form, "consent": consent, **_before(request, now)}
    if consent is None or not form.is_valid():
        return _shown(request, "new_share", context, _status(form))
    patient = Patient.objects.select_related("clinic").get(pk=request.person.patient_id)
    chosen = _chosen(form, consent, now, request.person.time_zone)
    if "make" in request.POST:
        made = _made(request, patient, chosen, form, now)
        if made is not None:
            return made
    content = content_of(patient, chosen, now)
    context |= {"content": content, "seen": fingerprint(content)}
    return _shown(request, "new_share", context, _status(form))


@require_safe
@own_page
def own_share(request: OwnRequest, share_id: UUID) -> HttpResponse:
    """One of them: what is in it, and who looked at it when."""
    share = _own(request, share_id)
    line = shared_lines(Share.objects.of_person(request.person).filter(pk=share.pk), timezone.now())
    context = {
        "line": line[0],
        "share": share,
        "items": [ITEMS[code].own_words for code in share.items if code in ITEMS],
        "why_over": words.WHY_OVER.get(line[0].why_over, ""),
        "uses": [(one.at, words.USE_WORDS[one.kind]) for one in share.openings.all()],
    }
    return _shown(request, "share", context)


@require_POST
@own_page
def own_end_share(request: OwnRequest, share_id: UUID) -> HttpResponse:
    share = _own(request, share_id)
    ended = share_actions.end_own(person=request.person, share=share, now=timezone.now())
    messages.success(request, words.ENDED if ended else words.ENDED_BEFORE)
    return redirect("visits:own_shares")


def _made(
    request: OwnRequest, patient: Patient, chosen: Chosen, form: ShareForm, now: datetime
) -> HttpResponse | None:
    """The page that shows link and word this once; None with the reason on the form.

    They are in no message and in no session: a copy of the database would have them.
    """
    if not was_confirmed(request, now):
        form.add_error(None, words.CONFIRM_AGAIN)
        return None
    try:
        share, secret, word = share_actions.share(
            person=request.person,
            patient=patient,
            chosen=chosen,
            seen=request.POST.get("seen", ""),
            now=now,
        )
    except tuple(REFUSED) as refusal:
        form.add_error(None, REFUSED[type(refusal)])
        return None
    link = request.build_absolute_uri(reverse("visits:shared", args=[secret]))
    return _shown(request, "share_made", {"share": share, "link": link, "word": word})


def _chosen(form: ShareForm, consent: Consent, now: datetime, zone: str) -> Chosen:
    """It ends with its last day, on the person's own clock."""
    last = now.astimezone(ZoneInfo(zone)) + timedelta(days=form.cleaned_data["days"])
    return Chosen(
        items=form.chosen,
        purpose=form.cleaned_data["purpose"],
        to_whom=consent.scope,
        until=last.replace(hour=23, minute=59, second=59, microsecond=0),
        own_words=form.cleaned_data["own_words"],
    )


def _before(request: OwnRequest, now: datetime) -> dict[str, object]:
    """What stands between the person and the form, if anything does."""
    path = {"next": request.path}
    return {
        "course": own_course(request.person),
        "closed": is_medicine_acting(request.person.patient_id),
        "is_confirmed": was_confirmed(request, now),
        "confirm": f"{reverse('own_access:confirm')}?{urlencode(path)}",
    }


def _own(request: OwnRequest, share_id: UUID) -> Share:
    mine = Share.objects.of_person(request.person).select_related("consent")
    return get_object_or_404(mine, pk=share_id)


def _status(form: ShareForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _shown(
    request: OwnRequest,
    name: str,
    context: Mapping[str, object],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    around = {"words": words, "zone": request.person.time_zone, "tab": "today"}
    template = f"visits/companion/{name}.html"
    return render(request, template, {**context, **around}, status=status)

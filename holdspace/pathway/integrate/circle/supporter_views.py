"""The pages of somebody in a circle: the live page, the evening's list, and *Something's wrong*."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.reach.queries import openness_of
from holdspace.clinic.supporters.gate import CircleRequest, circle_page
from holdspace.domain.circle_call import CallState
from holdspace.domain.grants import Part
from holdspace.pathway.integrate.circle import actions
from holdspace.pathway.integrate.circle import supporter_companion_words as words
from holdspace.pathway.integrate.circle.forms import SayForm
from holdspace.pathway.integrate.circle.live_page import fragment_of, page_of, shared_with
from holdspace.pathway.integrate.circle.stream import CircleHub, mark_of
from holdspace.pathway.integrate.journal import sharing
from holdspace.web.event_stream import event_stream

if TYPE_CHECKING:
    from uuid import UUID

HUB = CircleHub(timezone.now)


@require_safe
@circle_page
def live(request: CircleRequest) -> HttpResponse:
    """What stands for them now; the person reads that they looked."""
    now = timezone.now()
    page = page_of(request.place, now)
    actions.note_opened(
        supporter=request.supporter, is_quiet=page.is_quiet, visit_on=page.visit_on, now=now
    )
    fragment = fragment_of(page, request.place)
    context = {
        "page": page,
        "words": words,
        "supporter_id": request.supporter.supporter_id,
        "mark": mark_of(fragment),
        "fragment": fragment,
    }
    return render(request, "circle/companion/live.html", context)


@require_POST
@circle_page
def tick(request: CircleRequest) -> HttpResponse:
    """One line of the evening, on or off. Not there when no evening is shown."""
    now = timezone.now()
    page = page_of(request.place, now)
    code = request.POST.get("code", "")
    line = next((one for one in page.evening if one.code == code), None)
    if line is not None and page.appointment is not None:
        actions.tick(
            supporter=request.supporter,
            appointment=page.appointment,
            code=code,
            is_done=not line.is_done,
            now=now,
        )
    return redirect("circle:live", request.supporter.supporter_id)


@require_http_methods(["GET", "HEAD", "POST"])
@circle_page
def wrong(request: CircleRequest) -> HttpResponse:
    """The emergency number, the form, and where what they sent stands."""
    now = timezone.now()
    page = page_of(request.place, now)
    if not page.has(Part.SOMETHING_WRONG):
        raise Http404
    form = SayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.call(supporter=request.supporter, now=now, **form.cleaned_data)
        messages.success(request, words.SENT)
        return redirect("circle:wrong", request.supporter.supporter_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    fragment = fragment_of(page, request.place)
    context = {
        "page": page,
        "words": words,
        "form": form,
        "supporter_id": request.supporter.supporter_id,
        "mark": mark_of(fragment),
        "is_closed_now": openness_of(page.clinic, now).is_open is False,
        "may_add": page.call is not None and page.call.state is not CallState.CLOSED,
    }
    return render(request, "circle/companion/wrong.html", context, status=status)


@require_safe
@csp_update({"media-src": ["'self'"]})  # type: ignore[arg-type]  # it is typed for plain requests
@circle_page
def from_them(request: CircleRequest) -> HttpResponse:
    """What the person shared of their journal with this one; they see that it was read."""
    now = timezone.now()
    if not page_of(request.place, now).has(Part.JOURNAL):
        raise Http404
    copies = shared_with(request.place)
    sharing.note_opening(copies, now)
    if copies:
        actions.note_read(supporter=request.supporter, now=now)
    context = {
        "copies": [sharing.opened(copy) for copy in copies],
        "name": request.supporter.person_name,
        "supporter_id": request.supporter.supporter_id,
    }
    return render(request, "circle/companion/from_them.html", context)


@require_safe
@circle_page
def shared_medium(request: CircleRequest, shared_copy_id: UUID, place: int) -> HttpResponse:
    """A sound or a picture of what was shared with this one."""
    if not page_of(request.place, timezone.now()).has(Part.JOURNAL):
        raise Http404
    copies = {copy.pk: copy for copy in shared_with(request.place)}
    copy = copies.get(shared_copy_id)
    found = sharing.medium(copy, place) if copy else None
    if found is None:
        raise Http404
    media_type, content = found
    return HttpResponse(content, content_type=media_type)


@require_safe
@circle_page
async def stream(request: CircleRequest) -> StreamingHttpResponse:
    """What changes on the live page, until it ends. Each look asks afresh what stands."""
    seen = request.GET.get("mark", "")
    asked = HUB.stream(
        supporter_id=request.supporter.supporter_id,
        patient_id=request.supporter.patient_id,
        account_id=request.supporter.account_id,
        seen=seen,
    )
    return event_stream(asked)

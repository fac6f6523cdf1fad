"""The person's own pages about their treatment: read, said back, agreed to, taken back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from holdspace.clinic.access.stale_forms import opened
from holdspace.clinic.own_access.confirm import was_confirmed
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.pathway.consult import actions, teach_back_actions
from holdspace.pathway.consult import companion_words as words
from holdspace.pathway.consult.consent_texts import CURRENT
from holdspace.pathway.consult.forms import SignatureForm
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.queries import consents_of, item_of_consent, signed_text
from holdspace.pathway.consult.signature import is_whole
from holdspace.pathway.consult.teach_back_queries import understanding_of
from holdspace.pathway.consult.versions import goes_as_far, signed_version
from holdspace.pathway.course.queries import is_medicine_acting, own_course, protocol_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from holdspace.clinic.access.stale_forms import Opened
    from holdspace.pathway.consult.queries import ItemOfConsent
    from holdspace.pathway.course.models import Course

GET_AND_POST = ["GET", "HEAD", "POST"]
REFUSALS = (
    actions.ScopeMissing,
    actions.DeleteOnMissing,
    actions.NotYetTalkedThrough,
    actions.ConsentClosed,
    actions.AlreadySigned,
)
FIELDS: dict[type[Exception], str] = {
    actions.ScopeMissing: "scope",
    actions.DeleteOnMissing: "delete_on",
}
SAID: dict[type[Exception], str] = {
    actions.NotYetTalkedThrough: words.FIRST_QUESTIONS,
    actions.ConsentClosed: words.CLOSED,
}
"""What staff are told in their own words is said here in plain ones."""
REPLY = "said_back"
"""Key of the session: what was said to the last answer, shown once on the next page."""


@require_safe
@own_page
def own_treatment(request: OwnRequest) -> HttpResponse:
    """What the treatment is, may do, may harm; what else there is; what happens that day."""
    course = own_course(request.person)
    context = {
        "parts": words.ABOUT[protocol_of(course).product] if course else (),
        "understanding": understanding_of(course) if course else None,
    }
    return _shown(request, "treatment", context)


@require_http_methods(GET_AND_POST)
@own_page
def own_questions(request: OwnRequest) -> HttpResponse:
    """One question a screen, asked again with a kind word until it is right."""
    course = _course(request)
    question = understanding_of(course).next_question
    refusal = ""
    if request.method == "POST" and question is not None:
        try:
            choice = teach_back_actions.say_back(
                person=request.person,
                course=course,
                question=request.POST.get("question", ""),
                answer=request.POST.get("answer", ""),
                now=timezone.now(),
            )
        except teach_back_actions.NoSuchAnswer:
            refusal = words.PLEASE_CHOOSE
        else:
            request.session[REPLY] = {"words": choice.reply, "is_right": choice.is_right}
            return redirect("consult:own_questions")
    context = {
        "question": question,
        "understanding": understanding_of(course),
        "reply": request.session.pop(REPLY, None),
        "refusal": refusal,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return _shown(request, "questions", context, status)


@require_safe
@own_page
def own_consents(request: OwnRequest) -> HttpResponse:
    """Every item as it stands, with the way to take it back; and all that was signed before."""
    course = own_course(request.person)
    items = consents_of(course) if course else ()
    standing = {item.latest.pk for item in items if item.latest}
    context = {
        "items": items,
        "earlier": Consent.objects.of_person(request.person).exclude(pk__in=standing),
        "course": course,
        "closed": is_medicine_acting(request.person.patient_id),
    }
    return _shown(request, "consents", context)


@require_http_methods(GET_AND_POST)
@own_page
def own_consent(request: OwnRequest, item: str) -> HttpResponse:
    """One item: its words, how it stands, and a line to sign on for whoever proved who they are."""
    course = _course(request, item)
    standing = item_of_consent(course, item)
    found = opened(request, f"consent {item} {course.pk}", lambda: signed_version(course, item))
    form = SignatureForm(
        standing.text, request.POST or None, name_label=words.NAME, initial=goes_as_far(standing)
    )
    if found.sent is not None and form.is_valid() and _signs(request, course, item, form, found):
        messages.success(request, words.SIGNED)
        return redirect("consult:own_consents")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {
        "form": form,
        "item": standing,
        "opened_on": found.version.fingerprint,
        **_may_sign(request, course, standing),
    }
    return _shown(request, "consent", context, status)


@require_http_methods(GET_AND_POST)
@own_page
def own_withdraw(request: OwnRequest, item: str) -> HttpResponse:
    """The second of two taps: what follows, and the button. Nobody asks why."""
    course = _course(request, item)
    standing = item_of_consent(course, item)
    if request.method != "POST":
        return _shown(request, "withdraw", {"item": standing})
    said = words.WITHDRAWN_BEFORE
    # Whatever course it was signed in: who takes touch back takes all of it back.
    signed = Consent.objects.of_person(request.person).in_force().filter(item=item)
    for consent in signed.select_related("course__patient"):
        actions.withdraw_own_consent(person=request.person, consent=consent, now=timezone.now())
        said = words.WITHDRAWN
    messages.success(request, said)
    return redirect("consult:own_consents")


@require_safe
@own_page
def own_signed(request: OwnRequest, consent_id: UUID) -> HttpResponse:
    """One signature as it was given, word for word; to read and to print."""
    mine = Consent.objects.of_person(request.person).select_related("recorded_by", "withdrawn_by")
    consent = get_object_or_404(mine, pk=consent_id)
    context = {
        "consent": consent,
        "text": signed_text(consent),
        "is_whole": is_whole(consent),
    }
    return _shown(request, "signed", context)


def _course(request: OwnRequest, item: str = "treatment") -> Course:
    course = own_course(request.person)
    if course is None or item not in CURRENT:
        raise Http404
    return course


def _may_sign(request: OwnRequest, course: Course, standing: ItemOfConsent) -> dict[str, object]:
    """What stands between the person and the line to sign on, if anything does."""
    path = {"next": request.path}
    needs_questions = standing.text.is_needed_for_dose and not understanding_of(course).is_done
    return {
        "closed": is_medicine_acting(course.patient_id),
        "is_over": course.ended_on is not None,
        "needs_questions": needs_questions,
        "is_confirmed": was_confirmed(request, timezone.now()),
        "confirm": f"{reverse('own_access:confirm')}?{urlencode(path)}",
    }


def _signs(
    request: OwnRequest, course: Course, item: str, form: SignatureForm, found: Opened
) -> bool:
    """Sign, or say on the form why not; what was typed stays on it."""
    now = timezone.now()
    not_yet = _not_yet(course, found, is_confirmed=was_confirmed(request, now))
    if not_yet:
        form.add_error(None, not_yet)
        return False
    try:
        actions.give_own_consent(
            person=request.person,
            course=course,
            item=item,
            signed_name=form.cleaned_data["signed_name"],
            now=now,
            allows=form.allows(),
        )
    except REFUSALS as refusal:
        form.add_error(FIELDS.get(type(refusal)), SAID.get(type(refusal), str(refusal)))
    return not form.errors


def _not_yet(course: Course, found: Opened, *, is_confirmed: bool) -> str:
    """Why nothing is signed now, before anybody looks at what was typed."""
    if course.ended_on is not None:
        return words.NOT_IN_A_COURSE
    if found.is_stale:
        return words.CHANGED
    return "" if is_confirmed else words.CONFIRM_AGAIN


def _shown(
    request: OwnRequest,
    page: str,
    context: Mapping[str, object],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    around = {"words": words, "zone": request.person.time_zone, "tab": "today"}
    template = f"consult/companion/{page}.html"
    return render(request, template, {**context, **around}, status=status)

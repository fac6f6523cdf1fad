"""What is usual after a session, and when to call: pages to read, and to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from holdspace.clinic.access.policy import public
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.own_access.leave_views import has_just_left
from holdspace.clinic.own_access.queries import whom_to_call
from holdspace.clinic.people.models import Clinic, Patient
from holdspace.clinic.reach.queries import people_to_reach
from holdspace.domain.red_flags import FLAGS, Urgency
from holdspace.pathway.integrate.check_ins import explainer_companion_words as words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

WHEN_TO_CALL = "when-to-call"


@require_safe
@own_page
def own_after(request: OwnRequest) -> HttpResponse:
    """All of it, a line each."""
    context = {"topics": words.TOPICS, "when_to_call": WHEN_TO_CALL, "words": words}
    return render(request, "check_ins/companion/after.html", context)


@require_safe
@own_page
def own_explainer(request: OwnRequest, topic: str) -> HttpResponse:
    if topic == WHEN_TO_CALL:
        return _when_to_call(request)
    if topic not in words.BY_KEY:
        raise Http404
    others = [one for one in words.TOPICS if one.key != topic]
    context = {
        "topic": words.BY_KEY[topic],
        "others": others,
        "when_to_call": WHEN_TO_CALL,
        "words": words,
    }
    return render(request, "check_ins/companion/explainer.html", context)


@require_safe
@public
def offline_after(request: HttpRequest) -> HttpResponse:
    """All of it on one page about nobody: a phone keeps it, to be read without a network.

    The worker fetches it for that. Somebody who goes back to it after leaving sees nothing.
    """
    if request.headers.get("Sec-Fetch-Mode") == "navigate" and has_just_left(request):
        return redirect("own_access:away")
    context = {
        "topics": words.TOPICS,
        "when_to_call": WHEN_TO_CALL,
        "reach": whom_to_call(request),
        **_what_to_call_about(),
        "words": words,
    }
    response = render(request, "check_ins/companion/offline.html", context)
    response["Cache-Control"] = "no-cache"
    return response


def _when_to_call(request: OwnRequest) -> HttpResponse:
    """By what is to be done, the most urgent first; then people outside the clinic."""
    clinic = Clinic.objects.get(pk=request.person.clinic_id)
    patient = Patient.objects.select_related("clinic").get(pk=request.person.patient_id)
    context = {
        **_what_to_call_about(),
        "reach": people_to_reach(clinic, patient),
        "topics": words.TOPICS,
        "words": words,
    }
    return render(request, "check_ins/companion/when_to_call.html", context)


def _what_to_call_about() -> dict[str, object]:
    return {
        "emergency": _asked(Urgency.EMERGENCY),
        "now": _asked(Urgency.CLINIC_NOW),
        "soon": [*_asked(Urgency.SAME_DAY), *_asked(Urgency.TELL_US)],
        "complaints_contact": settings.COMPLAINTS_CONTACT,
    }


def _asked(urgency: Urgency) -> list[str]:
    return [flag.asked for flag in FLAGS if flag.urgency is urgency and flag.asked]

"""The page of this tablet, and the list of all of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.tablets import actions
from holdspace.clinic.tablets.device import forget, remember
from holdspace.clinic.tablets.forms import EnrolForm
from holdspace.clinic.tablets.models import Tablet
from holdspace.clinic.tablets.queries import own_tablet, people_on, pin_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_GET
@page(Act.USE_TABLET)
def this_tablet(request: ClinicRequest) -> HttpResponse:
    """What this device is to the clinic, and one's own PIN on it."""
    tablet = own_tablet(request)
    if tablet is None:
        return _not_enrolled(request, EnrolForm(request.actor))
    context = {
        "tablet": tablet,
        "pin": pin_of(tablet, request.actor.staff_id),
        "people": people_on(tablet),
    }
    response = render(request, "tablets/this_tablet.html", context)
    remember(response, request.COOKIES[settings.TABLET_COOKIE_NAME])
    return response


@require_POST
@page(Act.USE_TABLET)
def enrol(request: ClinicRequest) -> HttpResponse:
    if own_tablet(request) is not None:
        messages.error(request, "This tablet is enrolled already. Unenrol it first.")
        return redirect("tablets:this")
    form = EnrolForm(request.actor, request.POST)
    if not form.is_valid():
        return _not_enrolled(request, form)
    try:
        tablet, secret = actions.enrol(actor=request.actor, now=timezone.now(), **form.cleaned_data)
    except actions.TabletNameTaken as refusal:
        form.add_error("name", str(refusal))
        return _not_enrolled(request, form)
    messages.success(request, f"{tablet.name} is enrolled in {tablet.room.name}.")
    response = redirect("tablets:this")
    remember(response, secret)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.SEE_TABLETS)
def unenrol(request: ClinicRequest, tablet_id: UUID) -> HttpResponse:
    """From this device or from any other: what it keeps cannot be opened any more."""
    tablet = get_object_or_404(Tablet.objects.visible_to(request.actor), pk=tablet_id)
    here = own_tablet(request)
    is_here = here is not None and here.pk == tablet.pk
    if request.method != "POST":
        back = reverse("tablets:this" if is_here else "tablets:tablets")
        context = {"tablet": tablet, "is_here": is_here, "back": back}
        return render(request, "tablets/unenrol.html", context)
    return _unenrolled(request, tablet, is_here=is_here)


def _unenrolled(request: ClinicRequest, tablet: Tablet, *, is_here: bool) -> HttpResponse:
    try:
        actions.unenrol(actor=request.actor, tablet=tablet, now=timezone.now())
    except actions.NotEnrolled:
        messages.error(request, f"{tablet.name} had been unenrolled.")
        return redirect("tablets:tablets")
    if not is_here:
        messages.success(request, f"{tablet.name} is unenrolled. It opens nothing any more.")
        return redirect("tablets:tablets")
    # An answer of its own and no redirect: the browser is told to forget by this very answer.
    response = render(request, "tablets/unenrolled.html", {"tablet": tablet})
    forget(response)
    return response


@require_GET
@page(Act.SEE_TABLETS)
def tablets(request: ClinicRequest) -> HttpResponse:
    enrolled = (
        Tablet.objects.visible_to(request.actor)
        .enrolled()
        .select_related("room", "enrolled_by")
        .order_by("room__name", "name")
    )
    here = own_tablet(request)
    return render(request, "tablets/tablets.html", {"tablets": enrolled, "here": here})


def _not_enrolled(request: ClinicRequest, form: EnrolForm) -> HttpResponse:
    is_wrong = form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "tablets/enrol.html", {"form": form}, status=status)

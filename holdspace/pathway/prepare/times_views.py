"""The clinic's own times before a session: what people are told, and what the gate asks for."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.clinic.audit.actions import record
from holdspace.domain.instructions import (
    LIMITS_MINUTES,
    OutsideLimits,
    default_times,
    with_own_times,
)
from holdspace.pathway.prepare.models import OwnTimes
from holdspace.protocols import available_protocols, load_protocol
from holdspace.web.widgets import UnitInput

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.session_events import Route

TITLES = {
    "last_meal_minutes": "Last meal",
    "last_clear_drink_minutes": "Last clear drink",
    "alcohol_free_minutes": "No alcohol, no drugs",
    "nasal_spray_minutes": "No nasal spray",
    "arrive_early_minutes": "Arrive",
}
ROUTE_WORDS = {
    "iv": "Infusion",
    "im": "Injection into a muscle",
    "sc": "Injection under the skin",
    "sublingual": "Under the tongue",
    "oral": "Swallowed",
    "nasal": "Nasal spray",
}


def treatments() -> list[tuple[str, Route]]:
    """Each product and route that a protocol here is for."""
    protocols = [load_protocol(name, version) for name, version in available_protocols()]
    return list(dict.fromkeys((each.product, each.route) for each in protocols))


def _minutes_field(name: str, title: str) -> forms.IntegerField:
    low, high = LIMITS_MINUTES[name]
    return forms.IntegerField(
        label=title,
        required=False,
        min_value=low,
        max_value=high,
        widget=UnitInput("min"),
        help_text=f"{low} to {high}",
    )


class TimesForm(forms.Form):
    """Minutes before the appointment, for each treatment. Empty: the default."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.rows: list[tuple[str, list[str]]] = []
        for product, route in treatments():
            default = default_times(product, route)
            asked = {
                f"{product}.{route.value}.{name}": _minutes_field(name, title)
                for name, title in TITLES.items()
                if getattr(default, name) is not None
            }
            self.fields.update(asked)
            self.rows.append((f"{ROUTE_WORDS[route.value]}, {product}", list(asked)))

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in self.rows]

    def minutes(self, product: str, route: Route) -> dict[str, int]:
        """What was typed, where it is not the default."""
        default = default_times(product, route)
        given = {name: self.cleaned_data.get(f"{product}.{route.value}.{name}") for name in TITLES}
        return {
            name: value
            for name, value in given.items()
            if value is not None and value != getattr(default, name)
        }


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_INSTRUCTIONS)
def own_times(request: ClinicRequest) -> HttpResponse:
    """One page for all treatments. What is sent is kept as a new row for what was changed."""
    clinic_id = request.actor.clinic_id
    found = opened(request, f"times {clinic_id}", lambda: _version(clinic_id))
    form = TimesForm(request.POST or None, initial=dict(found.version.values))
    if found.lets(form):
        try:
            _keep(request.actor, form, timezone.now())
        except OutsideLimits as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "People are told these times from now on; the gate asks them."
            )
            return redirect("prepare:own_times")
    conflict = found.conflict(form)
    is_wrong = form.is_bound and bool(form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    context = {
        "form": form,
        "title": "Before a session",
        "conflict": conflict,
        "opened_on": found.fingerprint_after(conflict),
        "may_keep_mine": True,
        "back": request.path,
    }
    status = HTTPStatus.CONFLICT if conflict else status
    return render(request, "prepare/own_times.html", context, status=status)


def _latest(clinic_id: int, product: str, route: Route) -> OwnTimes | None:
    rows = OwnTimes.objects.filter(clinic_id=clinic_id, product=product, route=route.value)
    return rows.select_related("noted_by").first()


def _version(clinic_id: int) -> Version:
    values: dict[str, object] = {}
    newest: OwnTimes | None = None
    for product, route in treatments():
        row = _latest(clinic_id, product, route)
        own = row.minutes if row else {}
        for name in TITLES:
            default = getattr(default_times(product, route), name)
            if default is not None:
                values[f"{product}.{route.value}.{name}"] = own.get(name, default)
        if row is not None and (newest is None or row.pk > newest.pk):
            newest = row
    if newest is None:
        return Version(values=values)
    change = Change(by=newest.noted_by.name, at=newest.noted_at)
    return Version(values=values, entry=newest.pk, changed=lambda: change)


def _keep(actor: Actor, form: TimesForm, now: datetime) -> None:
    """Raises OutsideLimits before anything is written."""
    wished = {(product, route): form.minutes(product, route) for product, route in treatments()}
    for (product, route), own in wished.items():
        with_own_times(default_times(product, route), own, actor.clinic_name)
    for (product, route), own in wished.items():
        before = _latest(actor.clinic_id, product, route)
        if own == (before.minutes if before else {}):
            continue
        row = OwnTimes.objects.create(
            clinic_id=actor.clinic_id,
            product=product,
            route=route.value,
            minutes=own,
            noted_by_id=actor.staff_id,
            noted_at=now,
        )
        record(actor=actor, act="change times", object_kind="times", object_id=row.pk)

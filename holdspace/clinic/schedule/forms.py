"""The form of an appointment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms

from holdspace.clinic.people.models import Patient, StaffMember
from holdspace.clinic.rooms.models import Room
from holdspace.clinic.schedule.actions import Booking
from holdspace.clinic.schedule.clock_times import (
    NoSuchMoment,
    NotATime,
    moment_in,
    parse_clock_time,
)
from holdspace.clinic.schedule.models import Appointment

if TYPE_CHECKING:
    from datetime import time

    from holdspace.clinic.people.roles import Actor

    PatientChoice = forms.ModelChoiceField[Patient]
else:
    PatientChoice = forms.ModelChoiceField


class ClockTimeField(forms.Field):
    """A time of day, typed as four digits."""

    widget = forms.TextInput

    def to_python(self, value: str | None) -> time | None:
        typed = (value or "").strip()
        if not typed:
            return None
        try:
            return parse_clock_time(typed)
        except NotATime as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def clock_time(label: str) -> ClockTimeField:
    attributes = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "1430"}
    return ClockTimeField(label=label, widget=forms.TextInput(attributes))


class PersonChoice(PatientChoice):
    """People by name, with the date of birth that tells two of one name apart."""

    def label_from_instance(self, obj: Patient) -> str:
        return f"{obj.family_name}, {obj.given_name} ({obj.born_on:%Y-%m-%d})"


class AppointmentForm(forms.Form):
    """One person, one kind of visit, who of the staff, one room, from when to when."""

    patient = PersonChoice(queryset=Patient.objects.none(), label="Person", empty_label="Choose")
    kind = forms.ChoiceField(label="Kind of visit", choices=Appointment.Kind.choices)
    day = forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    starts = clock_time("Starts")
    ends = clock_time("Ends")
    room = forms.ModelChoiceField(queryset=Room.objects.none(), empty_label="Choose")
    staff = forms.ModelMultipleChoiceField(
        queryset=StaffMember.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, actor: Actor, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.zone = ZoneInfo(actor.time_zone)
        self._offer("patient", Patient.objects.visible_to(actor))
        self._offer("room", Room.objects.visible_to(actor).filter(in_use=True))
        self._offer("staff", StaffMember.objects.visible_to(actor).caring())

    def _offer(self, name: str, rows: object) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        day = cleaned.get("day")
        for name in ("starts", "ends"):
            at = cleaned.get(name)
            if day and at:
                try:
                    cleaned[f"{name}_at"] = moment_in(self.zone, day, at)
                except NoSuchMoment as refusal:
                    self.add_error(name, str(refusal))
        return cleaned

    def booking(self) -> Booking:
        """What a valid form asks for."""
        wanted = self.cleaned_data
        return Booking(
            kind=wanted["kind"],
            patient=wanted["patient"],
            staff=list(wanted["staff"]),
            room=wanted["room"],
            starts_at=wanted["starts_at"],
            ends_at=wanted["ends_at"],
        )

"""The forms of a person and of a course."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django import forms

from holdspace.pathway.course.actions import CoursePlan
from holdspace.pathway.course.models import Course
from holdspace.pathway.course.person_actions import PersonDetails
from holdspace.protocols import available_protocols, load_protocol
from holdspace.web.widgets import RadioCards

if TYPE_CHECKING:
    from datetime import date

    from holdspace.clinic.people.models import Patient


def day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


@cache
def zone_choices() -> list[tuple[str, str]]:
    """Every zone by its city. Read from the disk once: there are hundreds."""
    names = sorted(name for name in available_timezones() if "/" in name and name[:3] != "Etc")
    return [("", "That of the clinic"), *((name, name.replace("_", " ")) for name in names)]


class PersonForm(forms.Form):
    """Who a person is and how to reach them."""

    given_name = forms.CharField(max_length=100)
    family_name = forms.CharField(max_length=100)
    called = forms.CharField(label="Likes to be called", max_length=100, required=False)
    born_on = forms.DateField(label="Born on", widget=day_input())
    phone = forms.CharField(max_length=40, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    time_zone = forms.ChoiceField(
        label="Time zone",
        required=False,
        choices=zone_choices,
        help_text="Where they live. Times on their own pages are on this clock.",
    )

    def __init__(self, today: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today

    def clean_born_on(self) -> date:
        born_on: date = self.cleaned_data["born_on"]
        if born_on > self.today:
            raise forms.ValidationError("This day is still to come.")
        return born_on

    def details(self) -> PersonDetails:
        return PersonDetails(**self.cleaned_data)


def as_form_values(patient: Patient) -> dict[str, object]:
    return {
        "given_name": patient.given_name,
        "family_name": patient.family_name,
        "called": patient.called,
        "born_on": patient.born_on,
        "phone": patient.phone,
        "email": patient.email,
        "time_zone": patient.time_zone,
    }


def protocol_choices() -> list[tuple[str, str]]:
    """Every protocol there is, by title and version."""
    protocols = [load_protocol(name, version) for name, version in available_protocols()]
    return [
        (f"{each.name}/{each.version}", f"{each.title}, version {each.version}")
        for each in protocols
    ]


class CourseForm(forms.Form):
    """What is agreed when a course begins."""

    indication = forms.ChoiceField(choices=Course.Indication.choices)
    protocol = forms.ChoiceField(
        choices=protocol_choices,
        widget=RadioCards,
        help_text="The course stays with this version, also when a newer one comes out.",
    )
    planned_sessions = forms.IntegerField(min_value=1, max_value=60, initial=6)
    goals = forms.CharField(
        label="Goals, in their words", required=False, widget=forms.Textarea({"rows": 4})
    )

    def plan(self) -> CoursePlan:
        name, version = self.cleaned_data["protocol"].rsplit("/", 1)
        return CoursePlan(
            indication=self.cleaned_data["indication"],
            protocol_name=name,
            protocol_version=int(version),
            planned_sessions=self.cleaned_data["planned_sessions"],
            goals=self.cleaned_data["goals"],
        )

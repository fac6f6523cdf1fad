"""Forms about staff."""

from __future__ import annotations

from typing import Any

from django import forms

from holdspace.clinic.people.models import StaffMember
from holdspace.clinic.people.roles import Role

ROLE_CHOICES = [(role.value, role.words.capitalize()) for role in Role]


class StaffForm(forms.Form):
    """Who somebody is here, and in which roles."""

    name = forms.CharField(max_length=200, strip=True)
    roles = forms.TypedMultipleChoiceField(
        choices=ROLE_CHOICES, coerce=Role, widget=forms.CheckboxSelectMultiple
    )
    is_medical_director = forms.BooleanField(
        label="Medical director",
        required=False,
        help_text="Signs for our own limits and for variants of protocols. A prescriber.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        roles = cleaned.get("roles", [])
        if cleaned.get("is_medical_director") and Role.PRESCRIBER not in roles:
            self.add_error("is_medical_director", "The medical director is a prescriber.")
        return cleaned


class NewStaffForm(StaffForm):
    """The same, with the address they sign in with."""

    email = forms.EmailField(label="E-mail", help_text="They sign in with it.")
    field_order = ("name", "email", "roles", "is_medical_director")


def as_form_values(member: StaffMember) -> dict[str, object]:
    return {
        "name": member.name,
        "roles": list(member.roles),
        "is_medical_director": member.is_medical_director,
    }

"""The form that enrols a tablet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from holdspace.clinic.rooms.models import Room

if TYPE_CHECKING:
    from django.http import QueryDict

    from holdspace.clinic.people.roles import Actor


class EnrolForm(forms.Form):
    """Which room it belongs to, and what people call it."""

    room: forms.ModelChoiceField[Room] = forms.ModelChoiceField(
        Room.objects.none(), empty_label=None
    )
    name = forms.CharField(
        max_length=60, strip=True, help_text="What is written on it, for whoever looks for it."
    )

    def __init__(self, actor: Actor, data: QueryDict | None = None) -> None:
        super().__init__(data)
        rooms = Room.objects.visible_to(actor).filter(in_use=True)
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]

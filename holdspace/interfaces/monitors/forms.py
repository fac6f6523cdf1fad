"""Forms about monitors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from holdspace.clinic.rooms.models import Room

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


class StandForm(forms.Form):
    """In which room a monitor stands."""

    room = forms.ModelChoiceField(
        queryset=Room.objects.none(), required=False, empty_label="Nowhere now"
    )

    def __init__(self, actor: Actor, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["room"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Room.objects.visible_to(actor).filter(in_use=True)


class MonitorForm(StandForm):
    """A device that was heard becomes a monitor of the clinic."""

    name = forms.CharField(max_length=100, help_text="What people here call it: Monitor 2.")
    expects_interval_seconds = forms.IntegerField(
        label="Sends every (seconds)",
        min_value=1,
        max_value=3600,
        initial=1,
        help_text="Silence is shown against this.",
    )
    field_order = ("name", "room", "expects_interval_seconds")


class SettleForm(forms.Form):
    """What was done about messages that waited."""

    what = forms.CharField(label="What was done", max_length=300)

"""Forms about monitors."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import forms

from holdspace.clinic.rooms.models import Room

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


FURTHEST_BACK = timedelta(hours=12)


class StandForm(forms.Form):
    """In which room a monitor stands."""

    room = forms.ModelChoiceField(
        queryset=Room.objects.none(), required=False, empty_label="Nowhere now"
    )
    since = forms.TimeField(
        label="It has stood there since",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text="Empty: from now on. With a time, what it sent since then and waits is read in.",
        error_messages={"invalid": "Write a time as 14:05, or leave it empty."},
    )

    def __init__(self, actor: Actor, *args: object, now: datetime, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.now = now.astimezone(ZoneInfo(actor.time_zone))
        field = self.fields["room"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Room.objects.visible_to(actor).filter(in_use=True)

    def clean_since(self) -> datetime | None:
        """The latest moment at which the clinic's clock showed it. Nobody remembers half a day."""
        said: time | None = self.cleaned_data["since"]
        if said is None:
            return None
        since = self.now.replace(hour=said.hour, minute=said.minute, second=0, microsecond=0)
        if since > self.now:
            since -= timedelta(days=1)
        if self.now - since > FURTHEST_BACK:
            raise forms.ValidationError("Say a time of the last 12 hours, or leave it empty.")
        return since


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
    field_order = ("name", "room", "since", "expects_interval_seconds")


class SettleForm(forms.Form):
    """What was done about messages that waited."""

    what = forms.CharField(label="What was done", max_length=300)

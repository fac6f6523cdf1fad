"""Forms about recordings: which file, of which session, and when it began."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms

from holdspace.interfaces.monitors.recordings.frame import NotARecording
from holdspace.interfaces.monitors.recordings.read import BroughtFiles, ReadRecording, read_files
from holdspace.pathway.dosing_session.models import DosingSession, Monitor

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from holdspace.clinic.people.roles import Actor

LARGEST_FILE_BYTES = 10 * 1024 * 1024
SESSIONS_SINCE = timedelta(days=120)


if TYPE_CHECKING:
    OfSessions = forms.ModelChoiceField[DosingSession]
else:
    OfSessions = forms.ModelChoiceField


class SessionChoice(OfSessions):
    """By whose it was, where and when; told apart by people, never matched by a name in a file."""

    zone = ZoneInfo("UTC")

    def label_from_instance(self, obj: DosingSession) -> str:
        opened = obj.opened_at.astimezone(self.zone)
        return f"{obj.patient.full_name}, {obj.room.name}, {opened:%-d %B %Y, %H:%M}"


class BringForm(forms.Form):
    """A file is read whole before anything is kept."""

    session = SessionChoice(queryset=DosingSession.objects.none(), empty_label="Choose the session")
    monitor = forms.ModelChoiceField(
        queryset=Monitor.objects.none(),
        empty_label="Choose the monitor",
        help_text="Which monitor recorded it.",
    )
    file = forms.FileField(
        label="CSV file, or header of a WFDB record (.hea)",
        widget=forms.ClearableFileInput({"accept": ".csv,.hea,text/csv"}),
        error_messages={"empty": "This file is empty. Choose another."},
    )
    data_file = forms.FileField(
        label="The samples of a WFDB record (.dat)",
        required=False,
        help_text="Only with a header.",
    )

    def __init__(self, actor: Actor, now: datetime, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.zone = ZoneInfo(actor.time_zone)
        self.read: ReadRecording | None = None
        self.brought: BroughtFiles | None = None
        sessions, monitors = self.fields["session"], self.fields["monitor"]
        if isinstance(sessions, SessionChoice) and isinstance(monitors, forms.ModelChoiceField):
            sessions.zone = self.zone
            sessions.queryset = (
                DosingSession.objects.visible_to(actor)
                .filter(opened_at__gt=now - SESSIONS_SINCE)
                .select_related("patient", "room")
                .order_by("-opened_at")
            )
            monitors.queryset = Monitor.objects.visible_to(actor)

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        file: UploadedFile | None = cleaned.get("file")
        data: UploadedFile | None = cleaned.get("data_file")
        if file is None:
            return cleaned
        for name, one in (("file", file), ("data_file", data)):
            if one is not None and (one.size or 0) > LARGEST_FILE_BYTES:
                self.add_error(name, "This file is over 10 MB. Bring it in parts.")
                return cleaned
        self.brought = BroughtFiles(
            (file.name or "")[-120:],
            file.read(),
            (data.name or "")[-120:] if data else "",
            data.read() if data else b"",
        )
        try:
            self.read = read_files(self.brought, self.zone)
        except NotARecording as problem:
            self.add_error("file", f"{file.name} cannot be taken: {problem}.")
        return cleaned


class TakeForm(forms.Form):
    """When a recording began, where its file does not say it whole."""

    day = forms.DateField(
        label="Its first line was measured on",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    at = forms.TimeField(
        label="at",
        widget=forms.TimeInput({"type": "time", "step": 1}, format="%H:%M:%S"),
        help_text="The clinic's time, to the second where you know it.",
        error_messages={"invalid": "Write a time as 14:05 or 14:05:30."},
    )

    def __init__(self, zone: ZoneInfo, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.zone = zone

    def began_at(self) -> datetime:
        """In the clinic's time. Call it on a valid form."""
        said = self.cleaned_data
        return datetime.combine(said["day"], said["at"], self.zone)

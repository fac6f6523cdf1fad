"""A form that two people may have open at once: a stale one writes nothing and shows both versions.

A page with such a form carries a fingerprint of what it was opened on. When something else stands
by the time it is sent, the answer is 409 with both versions side by side, and whoever sent it
decides.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import connection
from django.forms import BooleanField

from holdspace.clinic.audit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest

FIELD = "opened_on"
"""The hidden field that says on what a form was opened."""
NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Change:
    """Who left something as it stands, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Version:
    """What a form writes over, as it stands now."""

    values: Mapping[str, object]
    """By the name of the field that writes it."""
    entry: object = ""
    """The row that says so, where each save is a row of its own and none is lost."""
    changed: Callable[[], Change | None] = lambda: None
    """Asked for only when two versions are shown."""

    @property
    def fingerprint(self) -> str:
        said = json.dumps([str(self.entry), dict(self.values)], default=str, sort_keys=True)
        return sha256(said.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One field in both versions, in words."""

    label: str
    theirs: str
    yours: str

    @property
    def differs(self) -> bool:
        return self.theirs != self.yours


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Two versions of one thing: what stands, and what was sent on top of something older."""

    lines: tuple[Line, ...]
    changed: Change | None
    is_theirs_kept: bool
    """Whether what stands stays readable when the other is written after it."""


@dataclass(frozen=True)
class Opened:
    """A form on one request: what it writes over now, and what it was opened on."""

    version: Version
    sent: str | None

    @property
    def is_stale(self) -> bool:
        return self.sent is not None and self.sent != self.version.fingerprint

    def lets(self, form: forms.BaseForm) -> bool:
        """Whether the form may be written: it is whole, and says what it writes over."""
        return form.is_valid() and not self.is_stale

    def conflict(self, form: forms.BaseForm) -> Conflict | None:
        """Both versions, when the form would write over what nobody has read on it.

        A form that is not whole is mended first; it keeps its old fingerprint until then.
        """
        if not self.is_stale or not form.is_valid():
            return None
        return Conflict(
            lines=tuple(_line(field, form, self.version) for field in form.visible_fields()),
            changed=self.version.changed(),
            is_theirs_kept=bool(self.version.entry),
        )

    def fingerprint_after(self, conflict: Conflict | None) -> str:
        """What the next page is opened on: both versions were shown, or what it was before."""
        if conflict is not None or self.sent is None:
            return self.version.fingerprint
        return self.sent


def opened(request: HttpRequest, what: str, version: Callable[[], Version]) -> Opened:
    """What a form was opened on, and what stands now. `what` names it, the same for everybody.

    Sent, it waits until nobody else is writing the same thing, and looks only then; the wait ends
    with the transaction of the clinic's context, so nothing comes between the look and the write.
    """
    if request.method != "POST":
        return Opened(version(), None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])
    return Opened(version(), request.POST.get(FIELD, ""))


def change_in_the_trail(kind: str, object_id: object, *acts: str) -> Change | None:
    """Who changed a row last, and when: rows that are written over do not say it themselves."""
    lines = AuditEntry.objects.filter(object_kind=kind, object_id=str(object_id), act__in=acts)
    latest = lines.select_related("staff").first()
    if latest is None or latest.staff is None:
        return None
    return Change(by=latest.staff.name, at=latest.at)


def _line(field: forms.BoundField, form: forms.BaseForm, version: Version) -> Line:
    unit = getattr(field.field.widget, "unit", "")
    theirs = in_words(field.field, version.values.get(field.name))
    yours = in_words(field.field, form.cleaned_data.get(field.name))
    return Line(
        label=str(field.label),
        theirs=f"{theirs} {unit}".strip() if theirs != NOTHING else theirs,
        yours=f"{yours} {unit}".strip() if yours != NOTHING else yours,
    )


def in_words(field: forms.Field, value: object) -> str:
    """A field's value as a person would read it."""
    if isinstance(value, bool) or (value is None and type(field) is BooleanField):
        # A box that a row does not keep is an unticked one, in both versions.
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(in_words(field, one) for one in value) or NOTHING
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    said = "" if value is None else str(value).strip()
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return choices.get(said, said) or NOTHING

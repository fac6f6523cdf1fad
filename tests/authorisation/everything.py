"""One of everything in a clinic, with a token of its own in every text: a leak has a name."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from holdspace.clinic.context import author_context, clinic_context
from holdspace.clinic.people.models import (
    PATIENT_EMAIL_DOMAIN,
    SUPPORTER_EMAIL_DOMAIN,
    Account,
    Clinic,
    Patient,
    SignedStatement,
    StaffMember,
)
from holdspace.clinic.people.roles import OwnActor
from holdspace.clinic.schedule.models import Appointment
from holdspace.pathway.consult.models import SettingsVersion
from holdspace.pathway.course.models import MedicineActing
from holdspace.pathway.dosing_session.models import (
    DosingSession,
    MessageResolved,
    SessionEvent,
    VitalsSample,
)
from holdspace.pathway.dosing_session.opening import open_session
from holdspace.pathway.dosing_session.recording import Line, Recording
from holdspace.pathway.integrate.journal.models import JournalEntry, SharedCopy, SharedMedia
from holdspace.pathway.integrate.journal.queries import Reader
from holdspace.pathway.integrate.journal.sharing import share
from tests.authorisation.answers import ANSWERS
from tests.authorisation.data_classes import CHART, CLASSES

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast

NOT_FILLED = (StaffMember, SessionEvent, VitalsSample, MedicineActing, MessageResolved)
"""Made by the session itself or by the cast, without text, or hiding what is to be seen."""
ONCE_IN_A_CLINIC = (SignedStatement, SettingsVersion)
"""Of these a clinic has one; a neighbour has none."""


@dataclass
class Everything:
    """A clinic's rows by model, and what each token stands for."""

    cast: Cast
    mark: str
    now: datetime
    is_neighbour: bool = False
    """A second person of a clinic that is filled already."""
    rows: dict[type[models.Model], models.Model] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    """token -> class of data"""
    fields: dict[str, str] = field(default_factory=dict)
    """token -> model.field"""

    def make(self) -> Everything:
        if not self.is_neighbour:
            self._say_staff()
        self.rows[Account] = Account.objects.create(email=f"{self.mark}@{PATIENT_EMAIL_DOMAIN}")
        writes = self.cast.staff["okafor"]
        with clinic_context(self.cast.clinic.id), author_context(writes.pk):
            self.rows[Clinic] = self.cast.clinic
            self.rows[StaffMember] = writes
            for model in self._models():
                self._row(model)
        if not self.is_neighbour:
            self.rows[Authenticator] = Authenticator.objects.create(
                user=self.cast.staff["okafor"].account, type="totp", data={"secret": "none"}
            )
        return self

    def one(self, model: type[models.Model]) -> Any:
        return self.rows[model]

    def _say_staff(self) -> None:
        clinic = self.cast.clinic
        names = {name: self._token(Clinic, name) for name in ("name", "emergency_address")}
        Clinic.objects.filter(pk=clinic.pk).update(**names)
        with clinic_context(clinic.id):
            for member in self.cast.staff.values():
                StaffMember.objects.filter(pk=member.pk).update(
                    name=self._token(StaffMember, "name")
                )
                email = f"{self._token(Account, 'email')}@demo.example"
                Account.objects.filter(pk=member.account_id).update(email=email)

    def _models(self) -> list[type[models.Model]]:
        """Those with a clinic, each after those it points to."""
        ours = [
            model
            for model in apps.get_models()
            if any(one.name == "clinic" for one in model._meta.concrete_fields)
            and model not in NOT_FILLED
            and not (self.is_neighbour and model in ONCE_IN_A_CLINIC)
        ]
        placed: list[type[models.Model]] = []
        while len(placed) < len(ours):
            placed += [
                model
                for model in ours
                if model not in placed
                and all(target in placed or target not in ours for target in self._targets(model))
            ]
        return placed

    def _targets(self, model: type[models.Model]) -> set[type[models.Model]]:
        opened_from = {Appointment} if model is DosingSession else set()
        return opened_from | {
            one.related_model
            for one in model._meta.concrete_fields
            if isinstance(one, models.ForeignKey) and not one.null
        }

    def _row(self, model: type[models.Model]) -> None:
        by_hand = {DosingSession: self._session, SharedCopy: self._shared_copy}
        if model in {*by_hand, SharedMedia}:
            by_hand.get(model, lambda: None)()
            return
        values = {
            one.name: self._value(model, one)
            for one in model._meta.concrete_fields
            if not one.auto_created and one.db_default is models.NOT_PROVIDED
        }
        values |= self._in_time(model._meta.label)
        self.rows[model] = model._default_manager.create(
            **{name: value for name, value in values.items() if value is not ...}
        )

    def _in_time(self, label: str) -> dict[str, object]:
        """What holds only at this moment, and who came in by a door of their own."""
        day = timedelta(days=1)
        moments: dict[str, dict[str, object]] = {
            "check_ins.AfterSession": {"home_at": self.now},
            "outcomes.Export": {"done_at": self.now, "keep_until": self.now + day},
            "schedule.Appointment": {"ends_at": self.now + timedelta(hours=3)},
            "supporters.GrantChange": {"begins_at": self.now, "until": self.now + 7 * day},
        }
        if label == "supporters.SupporterPhone":
            return {"account": self._supporters_account()}
        if label == "supporters.Supporter":
            return {"account": self._supporters_account(), "joined_at": self.now}
        return moments.get(label, {})

    def _supporters_account(self) -> Account:
        email = f"{self.mark}@{SUPPORTER_EMAIL_DOMAIN}"
        return Account.objects.get_or_create(email=email)[0]

    def _value(self, model: type[models.Model], one: models.Field[Any, Any]) -> Any:
        known = ANSWERS.get(f"{model._meta.label}.{one.name}", ...)
        if known is not ...:
            return known
        if isinstance(one, models.ForeignKey):
            return self._pointed_to(one)
        if isinstance(one, models.CharField | models.TextField):
            return one.choices[0][0] if one.choices else self._text(model, one)
        return self._plain(model, one)

    def _pointed_to(self, one: models.ForeignKey[Any, Any]) -> Any:
        if one.null and one.related_model not in {StaffMember, Patient}:
            return None
        if one.name == "requested_by":
            # Somebody else than who lets it pass.
            return self.cast.staff["jonas"]
        return None if one.name == "withdrawn_by" else self.rows[one.related_model]

    def _text(self, model: type[models.Model], one: models.Field[Any, Any]) -> str:
        token = self._token(model, one.name)
        return f"{token}@demo.example" if isinstance(one, models.EmailField) else token

    def _plain(self, model: type[models.Model], one: models.Field[Any, Any]) -> Any:
        if one.null or one.has_default():
            return ...
        if isinstance(one, models.DateTimeField):
            return self.now
        if isinstance(one, models.DateField):
            return self.now.date()
        if isinstance(one, models.BinaryField):
            return self._token(model, one.name).encode()
        if isinstance(one, models.UUIDField):
            return uuid4()
        return [] if isinstance(one, ArrayField | models.JSONField) else 1

    def _session(self) -> None:
        """A session that is open, with something written in it."""
        actor = self.cast.staff["ana"].as_actor()
        session = open_session(actor, self.one(Appointment), self.now)
        token = self._token(SessionEvent, "payload")
        recording = Recording(actor, session, self.now)
        recording.write(_note(token, self.now))
        recording.finish()
        self.rows[DosingSession] = session

    def _shared_copy(self) -> None:
        """One entry with a picture, for one reader."""
        patient, words = self.one(Patient), self._token(SharedCopy, "words")
        said = {
            "text": words,
            "written_at": self.now.isoformat(),
            "media": [{"kind": "drawing", "type": "image/png"}],
        }
        picture = self._token(SharedMedia, "content").encode()
        reader = self.one(StaffMember)
        self.rows[SharedCopy] = share(
            person=OwnActor(
                patient_id=patient.pk, account_id=0, clinic_id=patient.clinic_id, name=""
            ),
            entry=self.one(JournalEntry),
            reader=Reader(name=reader.name, role="", staff_id=reader.pk),
            parts=[json.dumps(said).encode(), picture],
            now=self.now,
        )

    def _token(self, model: type[models.Model], name: str) -> str:
        token = f"{self.mark}{len(self.tokens):03d}q"
        label = model._meta.label
        self.tokens[token] = CLASSES.get(f"{label}.{name}", CLASSES.get(label, CHART))
        self.fields[token] = f"{label}.{name}"
        return token


def _note(words: str, now: datetime) -> Line:
    from holdspace.domain.session_events import NoteWritten

    body = NoteWritten(text=words)
    return Line(event_id=uuid4(), body=body, occurred_at=now, device_at=now)

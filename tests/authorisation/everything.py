"""One of everything in a clinic, with a token of its own in every text: a leak has a name."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import author_context, clinic_context
from holdspace.clinic.own_access.models import OwnDevice
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
from holdspace.domain.grants import Item
from holdspace.pathway.consult.consent_texts import CURRENT
from holdspace.pathway.consult.models import SettingsVersion
from holdspace.pathway.course.models import Course, MedicineActing
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
from tests.domain.scales.made_up_copy import copy as made_up_copy

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast

STAFF, WHO, CHART, AUDIT, STATEMENT = "staff", "who", "chart", "audit", "statement"
DEVICE, SECRET, SHARED = "device", "secret", "shared"
CLASSES = {
    "people.Clinic": STAFF,
    "people.Account": STAFF,
    "people.StaffMember": STAFF,
    "rooms.Room": STAFF,
    "tablets.Tablet": STAFF,
    "tablets.TabletPin": STAFF,
    "dosing_session.Monitor": STAFF,
    "people.SignedStatement": STATEMENT,
    "measures.LicensedCopy": STATEMENT,
    "consult.SettingsVersion": STATEMENT,
    "people.Patient": WHO,
    # On which phones somebody opens their own pages; never by what secret.
    "own_access.OwnDevice": WHO,
    "own_access.OwnDevice.key_sha256": SECRET,
    "own_access.OwnDevice.pin_hash": SECRET,
    "own_access.PatientLink": SECRET,
    "own_access.PatientSignIn": SECRET,
    # How somebody of a circle comes in; nobody at the clinic reads that.
    "supporters.Invitation": SECRET,
    "supporters.SupporterPhone": SECRET,
    # Whom a mail went to and what the server said; what it is about, its link alone would say.
    "outbox.Mail": WHO,
    "outbox.Mail.link": SECRET,
    # Of a kind that the front desk is asked about; of the others test_tasks.py tells.
    "tasks.Task": WHO,
    "tasks.TaskAct": WHO,
    # Sealed before it came; a copy of an entry is for the one reader it names.
    "journal.JournalKey": SECRET,
    "journal.JournalEntry": SECRET,
    "journal.JournalPart": SECRET,
    "journal.SharedCopy": SHARED,
    "journal.SharedMedia": SHARED,
    # What a person has not sent, nobody on the staff reads.
    "questions.QuestionDraft": SECRET,
    "check_ins.WordsDraft": SECRET,
    # Whom the clinic can name to a person: nothing of any person is in it.
    "visits.Specialist": STAFF,
    "visits.SpecialistWord": STAFF,
    # What a link opens, and what its author sealed: no page shows either as it is stored.
    "visits.Share.secret_sha256": SECRET,
    "visits.Share.word_hash": SECRET,
    "visits.NotesKey": SECRET,
    "visits.PsychotherapyNote": SECRET,
    # Who took data out and why; never the rows themselves, nor what made their numbers up.
    "outcomes.Export": STATEMENT,
    "outcomes.Export.key": SECRET,
    "outcomes.ExportPart": SECRET,
    "audit.AuditEntry": AUDIT,
    # What a device says of itself; what it says of a person is in `raw`.
    "dosing_session.MonitorMessage": DEVICE,
    "dosing_session.MonitorMessage.raw": CHART,
}
"""Which class of data a model holds (reference 2.5). One that is not listed is chart."""
SHOWN_TO_PATIENTS = {
    "people.Patient.given_name",
    "people.Patient.called",
    # The number we would call, so that they can say when it is wrong.
    "people.Patient.phone",
    "people.Clinic.name",
    "own_access.OwnDevice.name",
    # Their questions, and who answers them.
    "people.StaffMember.name",
    "check_ins.CheckInAnswer.words",
    "check_ins.WordsDraft.words",
    "consult.Consent.meaning",
    "consult.Consent.scope",
    "consult.Consent.signed_name",
    "consult.ListedThing.detail",
    "consult.ListedThing.typed",
    "consult.MedicineLine.taken_as",
    "consult.MedicineLine.typed",
    "consult.SignedDecision.words_for_person",
    "course.Goals.words",
    # As they sealed it themselves.
    "journal.JournalPart.sealed",
    "prepare.Draft.values",
    "prepare.Escort.name",
    "prepare.Escort.phone",
    "prepare.Escort.relation",
    "prepare.GuidancePlan.avoid",
    "prepare.GuidancePlan.eye_mask",
    "prepare.GuidancePlan.hand_signal",
    "prepare.GuidancePlan.music",
    "prepare.GuidancePlan.touch_areas",
    "prepare.GuidancePlan.when_it_gets_hard",
    "prepare.GuidancePlan.words_that_help",
    "prepare.Intention.words",
    "prepare.MedicineLines.words",
    "questions.QuestionDraft.words",
    "questions.QuestionMessage.words",
    "review.CourseClosing.for_person",
    "review.CourseClosing.whom_to_call",
    "review.GoalRated.goal",
    "review.NextWish.words",
    "review.OwnSigns.helps",
    "review.OwnSigns.keeps",
    "review.OwnSigns.signs",
    "review.OwnSigns.whom",
    # What they share with whom; what they agreed on, when the therapist lets them read it.
    "visits.Share.purpose",
    "visits.Share.to_whom",
    # Their circle, and the page that they look at before they give it.
    "supporters.Supporter.name",
    "supporters.Supporter.relation",
    "people.Clinic.emergency_address",
}
"""What a patient's own pages may show, of that patient's own: each field is named, and no other."""
SHOWN_TO_SUPPORTERS = {
    "people.Patient.called",
    "people.Clinic.name",
    # Where to come to.
    "people.Clinic.emergency_address",
    # Who has seen that something is wrong, and what they answer.
    "people.StaffMember.name",
    "circle.CircleCallMessage.words",
    # Of the plan, what the person chose for them.
    "prepare.GuidancePlan.avoid",
    "prepare.GuidancePlan.when_it_gets_hard",
    "prepare.GuidancePlan.words_that_help",
}
"""What a supporter's pages may show, of the one person whose circle it is."""
NOT_FILLED = (StaffMember, SessionEvent, VitalsSample, MedicineActing, MessageResolved)
"""Made by the session itself or by the cast, without text, or hiding what is to be seen."""
ONCE_IN_A_CLINIC = (SignedStatement, SettingsVersion)
"""Of these a clinic has one; a neighbour has none."""
ANSWERS: dict[str, object] = {
    "check_ins.CheckIn.rung": "between",
    "check_ins.CheckInAnswer.question": "words",
    "check_ins.CheckInAnswer.value": "",
    "check_ins.ClockNote.rung": "evening",
    "check_ins.RaisedFlag.code": "chest",
    "course.Course.protocol_name": "iv-racemic-0.5mgkg-40min",
    "measures.Asked.code": "gad7",
    "measures.Finished.answers": {"1": 1},
    "measures.Finished.code": "gad7",
    "measures.LicensedCopy.code": "isi",
    "measures.LicensedCopy.content": made_up_copy(),
    "outcomes.ExportPart.content": zlib.compress(b"[]"),
    "outcomes.ExportPart.table": "people",
    "outcomes.Scheduled.code": "gad7",
    "outcomes.Scheduled.time": "baseline",
    "outbox.Mail.kind": "reminder",
    "outbox.Mail.staff": None,
    "tasks.Task.acknowledged_by": None,
    "tasks.Task.kind": "mail_not_taken",
    "schedule.Appointment.kind": "dosing",
    "supporters.GrantChange.bundle": "circle",
    "supporters.GrantChange.items": [item.value for item in Item],
    "supporters.CircleHold.is_held": False,
    "visits.Share.content": {},
    "visits.Share.items": ["sessions"],
    "visits.Share.until": datetime(2100, 1, 1, tzinfo=UTC),
    "visits.VisitRecord.content_sha256": "",
    "schedule.Appointment.zone": "Europe/Berlin",
    "consult.Consent.item": "touch",
    "consult.Consent.text_sha256": CURRENT["touch"].fingerprint,
    "consult.Consent.signature_sha256": "",
    "consult.MedicineLine.ingredient": "",
    "consult.SettingsVersion.changes": [],
    "consult.SettingsVersion.content": {},
    "consult.SignedDecision.content": {},
    "consult.StatedFact.code": "hypertension",
    "people.Patient.time_zone": "Europe/Lisbon",
    "people.SignedStatement.detail": "",
    "people.SignedStatement.subject": "own_limits",
    "prepare.Draft.what": "nothing",
    "review.SignedReview.content": {"said": [], "proposal": [], "think": []},
    "prepare.ReadinessNote.code": "fasting",
    "prepare.GuidancePlan.is_touch_allowed": True,
    "prepare.WeightMeasured.weight_kg": 70,
    "dosing_session.MonitorMessage.state": "queued",
}
"""Fields whose text means something, and may not be just a token."""


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


def objects_for(everything: Everything) -> dict[str, object]:
    """For each argument of a route, the object it names in this clinic.

    A route with an argument that is not here fails the tests: say here how to find its object.
    """
    messages = apps.get_model("dosing_session", "MonitorMessage")
    monitors = apps.get_model("dosing_session", "Monitor")
    rooms = apps.get_model("rooms", "Room")
    tablets = apps.get_model("tablets", "Tablet")
    consents = apps.get_model("consult", "Consent")
    questions = apps.get_model("questions", "Question")
    cycles = apps.get_model("course", "DoseCycle")
    return {
        "patient_id": everything.one(Patient).pk,
        "answer_id": everything.one(apps.get_model("check_ins", "CheckInAnswer")).pk,
        "course_id": everything.one(Course).pk,
        "cycle_id": everything.one(cycles).pk,
        "consent_id": everything.one(consents).pk,
        "question_id": everything.one(questions).pk,
        "decision_id": everything.one(apps.get_model("consult", "SignedDecision")).pk,
        "review_id": everything.one(apps.get_model("review", "SignedReview")).pk,
        "medicine_line": everything.one(apps.get_model("consult", "MedicineLine")).line,
        "thing_line": everything.one(apps.get_model("consult", "ListedThing")).line,
        "asked_id": everything.one(apps.get_model("measures", "Asked")).pk,
        "finished_id": everything.one(apps.get_model("measures", "Finished")).pk,
        "copy_id": everything.one(apps.get_model("measures", "LicensedCopy")).pk,
        "export_id": everything.one(apps.get_model("outcomes", "Export")).pk,
        "task_id": everything.one(apps.get_model("tasks", "Task")).pk,
        "mail_id": everything.one(apps.get_model("outbox", "Mail")).pk,
        "appointment_id": everything.one(Appointment).pk,
        "session_id": everything.one(DosingSession).pk,
        "staff_id": everything.cast.staff["jonas"].pk,
        "room_id": everything.one(rooms).pk,
        "tablet_id": everything.one(tablets).pk,
        "device_id": everything.one(OwnDevice).pk,
        "monitor_id": everything.one(monitors).pk,
        "message_id": everything.one(messages).pk,
        "audit_id": everything.one(AuditEntry).pk,
        "journal_entry_id": everything.one(JournalEntry).entry_id,
        "shared_copy_id": everything.one(SharedCopy).pk,
        "visit_id": everything.one(apps.get_model("visits", "IntegrationVisit")).pk,
        "record_id": everything.one(apps.get_model("visits", "VisitRecord")).pk,
        "share_id": everything.one(apps.get_model("visits", "Share")).pk,
        "care_id": everything.one(apps.get_model("visits", "OtherCare")).pk,
        "specialist_id": everything.one(apps.get_model("visits", "Specialist")).pk,
        "supporter_id": everything.one(apps.get_model("supporters", "Supporter")).pk,
        "call_id": everything.one(apps.get_model("circle", "CircleCall")).pk,
        **_of_the_clinic(everything),
    }


def _of_the_clinic(everything: Everything) -> dict[str, object]:
    """What a neighbour has none of: no page of a patient's own is about it."""
    if everything.is_neighbour:
        return {}
    return {
        "statement_id": everything.one(SignedStatement).pk,
        "pk": everything.one(Authenticator).pk,
    }


WORDS = {
    "rung": "between",
    "question": "words",
    "topic": "when-to-call",
    "item": "supporter",
    "code": "pregnancy",
    "fact": "hypertension",
    "form": "csv",
    "kind": "condition",
    "screen": 1,
    "section": "heart",
    "what": "intention",
    "key": "own-limits",
    "number": 1,
    "place": 1,
    "questionnaire": "gad7",
    "uidb36": "1",
    "token": "nothing",
}
"""Arguments that name no object of a clinic, but a word the program knows."""

"""What each argument of a route names: an object of a clinic, or a word the program knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.apps import apps

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.own_access.models import OwnDevice
from holdspace.clinic.people.models import Patient, SignedStatement
from holdspace.clinic.schedule.models import Appointment
from holdspace.pathway.course.models import Course
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.integrate.journal.models import JournalEntry, SharedCopy

if TYPE_CHECKING:
    from tests.authorisation.everything import Everything


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
        "token_id": everything.one(apps.get_model("monitors", "DeviceToken")).pk,
        "recording_id": everything.one(apps.get_model("monitors", "Recording")).pk,
        "doubt_id": everything.one(apps.get_model("dosing_session", "MonitorDoubt")).pk,
        "audit_id": everything.one(AuditEntry).pk,
        "journal_entry_id": everything.one(JournalEntry).entry_id,
        "shared_copy_id": everything.one(SharedCopy).pk,
        "visit_id": everything.one(apps.get_model("visits", "IntegrationVisit")).pk,
        "record_id": everything.one(apps.get_model("visits", "VisitRecord")).pk,
        "share_id": everything.one(apps.get_model("visits", "Share")).pk,
        "care_id": everything.one(apps.get_model("visits", "OtherCare")).pk,
        "specialist_id": everything.one(apps.get_model("visits", "Specialist")).pk,
        "thing_id": everything.one(apps.get_model("practices", "SmallThing")).pk,
        "plan_id": everything.one(apps.get_model("practices", "OpenDaysPlan")).pk,
        "lean_id": everything.one(apps.get_model("practices", "Lean")).pk,
        "wheel_id": everything.one(apps.get_model("practices", "Wheel")).pk,
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
    "part": "lean",
    "place": 1,
    "practice": "ten_breaths",
    "questionnaire": "gad7",
    "uidb36": "1",
    "token": "nothing",
}
"""Arguments that name no object of a clinic, but a word the program knows."""

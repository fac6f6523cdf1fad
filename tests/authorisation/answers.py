"""What stands in fields whose text means something: there a token would be refused."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime

from holdspace.domain.grants import Item
from holdspace.pathway.consult.consent_texts import CURRENT
from tests.domain.scales.made_up_copy import copy as made_up_copy

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
    "practices.SmallThing.code": "",
    "practices.SmallThing.place": 1,
    "prepare.Draft.what": "nothing",
    "review.SignedReview.content": {"said": [], "proposal": [], "think": []},
    "prepare.ReadinessNote.code": "fasting",
    "prepare.GuidancePlan.is_touch_allowed": True,
    "prepare.WeightMeasured.weight_kg": 70,
    "dosing_session.MonitorMessage.state": "queued",
    "monitors.DeviceToken.ending": "wxyz",
    "monitors.DeviceToken.ended_at": None,
    "monitors.DeviceToken.ended_by": None,
    "monitors.Recording.name": "vitals.csv",
    "monitors.Recording.content": b"time,hr\n2025-06-01T10:00:00Z,72\n",
    "monitors.Recording.data_name": "",
    "monitors.SpoolPosition.said": None,
}
"""Fields whose text means something, and may not be just a token."""

"""The log takes what happened: once, in its place, from whom it may, into the session it is of."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from holdspace.clinic.audit.models import AuditEntry
from holdspace.domain.session_events import DosingReleased, Met
from holdspace.pathway.course.queries import is_medicine_acting
from holdspace.pathway.dosing_session.models import SessionEvent
from holdspace.pathway.dosing_session.queries import entries_of, log_of, session_state, verify_chain
from tests.pathway.dosing_session.story import (
    NASAL,
    Tablet,
    opened,
    ready_to_dose,
    start_infusion,
)

pytestmark = pytest.mark.django_db


def test_the_first_line_says_what_was_known_at_opening(tablet) -> None:
    first = session_state(tablet.session).opened

    assert (first.protocol_name, first.cycle_number, first.is_first_dose) == (
        "iv-racemic-0.5mgkg-40min", 1, True,
    )  # fmt: skip
    assert (str(first.weight_kg), first.guidance_level, first.age_years) == ("70.00", 1, 41)


def test_an_entry_gets_the_next_place(cast, tablet, now) -> None:
    result = tablet.chart(cast.actor("jonas"), now, "Observed", code="tears")

    assert (result.state, result.sequence) == ("new", 2)


def test_the_same_entry_again_is_acknowledged_and_stored_once(cast, tablet, now) -> None:
    jonas, tears = cast.actor("jonas"), tablet.event(now, "Observed", code="tears")
    tablet.send(jonas, now, tears)

    again = tablet.send(jonas, now + timedelta(minutes=5), tears)[0]

    assert (again.state, again.sequence, again.recorded_at) == ("already", 2, now)
    assert len(entries_of(tablet.session)) == 2


def test_an_id_with_another_content_is_a_conflict_and_an_incident(cast, tablet, now) -> None:
    jonas, tears = cast.actor("jonas"), tablet.event(now, "Observed", code="tears")
    tablet.send(jonas, now, tears)

    result = tablet.send(jonas, now, {**tears, "payload": {"code": "laughter"}})[0]

    assert result.state == "conflict"
    assert AuditEntry.objects.filter(
        act__startswith="incident", object_id=tears["event_id"]
    ).exists()


def test_an_id_from_another_person_is_a_conflict(cast, tablet, now) -> None:
    tears = tablet.event(now, "Observed", code="tears")
    tablet.send(cast.actor("jonas"), now, tears)

    assert tablet.send(cast.actor("ana"), now, tears)[0].state == "conflict"


def test_an_id_from_another_session_is_a_conflict(cast, tablet, now) -> None:
    other = Tablet(opened(cast, now, patient="theo", room="Room 2"), device_id=tablet.device_id)
    tears = tablet.event(now, "Observed", code="tears")
    tablet.send(cast.actor("jonas"), now, tears)

    assert other.send(cast.actor("jonas"), now, tears)[0].state == "conflict"
    assert len(entries_of(other.session)) == 1


def test_an_entry_that_points_into_another_session_is_refused(cast, tablet, now) -> None:
    other = Tablet(opened(cast, now, patient="theo", room="Room 2"))
    tears = tablet.event(now, "Observed", code="tears")
    tablet.send(cast.actor("jonas"), now, tears)

    result = other.chart(cast.actor("jonas"), now, "EntryUndone", target_id=tears["event_id"])

    assert (result.state, result.sentence) == (
        "refused", "The entry to mend is not in this record.",
    )  # fmt: skip


def test_one_refused_entry_stops_no_other(cast, tablet, now) -> None:
    results = tablet.send(
        cast.actor("jonas"),
        now,
        tablet.event(now, "Observed", code="tears"),
        tablet.event(now, "NeverHeardOf"),
        tablet.event(now, "Observed", code="laughter"),
    )

    assert [result.state for result in results] == ["new", "refused", "new"]


def test_an_unstorable_character_refuses_that_entry_alone(cast, tablet, now) -> None:
    results = tablet.send(
        cast.actor("jonas"),
        now,
        tablet.event(now, "NoteWritten", text="a\x00b"),
        tablet.event(now, "Observed", code="tears"),
    )

    assert [result.state for result in results] == ["refused", "new"]


@pytest.mark.parametrize(
    ("who", "kind", "payload"),
    [
        ("jonas", "InfusionRateChanged", {"infusion_id": uuid4(), "rate_ml_per_hour": "1"}),
        ("ana", "DosePlanned", {"drug": "ketamine", "route": "iv", "dose_mg": "35"}),
        ("jonas", "DischargeSigned", {"facts": []}),
        ("okafor", "DosingReleased", {"facts": []}),
        ("okafor", "RecordSigned", {"meaning": "Read", "document_sha256": ""}),
    ],
)
def test_what_a_role_may_not_write_is_refused(cast, tablet, now, who, kind, payload) -> None:
    result = tablet.chart(cast.actor(who), now, kind, **payload)

    assert result.state == "refused"
    assert result.sentence.startswith(("Only a", "The program"))


@pytest.mark.parametrize("who", ["okafor", "ana", "jonas"])
def test_an_emergency_is_never_refused(cast, tablet, now, who) -> None:
    assert tablet.chart(cast.actor(who), now, "EmergencyDeclared").state == "new"


def test_a_dose_cannot_start_before_its_gate_is_open(cast, tablet, now) -> None:
    result = start_infusion(cast, tablet, now, str(uuid4()))

    assert result.state == "refused"


def test_in_front_of_the_first_dose_stands_what_the_gate_saw(cast, tablet, now) -> None:
    at = now + timedelta(minutes=20)
    plan_id = ready_to_dose(cast, tablet, at)

    result = start_infusion(cast, tablet, at, plan_id)

    release, dose = entries_of(tablet.session)[-2:]
    assert (result.state, dose.kind, dose.sequence) == ("new", "InfusionStarted", result.sequence)
    assert isinstance(release.body, DosingReleased)
    assert {fact.met for fact in release.body.facts} == {Met.MET}


def test_consent_is_closed_from_the_first_dose(cast, tablet, now) -> None:
    at = now + timedelta(minutes=20)
    before = is_medicine_acting(tablet.session.patient_id)
    start_infusion(cast, tablet, at, ready_to_dose(cast, tablet, at))

    assert (before, is_medicine_acting(tablet.session.patient_id)) == (False, True)


def test_a_dose_that_was_given_is_never_refused(cast, tablet, now) -> None:
    result = tablet.chart(
        cast.actor("jonas"), now, "DoseGiven", drug="ketamine", route="iv", dose_mg="500",
        already_happened=True, reason="Given before the tablet was there.",
    )  # fmt: skip

    assert result.state == "new"


def test_a_true_but_odd_reading_asks_for_a_reason_and_is_then_taken(cast, tablet, now) -> None:
    ana, odd = cast.actor("ana"), {"measured_at": now, "respiratory_rate_per_min": "0"}

    without = tablet.chart(ana, now, "VitalsCharted", **odd)
    with_reason = tablet.chart(ana, now, "VitalsCharted", **odd, implausible_reason="Apnoea, seen.")

    assert (without.state, with_reason.state) == ("refused", "new")


def test_a_wrong_clock_does_not_move_what_happened(cast, inside, now) -> None:
    late = Tablet(opened(cast, now), skew=timedelta(hours=-24))
    happened = now + timedelta(minutes=3)

    late.send(
        cast.actor("jonas"), now + timedelta(minutes=9),
        late.event(happened, "Observed", code="tears"),
    )  # fmt: skip

    entry = entries_of(late.session)[-1]
    assert abs(entry.occurred_at - happened) < timedelta(milliseconds=1)
    assert set(log_of(late.session).clock_offsets_ms.values()) == {0, 86_400_000}


def test_after_a_reload_the_age_comes_from_the_wall_clock(cast, tablet, now) -> None:
    tears = {**tablet.event(now, "Observed", code="tears"), "monotonic_ms": 9e9}

    tablet.send(cast.actor("jonas"), now + timedelta(seconds=40), tears)

    assert entries_of(tablet.session)[-1].occurred_at == now


def test_a_late_arrival_takes_its_time_and_the_next_place(cast, tablet, now) -> None:
    jonas = cast.actor("jonas")
    early = tablet.event(now + timedelta(minutes=1), "Observed", code="tears")
    tablet.chart(jonas, now + timedelta(minutes=5), "Observed", code="laughter")
    tablet.send(jonas, now + timedelta(minutes=30), early)

    seen = session_state(tablet.session).person.observations
    assert [one.body.code for one in seen] == ["tears", "laughter"]
    assert [one.sequence for one in seen] == [3, 2]


def test_the_chain_holds(cast, tablet, now) -> None:
    start_infusion(cast, tablet, now, ready_to_dose(cast, tablet, now))

    assert verify_chain(tablet.session) == len(entries_of(tablet.session))


@pytest.mark.parametrize("statement", ["UPDATE {} SET kind = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_the_log(tablet, statement) -> None:
    table = SessionEvent._meta.db_table

    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_closing_the_record_frees_the_room(cast, tablet, now) -> None:
    tablet.chart(cast.actor("ana"), now, "RecordClosed", outcome="cancelled", reason="Unwell")

    assert tablet.session.closed_at == now
    assert opened(cast, now + timedelta(days=1), patient="theo", protocol=NASAL).closed_at is None


def test_in_one_batch_each_entry_is_judged_on_those_before_it(cast, tablet, now) -> None:
    """The log is not folded anew for what was seen; what ends the record is not overlooked."""
    later = now + timedelta(minutes=5)
    sent = [
        tablet.event(now, "Observed", code="tears"),
        tablet.event(now + timedelta(minutes=1), "RecordClosed", outcome="cancelled", reason="Ill"),
        tablet.event(now + timedelta(minutes=2), "Observed", code="laughter"),
        tablet.event(now + timedelta(minutes=3), "NoteWritten", text="She will come again."),
    ]

    results = tablet.send(cast.actor("ana"), later, *sent)

    assert [one.state for one in results] == ["new", "new", "refused", "new"]

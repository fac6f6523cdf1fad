"""A start from a tablet that had no network goes into the record, whatever was missing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest

from holdspace.domain.session_events import DosingReleased, Met
from holdspace.pathway.course.queries import is_medicine_acting
from holdspace.pathway.dosing_session.looking import look
from holdspace.pathway.dosing_session.queries import (
    entries_of,
    outstanding_checks,
    session_state,
)
from holdspace.pathway.dosing_session.summary import document_of
from holdspace.pathway.dosing_session.summary_document import as_bytes, from_bytes
from holdspace.pathway.prepare.actions import note_readiness
from tests.pathway.dosing_session.story import PLAN, ready_to_dose, start_infusion

pytestmark = pytest.mark.django_db

LATER = timedelta(minutes=40)
START = {"drug": "ketamine", "concentration_mg_per_ml": "1", "rate_ml_per_hour": "52.5"}


def start(cast, tablet, at, arrives, plan_id, *, by="ana"):
    event = tablet.event(at, "InfusionStarted", plan_id=plan_id, **START)
    return tablet.send(cast.actor(by), arrives, event)[0]


def the_start(tablet):
    return entries_of(tablet.session)[-1].body


def test_a_start_that_was_right_when_it_happened_stands_with_its_release(cast, tablet, now) -> None:
    at = now + timedelta(minutes=20)
    plan_id = ready_to_dose(cast, tablet, at)

    result = start(cast, tablet, at, at + LATER, plan_id)

    release, dose = entries_of(tablet.session)[-2:]
    assert (result.state, dose.occurred_at, dose.recorded_at) == ("new", at, at + LATER)
    assert isinstance(release.body, DosingReleased)
    assert {fact.met for fact in release.body.facts} == {Met.MET}
    assert not dose.body.already_happened


def test_an_answer_that_was_withdrawn_afterwards_does_not_count_against_it(
    cast, tablet, now
) -> None:
    at = now + timedelta(minutes=20)
    plan_id = ready_to_dose(cast, tablet, at)
    note_readiness(
        actor=cast.actor("ana"), cycle=tablet.session.cycle, code="fasting", met=Met.UNMET,
        detail="Ate in recovery", now=at + timedelta(minutes=30),
    )  # fmt: skip

    start(cast, tablet, at, at + LATER, plan_id)

    assert not the_start(tablet).already_happened


def test_an_answer_that_came_afterwards_does_not_count_for_it(cast, tablet, now) -> None:
    at = now + timedelta(minutes=20)
    plan_id = ready_to_dose(cast, tablet, at)
    note = {"actor": cast.actor("ana"), "cycle": tablet.session.cycle, "code": "fasting"}
    note_readiness(**note, met=Met.UNMET, detail="A biscuit", now=at - timedelta(minutes=5))
    note_readiness(**note, met=Met.MET, detail="", now=at + timedelta(minutes=5))

    start(cast, tablet, at, at + LATER, plan_id)

    assert "Not met then: A biscuit" in the_start(tablet).reason


def test_in_time_it_is_refused_as_ever(cast, tablet, now) -> None:
    plan = tablet.event(now, "DosePlanned", **PLAN)
    tablet.send(cast.actor("okafor"), now, plan)

    result = start_infusion(cast, tablet, now, plan["event_id"])

    assert result.state == "refused"


def test_what_was_not_met_is_charted_with_it_and_the_medicine_acts(cast, tablet, now) -> None:
    plan = tablet.event(now, "DosePlanned", **PLAN)
    tablet.send(cast.actor("okafor"), now, plan)

    result = start(cast, tablet, now, now + LATER, plan["event_id"])

    body = the_start(tablet)
    assert result.state == "new"
    assert "charted as already given" in result.sentence
    assert body.already_happened
    assert str(body.plan_id) == plan["event_id"]
    assert body.reason.startswith("Reached the record 40 min after it happened. Not met then: ")
    assert is_medicine_acting(tablet.session.patient_id)


def test_sent_again_it_is_the_same_entry(cast, tablet, now) -> None:
    event = tablet.event(now, "InfusionStarted", **START)
    first = tablet.send(cast.actor("ana"), now + LATER, event)[0]

    again = tablet.send(cast.actor("ana"), now + 2 * LATER, event)[0]

    assert (first.state, again.state, again.sequence) == ("new", "already", first.sequence)


def test_a_plan_that_is_not_in_the_record_does_not_keep_it_out(cast, tablet, now) -> None:
    start(cast, tablet, now, now + LATER, str(uuid4()))

    body = the_start(tablet)
    assert (body.already_happened, body.plan_id) == (True, None)
    assert "The plan named here is not in this record." in body.reason


def test_whoever_started_it_it_is_charted_as_theirs(cast, tablet, now) -> None:
    """A therapist may not start an infusion. This one did."""
    at = now + timedelta(minutes=20)
    plan_id = ready_to_dose(cast, tablet, at)

    result = start(cast, tablet, at, at + LATER, plan_id, by="jonas")

    assert result.state == "new"
    assert "Only a prescriber or a session monitor may chart this." in the_start(tablet).reason
    assert session_state(tablet.session).doses.started[-1].author_name == "Jonas Weber"


def test_in_time_the_role_is_asked_as_ever(cast, tablet, now) -> None:
    plan_id = ready_to_dose(cast, tablet, now + timedelta(minutes=20))

    result = start(
        cast, tablet, now + timedelta(minutes=20), now + timedelta(minutes=20), plan_id, by="jonas"
    )

    assert result.state == "refused"


def test_what_cannot_be_kept_is_refused_however_late(cast, tablet, now) -> None:
    event = tablet.event(now, "InfusionStarted", reason="a\x00b", **START)

    assert tablet.send(cast.actor("ana"), now + LATER, event)[0].state == "refused"


def test_what_was_done_to_it_without_a_network_stands_too(cast, tablet, now) -> None:
    ana = cast.actor("ana")
    begun = tablet.event(now, "InfusionStarted", **START)
    slower = tablet.event(
        now + timedelta(minutes=10), "InfusionRateChanged", infusion_id=begun["event_id"],
        rate_ml_per_hour="30",
    )  # fmt: skip
    stopped = tablet.event(
        now + timedelta(minutes=20), "InfusionStopped", infusion_id=begun["event_id"]
    )

    results = tablet.send(ana, now + LATER, begun, slower, stopped)

    assert [one.state for one in results] == ["new", "new", "new"]
    assert session_state(tablet.session).given_mg(now + LATER) == 13.75


def test_what_a_second_person_has_still_to_read_is_said_until_they_did(cast, tablet, now) -> None:
    plan = tablet.event(now, "DosePlanned", **PLAN)
    tablet.send(cast.actor("okafor"), now, plan)
    start(cast, tablet, now, now + LATER, plan["event_id"])
    before = outstanding_checks(tablet.session)

    tablet.chart(
        cast.actor("ana"), now + LATER, "DoseChecked", plan_id=plan["event_id"],
        concentration_mg_per_ml="1", volume_ml="35",
    )  # fmt: skip

    assert before == (
        "Ketamine infusion: second check outstanding. Somebody who did not plan it reads it again.",
    )
    assert outstanding_checks(tablet.session) == ()


def test_it_is_in_the_room_and_in_the_summary(cast, tablet, now) -> None:
    plan = tablet.event(now, "DosePlanned", **PLAN)
    tablet.send(cast.actor("okafor"), now, plan)
    start(cast, tablet, now, now + LATER, plan["event_id"])

    seen = look(tablet.session, now + LATER)

    room = [flag["code"] for flag in seen.state()["panels"]["flags"]]
    summary = " ".join(line.words for line in document_of(seen).flags)
    assert room == ["charted_as_already_given", "no_release", "second_check_outstanding"]
    assert "second check outstanding" in summary
    assert "Reached the record 40 min after it happened" in summary


def test_a_document_of_an_earlier_form_is_still_read(cast, tablet, now) -> None:
    """What was signed before there were flags in it."""
    kept = msgspec.json.decode(as_bytes(document_of(look(tablet.session, now))))
    del kept["flags"]

    assert from_bytes(msgspec.json.encode({**kept, "form": 1})).flags == ()

"""The room as its page sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from holdspace.clinic.people.models import SignedStatement
from holdspace.pathway.dosing_session.looking import found, look
from holdspace.pathway.dosing_session.models import SessionEvent
from holdspace.pathway.dosing_session.views import as_json
from tests.pathway.dosing_session.story import (
    NASAL,
    PLAN,
    Tablet,
    opened,
    ready_to_dose,
    start_infusion,
)

pytestmark = pytest.mark.django_db


def state_of(cast, tablet, now):
    return look(found(cast.actor("ana"), tablet.session.pk), now).state()


def test_before_anything_happened(cast, tablet, now) -> None:
    state = state_of(cast, tablet, now)

    assert state["sequence"] == 1
    assert state["phase"]["code"] == "arrival"
    assert state["session"]["initials"] == "M. K."
    assert state["zero"] == {"at": None, "label": "since the infusion began"}
    assert state["panels"]["plan"]["intention"] == "To meet my grief."
    assert state["panels"]["dose"]["may_start"] is False


def test_the_whole_state_is_json(cast, tablet, now) -> None:
    assert as_json(state_of(cast, tablet, now)).status_code == 200


def test_a_nasal_session_has_a_state_too(cast, inside, now) -> None:
    state = state_of(cast, Tablet(opened(cast, now, patient="theo", protocol=NASAL)), now)

    assert [one["devices"] for one in state["panels"]["dose"]["choices"]] == [1, 2, 3]


def test_a_dose_may_start_when_the_gate_is_open(cast, tablet, now) -> None:
    at = now + timedelta(minutes=20)
    ready_to_dose(cast, tablet, at)

    dose = state_of(cast, tablet, at)["panels"]["dose"]

    assert (dose["may_start"], dose["plan"]["checked_by"]) == (True, "Ana Silva")


def test_what_runs_and_what_is_in(cast, tablet, now) -> None:
    at = now + timedelta(minutes=20)
    started = start_infusion(cast, tablet, at, ready_to_dose(cast, tablet, at))

    state = state_of(cast, tablet, at + timedelta(minutes=20))

    dose = state["panels"]["dose"]
    assert (dose["infusion"]["state"], dose["given_mg"], dose["remaining_mg"]) == (
        "running", "17.5", "17.5",
    )  # fmt: skip
    assert state["doses"][str(started.event_id)]["planned_until"] == "2026-03-02T10:00:00Z"
    assert state["zero"]["at"] == "2026-03-02T09:20:00Z"


def test_an_unknown_kind_is_said_and_stops_plans(cast, tablet, now) -> None:
    tablet.chart(cast.actor("ana"), now, "Observed", code="tears")
    row = SessionEvent.objects.get(session=tablet.session, sequence=2)
    row.pk, row.sequence, row.kind = tablet.device_id, 3, "FromTheFuture"
    row.save(force_insert=True)

    assert "FromTheFuture" in state_of(cast, tablet, now)["panels"]["not_understood"]
    plan = tablet.chart(cast.actor("okafor"), now, "DosePlanned", **PLAN)
    assert (plan.state, "not understood" in plan.sentence) == ("refused", True)
    assert tablet.chart(cast.actor("ana"), now, "Observed", code="tears").state == "new"


def test_our_own_limits_are_silent_until_signed_for(cast, tablet, now) -> None:
    tablet.chart(cast.actor("ana"), now, "VitalsCharted", measured_at=now, spo2_percent="80")
    before = state_of(cast, tablet, now)["panels"]
    SignedStatement.objects.create(
        clinic=cast.clinic, subject="own_limits", text="We want these shown.",
        signed_by=cast.staff["okafor"], signed_at=now,
    )  # fmt: skip
    after = state_of(cast, tablet, now)["panels"]

    assert (before["limits"]["on"], kinds(before)) == (False, set())
    assert (after["limits"]["on"], kinds(after)) == (True, {"outside_your_limit"})


def kinds(panels) -> set[str]:
    return {one["kind"] for one in panels["signals"]} & {"outside_your_limit"}


def test_a_tablet_with_a_wrong_clock_is_named(cast, inside, now) -> None:
    early = Tablet(opened(cast, now), skew=timedelta(seconds=31))
    early.chart(cast.actor("ana"), now, "Observed", code="tears")

    assert state_of(cast, early, now)["panels"]["clock"]["skew_seconds"] == -31


def test_a_tablet_that_is_a_little_off_is_not(cast, inside, now) -> None:
    early = Tablet(opened(cast, now), skew=timedelta(seconds=30))
    early.chart(cast.actor("ana"), now, "Observed", code="tears")

    assert state_of(cast, early, now)["panels"]["clock"]["skew_seconds"] is None


def test_the_stranger_finds_nothing(cast, stranger, tablet) -> None:
    assert found(stranger.actor("ana"), tablet.session.pk) is None

"""The predicted course in the room: it is shown, it says what it is, and nothing rests on it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from holdspace.domain.kinetics import NotPredicted
from holdspace.pathway.dosing_session import view_kinetics
from holdspace.pathway.dosing_session.looking import found, look
from tests.pathway.dosing_session.story import ready_to_dose, start_infusion

pytestmark = pytest.mark.django_db

ARRIVAL = timedelta(minutes=20)


def panels_of(cast, tablet, now):
    return look(found(cast.actor("ana"), tablet.session.pk), now).state()["panels"]


def test_before_the_first_dose_there_is_no_course(cast, tablet, now) -> None:
    assert panels_of(cast, tablet, now)["predicted"] is None


def test_a_dose_brings_the_band_and_the_words_that_belong_to_it(cast, tablet, now) -> None:
    at = now + ARRIVAL
    start_infusion(cast, tablet, at, ready_to_dose(cast, tablet, at))

    course = panels_of(cast, tablet, at + timedelta(minutes=1))["predicted"]

    assert course["from"] == "2026-03-02T09:20:00Z"
    peak = int(40 / course["step_minutes"])
    assert course["low"][peak] < course["median"][peak] < course["high"][peak]
    assert course["median"][peak] == max(course["median"])
    assert (
        course["statement"]
        == "Population prediction, not a measurement; not for dosing or discharge."
    )
    assert (course["model"], course["sampling"], course["confidence"]) == (
        "Kamp 2020", "arterial", "high",
    )  # fmt: skip
    assert course["notices"][0] == "Drawn as if the infusion runs on until the planned dose is in."


def test_a_dose_event_draws_it_anew_and_time_alone_does_not(cast, tablet, now) -> None:
    at = now + ARRIVAL
    started = start_infusion(cast, tablet, at, ready_to_dose(cast, tablet, at))
    first = panels_of(cast, tablet, at + timedelta(minutes=5))["predicted"]
    later = panels_of(cast, tablet, at + timedelta(minutes=20))["predicted"]
    stopped = at + timedelta(minutes=20)
    tablet.chart(cast.actor("ana"), stopped, "InfusionStopped", infusion_id=str(started.event_id))

    after = panels_of(cast, tablet, stopped + timedelta(minutes=1))["predicted"]

    assert later == first
    assert max(after["median"]) < max(first["median"])


def test_no_gate_no_signal_and_no_flag_reads_it(cast, tablet, now, monkeypatch) -> None:
    """Whatever it says, everything else in the room is the same to the last letter."""
    at = now + ARRIVAL
    start_infusion(cast, tablet, at, ready_to_dose(cast, tablet, at))
    evening = at + timedelta(minutes=110)
    with_it = panels_of(cast, tablet, evening)
    assert with_it["predicted"]["model"] == "Kamp 2020"

    monkeypatch.setattr(
        view_kinetics, "predicted", lambda *_: NotPredicted(code="x", sentence="Nothing at all.")
    )
    without = panels_of(cast, tablet, evening)

    assert with_it.pop("predicted") != without.pop("predicted")
    assert with_it == without
    assert with_it["gate_home"]

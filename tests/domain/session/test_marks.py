"""Every kind of event has its mark on the axis: lane, label, sentence, tone."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.marks import mark, marks, say
from holdspace.domain.session import fold
from holdspace.domain.session_log import KINDS, from_payload, to_payload

ONE = UUID(int=1)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FACT = happened.Fact(code="consent", met=happened.Met.MET, detail="Yes.", source="x", as_of=NOON)

EVERY = (
    happened.SessionOpened(
        protocol_name="iv", protocol_version=1, cycle_number=1, is_first_dose=True, variant="one"
    ),
    happened.PhaseEntered(phase=happened.Phase.RETURN),
    happened.TimeOutConfirmed(checks=("name", "dose")),
    happened.ReadinessOverridden(criterion="fasting", reason="a biscuit", requested_by="ana"),
    happened.DosingReleased(facts=(FACT,)),
    happened.DosingEnded(reason="enough"),
    happened.RecordSigned(meaning="as it was", document_sha256="00"),
    happened.RecordClosed(outcome="completed"),
    happened.DosePlanned(
        drug="ketamine",
        route=happened.Route.INTRAVENOUS,
        dose_mg=Decimal("35.50"),
        review_reason="syringe mark",
    ),
    happened.DoseChecked(plan_id=ONE),
    happened.InfusionStarted(
        drug="ketamine", concentration_mg_per_ml=Decimal("0.7"), rate_ml_per_hour=Decimal(75)
    ),
    happened.InfusionRateChanged(infusion_id=ONE, rate_ml_per_hour=Decimal("37.5")),
    happened.InfusionPaused(infusion_id=ONE, reason="by order"),
    happened.InfusionResumed(infusion_id=ONE),
    happened.InfusionStopped(infusion_id=ONE, pump_volume_ml=Decimal(48)),
    happened.DoseGiven(
        drug="ketamine",
        route=happened.Route.INTRAMUSCULAR,
        dose_mg=Decimal(40),
        site="left deltoid",
        already_happened=True,
        reason="late",
    ),
    happened.OtherDrugGiven(
        drug="midazolam", amount=Decimal(1), unit="mg", route="iv", ordered_by="Mira Lang"
    ),
    happened.VitalsCharted(
        measured_at=NOON,
        systolic_mmhg=Decimal(120),
        diastolic_mmhg=Decimal(80),
        respiratory_rate_per_min=Decimal(0),
        implausible_reason="woken",
    ),
    happened.VitalsRescinded(target_id=ONE, reason="wrong arm"),
    happened.ArtefactMarked(values=("oxygen",), began_at=NOON, ended_at=NOON, reason="cold hand"),
    happened.Observed(code="tears", words="like rain"),
    happened.SupportGiven(code="hand_held"),
    happened.LookedIn(asked_how_they_feel=True, answer="fine"),
    happened.PresenceBegan(person="Ben"),
    happened.PresenceEnded(person="Ben"),
    happened.GuidanceLevelSet(level=3),
    happened.GuidanceStepTaken(card="tears", step="stay", effect="calmer"),
    happened.LadderRungTaken(rung=2, effect="calmer"),
    happened.NoteWritten(text="the sea", topic="first_words"),
    happened.Rated(scale="distress", score=3),
    happened.ScaleScored(scale="aldrete", items=(2, 2, 2, 2, 1)),
    happened.SignalAcknowledged(signal_id="x", action="seen"),
    happened.AdverseEventNoted(term="Vomiting", grade="mild", action="on the side"),
    happened.AdverseEventFollowed(adverse_event_id=ONE, action="well", outcome="resolved"),
    happened.EmergencyDeclared(what="seizure"),
    happened.EmergencyStepTaken(step="Ambulance called", person="Ana"),
    happened.EmergencyEnded(outcome="well again"),
    happened.ChairSet(bell="the brass bell", demonstrated=True),
    happened.HelpCalled(),
    happened.HelpAnswered(call_id=ONE),
    happened.HelpNotReached(call_id=ONE, reason="nobody_listening"),
    happened.CriterionNoted(code="steady_gait", met=True),
    happened.EscortArrived(name="Jo", phone="1", name_matches_plan=True),
    happened.DischargeSigned(facts=(FACT,)),
    happened.HandedOver(escort_name="Jo"),
    happened.EntryUndone(target_id=ONE),
    happened.EntryCorrected(
        target_id=ONE, reason="wrong button", replacement=happened.Observed(code="grief")
    ),
)


def test_every_kind_of_event_is_among_the_examples():
    assert {type(body).__name__ for body in EVERY} == set(KINDS)


@pytest.mark.parametrize("body", EVERY, ids=lambda body: type(body).__name__)
def test_every_kind_has_a_lane_a_label_and_a_sentence(log, body):
    log.say(1, body)
    (found,) = marks(log.session)

    assert found.lane in {"vitals", "dose", "with", "events", "guidance", "system"}
    assert found.tone in {"neutral", "attention", "harm", "good"}
    assert found.label
    assert found.sentence[0].isupper() or found.sentence[0].isdigit() or " " in found.sentence
    assert "{" not in found.sentence
    assert "_" not in found.label


@pytest.mark.parametrize("body", EVERY, ids=lambda body: type(body).__name__)
def test_every_kind_survives_json_and_the_fold(log, body):
    kind = type(body).__name__
    assert from_payload(kind, 1, to_payload(body)) == body

    log.say(1, body)
    assert len(fold(log.entries).entries) == 1


def test_tears_are_neutral(log):
    assert say(happened.Observed(code="tears"), log.session).tone == "neutral"


def test_a_struck_entry_keeps_its_words_and_says_why(log):
    tap = log.say(1, happened.Observed(code="fear"))
    log.say(
        2,
        happened.EntryCorrected(
            target_id=tap, reason="wrong button", replacement=happened.Observed(code="grief")
        ),
        "ben",
    )
    wrong, right = marks(log.session)

    assert (wrong.label, wrong.struck) == ("Fear", True)
    assert wrong.struck_reason == "wrong button, Ben Okoro"
    assert (right.label, right.struck, right.at) == ("Grief", False, log.at(1))


def test_a_reading_stands_where_it_was_measured(log):
    log.say(9, happened.VitalsCharted(measured_at=log.at(7), heart_rate_per_min=Decimal(70)))

    assert mark(log.entries[0], log.session).at == log.at(7)


def test_a_reading_says_whether_a_person_a_monitor_or_a_device_measured_it(log):
    rate = {"measured_at": NOON, "heart_rate_per_min": Decimal(70)}
    said = [
        say(happened.VitalsCharted(**rate, **more), log.session).sentence
        for more in ({}, {"source": "monitor"}, {"source": "monitor", "device": "Cuff 7"})
    ]

    assert said == [
        "Heart rate 70 /min, by hand.",
        "Heart rate 70 /min, from the monitor, verified.",
        "Heart rate 70 /min, from Cuff 7, verified.",
    ]


def test_numbers_come_with_their_units(log):
    sentences = [say(body, log.session).sentence for body in EVERY]

    assert "Planned: ketamine 35.5 mg into a vein. Reviewed: syringe mark" in sentences
    assert "Rate now 37.5 mL/h." in sentences
    assert (
        "Blood pressure 120/80 mmHg, Breathing rate 0 /min, by hand. True because: woken"
        in sentences
    )

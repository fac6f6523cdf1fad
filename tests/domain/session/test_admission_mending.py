"""How the record may be mended, and what is never taken because nobody could read it later."""

from __future__ import annotations

from decimal import Decimal

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.admission import Admitted, Refused


def test_a_closed_record_takes_mending_notes_and_what_happened_before(log, im):
    log.open(im)
    tap = log.say(1, happened.Observed(code="tears"))
    log.say(5, happened.RecordClosed(outcome="cancelled", reason="a cold"))
    mend = happened.EntryCorrected(
        target_id=tap, reason="grief", replacement=happened.Observed(code="grief")
    )

    assert isinstance(log.ask(6, happened.Observed(code="peace"), im), Refused)
    assert isinstance(log.ask(4, happened.Observed(code="peace"), im), Admitted)
    assert isinstance(log.ask(6, mend, im), Admitted)
    assert isinstance(log.ask(6, happened.NoteWritten(text="called"), im), Admitted)
    assert isinstance(log.ask(6, happened.EmergencyDeclared(), im), Admitted)


def test_only_what_is_correctable_is_corrected(log, im):
    opening = log.open(im)
    mend = happened.EntryCorrected(
        target_id=opening, reason="x", replacement=happened.NoteWritten(text="x")
    )

    assert isinstance(log.ask(1, mend, im), Refused)


def test_a_correction_may_be_corrected_again_but_an_undone_entry_may_not(log, im):
    log.open(im)
    tap = log.say(1, happened.Observed(code="fear"))
    grief = happened.Observed(code="grief")
    first = log.say(2, happened.EntryCorrected(target_id=tap, reason="a", replacement=grief))
    again = happened.EntryCorrected(target_id=tap, reason="b", replacement=grief)

    assert isinstance(log.ask(3, again, im), Admitted)
    assert isinstance(
        log.ask(3, happened.EntryCorrected(target_id=first, reason="b", replacement=grief), im),
        Admitted,
    )

    log.say(3, happened.EntryUndone(target_id=tap))
    assert isinstance(log.ask(4, again, im), Refused)


@pytest.mark.parametrize(
    "act",
    [
        happened.DischargeSigned(facts=()),
        happened.HandedOver(escort_name="Jo Winter"),
        happened.RecordSigned(meaning="This is what happened", document_sha256="00"),
        happened.RecordClosed(outcome="completed"),
    ],
    ids=lambda act: type(act).__name__,
)
def test_what_others_rely_on_at_once_is_never_undone(log, im, act):
    log.open(im)
    signed = log.say(1, act)

    answer = log.ask(1.1, happened.EntryUndone(target_id=signed), im)

    assert isinstance(answer, Refused)
    assert answer.sentence == "This cannot be taken back. Write a note beside it."


@pytest.mark.parametrize(
    "body",
    [
        happened.ScaleScored(scale="moaas", items=(6,)),
        happened.ScaleScored(scale="moaas", items=()),
        happened.ScaleScored(scale="aldrete", items=(2, 2, 2, 2)),
        happened.Rated(scale="distress", score=11),
        happened.Rated(scale="distress", score=-1),
        happened.GuidanceLevelSet(level=5),
        happened.GuidanceLevelSet(level=-1),
        happened.LadderRungTaken(rung=8),
        happened.NoteWritten(text=" "),
    ],
)
def test_what_nobody_could_read_later_is_refused(log, im, body):
    log.open(im)

    assert isinstance(log.ask(1, body, im), Refused)


def test_a_tap_cannot_be_corrected_into_a_dose_but_into_a_note(log, im):
    log.open(im)
    tap = log.say(1, happened.Observed(code="fear"))
    dose = happened.DoseGiven(
        drug="ketamine", route=happened.Route.INTRAMUSCULAR, dose_mg=Decimal(40)
    )
    note = happened.NoteWritten(text="charted by mistake")

    into_dose = happened.EntryCorrected(target_id=tap, reason="x", replacement=dose)
    into_note = happened.EntryCorrected(target_id=tap, reason="x", replacement=note)

    assert isinstance(log.ask(2, into_dose, im), Refused)
    assert isinstance(log.ask(2, into_note, im), Admitted)


@pytest.mark.parametrize(
    ("wrong", "right", "answer"),
    [
        (
            happened.Rated(scale="distress", score=3),
            happened.Rated(scale="distress", score=33),
            Refused,
        ),
        (
            happened.GuidanceLevelSet(level=1),
            happened.GuidanceLevelSet(level=-1),
            Refused,
        ),
        (
            happened.DosePlanned(
                drug="ketamine",
                route=happened.Route.INTRAMUSCULAR,
                dose_mg=Decimal(40),
                tier="light",
            ),
            happened.DosePlanned(
                drug="ketamine",
                route=happened.Route.INTRAMUSCULAR,
                dose_mg=Decimal(400),
                tier="light",
            ),
            Refused,
        ),
        (
            happened.DoseGiven(
                drug="ketamine", route=happened.Route.INTRAMUSCULAR, dose_mg=Decimal(40)
            ),
            happened.DoseGiven(
                drug="ketamine", route=happened.Route.INTRAMUSCULAR, dose_mg=Decimal(400)
            ),
            Admitted,
        ),
    ],
)
def test_the_right_words_are_held_to_the_same_rules_and_facts_are_not(
    log, im, wrong, right, answer
):
    log.open(im)
    target = log.say(1, wrong)
    mend = happened.EntryCorrected(target_id=target, reason="a slip", replacement=right)

    assert isinstance(log.ask(2, mend, im), answer)


def test_the_release_is_the_servers_own(log, im):
    log.open(im)

    assert isinstance(log.ask(1, happened.DosingReleased(facts=()), im), Refused)


def test_a_signal_is_taken_with_an_action(log, im):
    log.open(im)

    assert isinstance(
        log.ask(1, happened.SignalAcknowledged(signal_id="x", action=" "), im), Refused
    )
    assert isinstance(
        log.ask(1, happened.SignalAcknowledged(signal_id="x", action="seen"), im), Admitted
    )


def test_apnoea_is_charted_with_its_reason(log, im):
    log.open(im)
    zero = {"measured_at": log.at(1), "respiratory_rate_per_min": Decimal(0)}

    assert isinstance(log.ask(1, happened.VitalsCharted(**zero), im), Refused)
    assert isinstance(
        log.ask(1, happened.VitalsCharted(**zero, implausible_reason="woken"), im), Admitted
    )

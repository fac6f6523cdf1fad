"""A session cannot end up nowhere: it is closed, or on the list until somebody closes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.admission import Admitted, Candidate, admit
from holdspace.domain.session import fold
from holdspace.domain.session_log import Entry
from holdspace.domain.unclosed import missing_to_close, unclosed
from tests.domain.session.conftest import NINE_O_CLOCK, READY

DEEP = 8
ESCORT = happened.EscortArrived(name="Jo Winter", phone="0170", name_matches_plan=True)
INFUSION = happened.InfusionStarted(
    drug="ketamine",
    concentration_mg_per_ml=Decimal(1),
    rate_ml_per_hour=Decimal(50),
    already_happened=True,
    reason="story",
)
DOSE = happened.DoseGiven(
    drug="ketamine",
    route=happened.Route.INTRAMUSCULAR,
    dose_mg=Decimal(40),
    already_happened=True,
    reason="story",
)
CLOSINGS = tuple(
    happened.RecordClosed(outcome=outcome, reason="story")
    for outcome in ("completed", "cancelled", "transferred", "left_early")
)
STEPS = (
    *(happened.PhaseEntered(phase=phase) for phase in happened.Phase),
    INFUSION,
    "stop",
    DOSE,
    happened.DosingEnded(),
    ESCORT,
    happened.DischargeSigned(facts=()),
    happened.HandedOver(escort_name="Jo Winter"),
    happened.EmergencyDeclared(),
    happened.EmergencyEnded(outcome="well"),
    happened.RecordSigned(meaning="story", document_sha256="0" * 64),
    "undo",
    *CLOSINGS,
)
"""Whatever moves a session on, or back. A signature home is let in here whatever the gate says."""
LET_IN = (happened.DischargeSigned,)


def entry(before, body) -> Entry:
    """One entry a minute, by two people in turn."""
    number = len(before) + 1
    at = NINE_O_CLOCK + timedelta(minutes=number)
    return Entry(
        event_id=UUID(int=number),
        sequence=number,
        occurred_at=at,
        recorded_at=at,
        author_id="ana",
        author_name="Ana Sund",
        body=body,
    )


def body_of(step, entries, session):
    """`stop` ends what runs, `undo` takes the latest entry back."""
    if step == "stop":
        running = session.doses.running
        return happened.InfusionStopped(infusion_id=running.started.event_id) if running else None
    if step == "undo":
        return happened.EntryUndone(target_id=entries[-1].event_id)
    return step


def is_admitted(session, new, protocol) -> bool:
    candidate = Candidate(
        body=new.body,
        author_id=new.author_id,
        author_name=new.author_name,
        occurred_at=new.occurred_at,
    )
    answer = admit(session, candidate, protocol, READY, new.occurred_at)
    return isinstance(answer, Admitted) or isinstance(new.body, LET_IN)


def where(session):
    """What decides how a session may go on."""
    return (
        session.phase,
        session.first_dose_at is not None,
        session.doses.running is not None,
        session.frame.dosing_ended is not None,
        session.harm.emergency is not None,
        session.home.escort is not None,
        session.home.discharge_signed is not None,
        session.home.handed_over is not None,
        session.frame.closed and session.frame.closed.body.outcome,
    )


def next_ones(entries, session, protocol):
    for step in STEPS:
        body = body_of(step, entries, session)
        if body is not None:
            new = entry(entries, body)
            if is_admitted(session, new, protocol):
                yield (*entries, new)


@pytest.fixture(scope="module")
def reached(im):
    """The shortest log to every place that eight steps from the opening can lead to."""
    opening = happened.SessionOpened(
        protocol_name=im.name, protocol_version=im.version, cycle_number=1, is_first_dose=True
    )
    first = (entry((), opening),)
    known = {where(fold(first)): first}
    ahead = [first]
    for _ in range(DEEP):
        found = {}
        for entries in ahead:
            for longer in next_ones(entries, fold(entries), im):
                found.setdefault(where(fold(longer)), longer)
        ahead = [longer for place, longer in found.items() if place not in known]
        known = {**found, **known}
    return [fold(entries) for entries in known.values()]


def test_eight_steps_lead_to_every_phase_and_to_every_end(reached) -> None:
    assert len(reached) > 500
    assert {session.phase for session in reached} == set(happened.Phase)
    outcomes = {one.frame.closed.body.outcome for one in reached if one.frame.closed}
    assert outcomes == {"completed", "cancelled", "transferred", "left_early"}


def test_every_session_is_closed_or_on_the_list_when_its_day_is_over(reached) -> None:
    next_day = NINE_O_CLOCK + timedelta(days=1)

    nowhere = [
        where(session)
        for session in reached
        if session.is_closed == (unclosed(session, NINE_O_CLOCK, next_day) is not None)
    ]

    assert nowhere == []


def test_every_session_is_closed_or_on_the_list_when_nothing_comes_any_more(reached) -> None:
    same_day = NINE_O_CLOCK + timedelta(hours=4, minutes=DEEP + 1)

    nowhere = [
        where(session)
        for session in reached
        if not session.is_closed and unclosed(session, NINE_O_CLOCK, same_day) is None
    ]

    assert nowhere == []


def test_from_every_place_there_is_a_way_to_close(reached, im) -> None:
    stuck = [where(session) for session in reached if not can_be_closed(session, im)]

    assert stuck == []


def can_be_closed(session, protocol) -> bool:
    """By stopping what runs, ending an emergency, and saying how it ended."""
    entries = session.entries
    for step in ("stop", happened.EmergencyEnded(outcome="well"), *CLOSINGS):
        so_far = fold(entries)
        body = body_of(step, entries, so_far)
        if body is None or so_far.is_closed:
            continue
        new = entry(entries, body)
        if is_admitted(so_far, new, protocol):
            entries = (*entries, new)
    return fold(entries).is_closed


def test_nothing_is_missing_exactly_when_the_closing_is_admitted(reached, im) -> None:
    """The list and the rule that admits a closing say the same."""
    wrong = [
        (where(session), missing_to_close(session))
        for session in reached
        if not session.is_closed
        and (missing_to_close(session) == ())
        != is_admitted(session, entry(session.entries, CLOSINGS[0]), im)
    ]

    assert wrong == []


# --- when it comes onto the list ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "because"),
    [(239, None), (240, "4 h 00"), (241, "4 h 01")],
)
def test_a_session_in_which_nothing_new_comes_is_on_the_list_after_four_hours(
    log, im, minutes, because
) -> None:
    log.open(im)
    found = unclosed(log.session, log.at(0), log.at(minutes))

    said = found and found.because
    assert said == (because and f"Nothing new in the record for {because}.")


@pytest.mark.parametrize("minutes", [59, 60, 61])
def test_a_session_whose_person_went_home_is_on_the_list_after_an_hour(home, minutes) -> None:
    home.say(130, happened.DischargeSigned(facts=()))
    home.say(131, happened.HandedOver(escort_name="Jo Winter"))

    found = unclosed(home.session, home.at(0), home.at(131 + minutes))

    assert (found is not None) is (minutes >= 60)
    assert found is None or found.missing == ()


def test_a_new_entry_takes_it_off_the_list_again(log, im) -> None:
    log.open(im)
    log.vitals(250)

    assert unclosed(log.session, log.at(0), log.at(260)) is None


def test_midnight_is_the_clinics(log, im) -> None:
    """Pass the time in the clinic's zone: its days are meant."""
    log.open(im, minute=14 * 60)
    before, after = log.at(15 * 60 - 1), log.at(15 * 60)

    assert unclosed(log.session, log.at(14 * 60), before) is None
    found = unclosed(log.session, log.at(14 * 60), after)
    assert found is not None
    assert found.because == "Opened on an earlier day."


def test_what_is_missing_is_said_in_the_order_in_which_it_is_done(log, im) -> None:
    log.open(im)
    log.infuse(10)
    log.say(11, happened.EmergencyDeclared())

    assert missing_to_close(log.session) == (
        "The infusion has not been stopped.",
        "The emergency has not been ended.",
        "Nobody signed that the person may go home, or said how they left.",
    )


def test_who_charted_last_is_who_came_last_whatever_the_order_it_happened_in(log, im) -> None:
    log.open(im)
    log.vitals(30)
    late = log.say(20, happened.NoteWritten(text="From the other tablet"), by="ben")
    log.entries[-1] = replace(log.entries[-1], recorded_at=log.at(40))

    found = unclosed(log.session, log.at(0), log.at(24 * 60))

    assert found is not None
    assert found.latest is not None
    assert found.latest.event_id == late

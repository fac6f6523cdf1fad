"""The same events give the same session, in whatever order they arrive."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.domain import session_events as happened
from holdspace.domain.session import entries_after, fold
from holdspace.domain.session_log import Entry

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
IDS = [UUID(int=number) for number in range(1, 31)]
SOME_ID = st.sampled_from(IDS)
RATE = st.integers(0, 100).map(Decimal)

CORRECTABLE = st.one_of(
    st.sampled_from(["tears", "fear", "peace"]).map(lambda code: happened.Observed(code=code)),
    st.integers(0, 10).map(lambda score: happened.Rated(scale="distress", score=score)),
    st.integers(40, 180).map(
        lambda rate: happened.VitalsCharted(measured_at=START, heart_rate_per_min=Decimal(rate))
    ),
    st.builds(
        happened.InfusionStarted,
        drug=st.just("ketamine"),
        concentration_mg_per_ml=st.just(Decimal(1)),
        rate_ml_per_hour=RATE,
    ),
    st.builds(happened.InfusionRateChanged, infusion_id=SOME_ID, rate_ml_per_hour=RATE),
    st.builds(happened.InfusionPaused, infusion_id=SOME_ID),
    st.builds(happened.InfusionResumed, infusion_id=SOME_ID),
    st.builds(happened.InfusionStopped, infusion_id=SOME_ID),
    st.builds(
        happened.DoseGiven,
        drug=st.just("ketamine"),
        route=st.just(happened.Route.INTRAMUSCULAR),
        dose_mg=st.integers(1, 100).map(Decimal),
    ),
    st.builds(happened.PresenceBegan, person=st.sampled_from(["Ana", "Ben"])),
    st.builds(happened.PresenceEnded, person=st.sampled_from(["Ana", "Ben"])),
    st.builds(
        happened.DosePlanned,
        drug=st.just("ketamine"),
        route=st.just(happened.Route.INTRAMUSCULAR),
        dose_mg=st.integers(1, 100).map(Decimal),
    ),
    st.builds(happened.DoseChecked, plan_id=SOME_ID),
)
BODY = st.one_of(
    CORRECTABLE,
    st.sampled_from(happened.Phase).map(lambda phase: happened.PhaseEntered(phase=phase)),
    st.builds(happened.EntryUndone, target_id=SOME_ID),
    st.builds(happened.VitalsRescinded, target_id=SOME_ID, reason=st.just("artefact")),
    st.builds(
        happened.EntryCorrected, target_id=SOME_ID, reason=st.just("wrong"), replacement=CORRECTABLE
    ),
    st.just(happened.EmergencyDeclared()),
    st.just(happened.EmergencyEnded(outcome="well")),
    st.just(happened.HelpCalled()),
    st.just(happened.ChairSet(bell="the bell", demonstrated=True)),
    st.builds(happened.HelpAnswered, call_id=SOME_ID),
    st.builds(happened.HelpNotReached, call_id=SOME_ID, reason=st.just("nobody_answered")),
)
BODIES = st.lists(BODY, max_size=len(IDS))


def log_of(bodies):
    """One event a minute, so that the order of what happened is never in doubt."""
    return [
        Entry(
            event_id=IDS[number],
            sequence=number + 1,
            occurred_at=START + timedelta(minutes=number),
            recorded_at=START + timedelta(minutes=number),
            author_id=("ana", "ben")[number % 2],
            author_name=("Ana Sund", "Ben Okoro")[number % 2],
            body=body,
        )
        for number, body in enumerate(bodies)
    ]


def clinical(value):
    """A session without the places in the log and the times of receipt."""
    if isinstance(value, dict):
        left_out = {"sequence", "recorded_at", "entries"}
        return {key: clinical(one) for key, one in value.items() if key not in left_out}
    if isinstance(value, list | tuple):
        return [clinical(one) for one in value]
    return value


def state(entries):
    session = fold(entries)
    later = START + timedelta(hours=2)
    return (
        clinical(asdict(session)),
        session.given_mg(later),
        session.phase,
        [[bar.rate_ml_per_hour for bar in one.bars] for one in session.doses.infusions],
        [plan.is_checked for plan in session.doses.plans],
    )


@settings(max_examples=300, deadline=None)
@given(bodies=BODIES, shuffled=st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_change_the_session(bodies, shuffled):
    entries = log_of(bodies)
    order = list(range(1, len(entries) + 1))
    shuffled.shuffle(order)
    late = [
        replace(entry, sequence=sequence, recorded_at=START + timedelta(hours=1, minutes=sequence))
        for entry, sequence in zip(entries, order, strict=True)
    ]

    assert state(late) == state(entries)


@settings(max_examples=200, deadline=None)
@given(bodies=BODIES, number=st.integers(0, len(IDS) - 1))
def test_an_undo_and_its_undo_leave_the_session_as_it_was(bodies, number):
    entries = log_of(bodies)
    target = IDS[number]
    undo = UUID(int=101)
    after = [
        *entries,
        _mending(undo, len(entries) + 1, target),
        _mending(UUID(int=102), len(entries) + 2, undo),
    ]

    before = fold(entries)
    mended = fold(after)

    assert (mended.doses, mended.person, mended.vitals) == (
        before.doses,
        before.person,
        before.vitals,
    )
    assert mended.frame == before.frame


def _mending(event_id, sequence, target_id):
    at = START + timedelta(hours=1, seconds=sequence)
    return Entry(
        event_id=event_id,
        sequence=sequence,
        occurred_at=at,
        recorded_at=at,
        author_id="ana",
        author_name="Ana Sund",
        body=happened.EntryUndone(target_id=target_id),
    )


@settings(max_examples=200, deadline=None)
@given(bodies=BODIES)
def test_nothing_that_was_received_ever_leaves_the_record(bodies):
    entries = log_of(bodies)
    session = fold(entries)
    standing = {kept.event_id for kept in session.standing}
    struck = {mark.entry.event_id for mark in session.struck}
    corrections = {
        entry.event_id for entry in entries if isinstance(entry.body, happened.EntryCorrected)
    }

    assert list(session.entries) == entries
    assert standing | struck | corrections == {entry.event_id for entry in entries}


@settings(max_examples=100, deadline=None)
@given(bodies=BODIES, after=st.integers(0, 30))
def test_what_came_after_a_place_is_the_rest_of_the_log(bodies, after):
    entries = log_of(bodies)

    assert list(entries_after(fold(entries), after)) == entries[after:]

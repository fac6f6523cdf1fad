"""A ready person, and each fact taken away in turn: the gate closes and names that fact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from holdspace.domain.gates import is_open, start_gate, unmet
from holdspace.domain.readiness import questions_for
from holdspace.domain.session_events import Met
from holdspace.pathway.course.queries import protocol_of
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.queries import session_state
from holdspace.pathway.prepare import queries
from tests.pathway.dosing_session.story import NASAL, Tablet, opened, ready_to_dose

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


ROWS = {
    "escort": "holdspace.pathway.prepare.queries.escort_of",
    "weight": "holdspace.pathway.prepare.queries.weight_of",
    "label_contraindication": "holdspace.pathway.prepare.derived.decision_of",
    "suicide_risk_tier": "holdspace.pathway.prepare.derived.risk_tier_of",
    "consent": "holdspace.pathway.prepare.queries._signed",
}
"""Facts that are looked up in rows of their own; all others are notes of the day."""
BY_HAND = (
    "identity", "fasting", "medicines_changed", "intoxication", "infection", "symptoms",
    "scales_done",
)  # fmt: skip


@pytest.fixture
def ready(in_clinic):
    """Mara, ready in her room: one step from the dose."""
    session = opened(in_clinic, NOW)
    at = NOW + timedelta(minutes=20)
    ready_to_dose(in_clinic, Tablet(session), at)
    return session, at


def gate(session, at):
    around = Circumstances(session, at)
    return start_gate(session_state(session), around.protocol, around.readiness, at)


def test_with_every_fact_the_gate_is_open(ready) -> None:
    session, at = ready

    assert is_open(gate(session, at))


@pytest.mark.parametrize("fact", sorted(ROWS))
def test_without_one_row_the_gate_is_shut_and_names_it(ready, monkeypatch, fact) -> None:
    session, at = ready
    monkeypatch.setattr(ROWS[fact], lambda *_, **__: None)

    shut = unmet(gate(session, at))

    assert [(each.code, each.met) for each in shut] == [(fact, Met.UNKNOWN)]


@pytest.mark.parametrize("fact", BY_HAND)
def test_without_one_answer_the_gate_is_shut_and_names_it(ready, monkeypatch, fact) -> None:
    session, at = ready
    known = queries.answers_of(session.cycle)
    without = {code: answer for code, answer in known.items() if code != fact}
    monkeypatch.setattr(queries, "answers_of", lambda *_: without)

    shut = unmet(gate(session, at))

    assert [(each.code, each.met) for each in shut] == [(fact, Met.UNKNOWN)]


def test_every_question_of_the_protocol_is_tried_or_answered_by_a_row(in_clinic) -> None:
    """Pregnancy is in the intake of this person: without today's word it is still known."""
    asked = {each.code for each in questions_for(protocol_of(opened(in_clinic, NOW).cycle.course))}

    assert asked - set(BY_HAND) - set(ROWS) == {"consent_reaffirmed", "pregnancy"}


def test_the_word_of_the_day_is_half_of_the_consent(ready, monkeypatch) -> None:
    session, at = ready
    known = queries.answers_of(session.cycle)
    without = {code: one for code, one in known.items() if code != "consent_reaffirmed"}
    monkeypatch.setattr(queries, "answers_of", lambda *_: without)

    assert [each.code for each in unmet(gate(session, at))] == ["consent"]


@pytest.mark.parametrize("fact", ["rems_enrolment", "rems_site_certification", "nasal"])
def test_what_esketamine_asks_is_asked_one_by_one(in_clinic, monkeypatch, fact) -> None:
    session = opened(in_clinic, NOW, patient="theo", room="Room 2", protocol=NASAL)
    known = queries.answers_of(session.cycle)
    without = {code: answer for code, answer in known.items() if code != fact}
    monkeypatch.setattr(queries, "answers_of", lambda *_: without)

    shut = {each.code: each.met for each in unmet(queries.readiness_facts(session.cycle, NOW))}

    assert shut == {fact: Met.UNKNOWN}


def test_yesterdays_answers_open_nothing_today(ready) -> None:
    session, at = ready
    tomorrow = at + timedelta(days=1)

    shut = {each.code for each in unmet(queries.readiness_facts(session.cycle, tomorrow))}

    assert {*BY_HAND, "suicide_risk_tier", "consent"} <= shut

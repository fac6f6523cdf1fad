"""Whatever is known: a proposal stays in its bounds, says its basis, and moves the right way."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.domain.dose_ladder import ladder_for
from holdspace.domain.personal_limits import PersonalLimits, with_personal_limits
from holdspace.domain.review import propose
from holdspace.domain.review_inputs import RiskKnown
from holdspace.domain.review_parts import NoProposal, Part, Proposed, Suggestion, ThinkPoint
from holdspace.domain.review_rules import RULES
from tests.domain.next_session.conftest import (
    ESKETAMINE,
    IM,
    IV,
    a_session,
    a_wish,
    call,
    inputs_of,
    named,
    rating,
    reading,
    rescue,
    scored,
    with_facts,
)

AN_ORDER = re.compile(
    r"\b(gives?|administer|stop|stop taking|discontinue|start taking|must take|prescribe)\b",
    re.IGNORECASE,
)
LADDER = [Decimal(step) for step in ("0.5", "0.6", "0.75", "0.9")]

ratings = st.none() | st.integers(0, 10).map(rating)
wishes = st.none() | st.builds(
    a_wish,
    st.sampled_from(["more", "same", "less", None]),
    st.sampled_from(["lighter", "same", "deeper", None]),
    enough=st.booleans(),
)
percents = st.none() | st.sampled_from(["-40", "0", "19", "30", "49", "50", "80", "95"])
sessions = st.fixed_dictionaries(
    {
        "dose_mg_per_kg": st.none() | st.sampled_from([*LADDER, Decimal("0.55"), Decimal("1.0")]),
        "dose_mg": st.none() | st.sampled_from([Decimal(35), Decimal(56), Decimal(84)]),
        "peak_systolic": st.none() | st.integers(100, 220).map(reading),
        "peak_diastolic": st.none() | st.integers(60, 130).map(reading),
        "lowest_spo2": st.none() | st.integers(84, 100).map(reading),
        "deepest_sedation": st.none() | st.integers(0, 5).map(rating),
        "highest_distress": ratings,
        "highest_nausea": ratings,
        "vomited": st.sampled_from([None, False, True]),
        "rescues": st.sampled_from([(), (rescue(),)]),
        "help_calls": st.sampled_from([(), (call(),), (call(unheard=True),)]),
        "minutes_to_ready": st.none() | st.integers(30, 400),
        "guidance_planned": st.none() | st.integers(0, 4),
        "was_given_in_part": st.booleans(),
    }
)


@st.composite
def anything(draw, protocols=(IV, IM, ESKETAMINE)):
    protocol = draw(st.sampled_from(protocols))
    percent = draw(percents)
    worse = ("Worse by 8 points.",) if percent == "-40" else ()
    return inputs_of(
        protocol=protocol,
        ladder=ladder_for(protocol, draw(st.sampled_from([None, 40, 70]))),
        facts=draw(sessions),
        earlier=(a_session(),) * draw(st.integers(0, 12)),
        scores=None if percent is None else scored(percent, worse=worse),
        wish=draw(wishes),
        risk=RiskKnown(tier=draw(st.sampled_from(["none", "low", "high", ""])), words="as noted"),
        ruled_out=draw(st.sampled_from([(), (named("Aneurysm"),)])),
        open_findings=draw(st.sampled_from([(), (named("Pregnancy"),)])),
        signs=draw(st.sampled_from([(), (named("Mania"),)])),
        blunting=draw(st.sampled_from([None, (), (named("Naltrexone"),)])),
        number=draw(st.integers(1, 14)),
        planned_sessions=draw(st.integers(1, 14)),
        next_on=draw(st.none() | st.dates(date(2026, 3, 3), date(2026, 4, 20))),
    )


def all_said(one: Proposed | ThinkPoint) -> str:
    if isinstance(one, NoProposal):
        return " ".join((*one.why, *one.would_change))
    if isinstance(one, Suggestion):
        return " ".join((one.words, one.uncertainty, *one.would_change))
    return one.words


@settings(max_examples=60, deadline=None)
@given(anything())
def test_every_suggestion_shows_its_basis_and_none_says_to_give_or_to_stop(inputs):
    proposal = propose(inputs)

    assert [one.part for one in proposal.parts] == list(Part)
    assert [
        one.part for one in proposal.parts if not (one.basis and one.source and one.inputs)
    ] == []
    assert [one for one in proposal.think if not (one.basis and one.source and one.inputs)] == []
    assert [one.part for one in proposal.parts if not one.would_change] == []
    assert [
        one for one in (*proposal.parts, *proposal.think) if AN_ORDER.search(all_said(one))
    ] == []


@settings(max_examples=70, deadline=None)
@given(anything(protocols=(IV,)), st.sampled_from([None, "0.55", "0.6", "0.8"]))
def test_a_proposed_dose_is_a_step_next_to_the_one_given_and_under_every_limit(inputs, ceiling):
    limits = PersonalLimits(ceiling_mg_per_kg=Decimal(ceiling) if ceiling else None)
    inputs = replace(inputs, protocol=with_personal_limits(IV, limits))
    said = propose(inputs).part(Part.DOSE)
    value = Decimal(said.value) if isinstance(said, Suggestion) and said.value else None
    given_dose = inputs.facts.dose_mg_per_kg

    assert value is None or value in {*LADDER, given_dose}
    assert value is None or value <= Decimal(ceiling or "1.0")
    assert (
        value is None
        or said.rule.id != "REV-D10"
        or value == min(step for step in LADDER if step > given_dose)
    )


@settings(max_examples=50, deadline=None)
@given(anything())
def test_what_rules_the_treatment_out_leaves_no_dose_whatever_else_is_known(inputs):
    proposal = propose(replace(inputs, ruled_out=(named("Aneurysm"),)))

    assert [one.part for one in proposal.parts if isinstance(one, Suggestion)] in (
        [],
        [Part.SUPPORT],
    )


def dose_value(inputs) -> Decimal:
    said = propose(inputs).part(Part.DOSE)
    return Decimal(said.value) if isinstance(said, Suggestion) and said.value else Decimal(-1)


WORSENINGS = st.sampled_from(
    [
        {"vomited": True},
        {"deepest_sedation": rating(2)},
        {"lowest_spo2": reading(88)},
        {"peak_systolic": reading(195)},
        {"peak_diastolic": reading(118)},
        {"rescues": (rescue(),)},
        {"highest_distress": rating(9)},
        {"was_given_in_part": True, "planned_mg": Decimal(35), "dose_mg": Decimal(20)},
        {"peak_systolic": None},
        {"lowest_spo2": None},
        {"highest_distress": None},
        {"vomited": None},
    ]
)


@settings(max_examples=50, deadline=None)
@given(anything(protocols=(IV,)), WORSENINGS)
def test_a_session_that_went_less_well_never_proposes_more(inputs, worsening):
    inputs = with_facts(inputs, dose_mg_per_kg=Decimal("0.6"), dose_mg=Decimal(42))
    before, after = dose_value(inputs), dose_value(with_facts(inputs, **worsening))

    assert after <= max(before, Decimal("0.6"))
    assert after <= Decimal("0.6")


@settings(max_examples=40, deadline=None)
@given(anything(), WORSENINGS)
def test_another_fact_is_another_fingerprint_and_the_same_facts_are_the_same(inputs, worsening):
    changed = with_facts(inputs, **worsening)
    is_same = changed.facts == inputs.facts

    assert propose(inputs).fingerprint == propose(inputs).fingerprint
    assert is_same or propose(changed).fingerprint != propose(inputs).fingerprint


@settings(max_examples=40, deadline=None)
@given(anything(), st.integers(0, 5), st.integers(0, 5))
def test_more_distress_never_proposes_less_company(inputs, low, more):
    calm = with_facts(inputs, highest_distress=rating(low), guidance_planned=2)
    hard = with_facts(inputs, highest_distress=rating(low + more), guidance_planned=2)
    levels = [
        said.value
        for said in (propose(calm).part(Part.GUIDANCE), propose(hard).part(Part.GUIDANCE))
        if isinstance(said, Suggestion)
    ]

    assert levels == sorted(levels)


@settings(max_examples=60, deadline=None)
@given(anything(), st.integers(30, 300), st.integers(0, 100))
def test_a_longer_way_back_never_keeps_the_room_for_less(inputs, minutes, more):
    lengths = [
        int(said.value)
        for taken in (minutes, minutes + more)
        if isinstance(
            said := propose(with_facts(inputs, minutes_to_ready=taken)).part(Part.LENGTH),
            Suggestion,
        )
    ]

    assert lengths == sorted(lengths)


def test_each_rule_has_a_number_of_its_own_and_a_source():
    assert [one.id for one in RULES.values()] == [f"REV-{number}" for number in RULES]
    assert [one.id for one in RULES.values() if not (one.title and one.source)] == []


def test_the_page_of_the_rules_says_what_the_code_says():
    page = (Path(__file__).parents[3] / "docs/safety/review-rules.md").read_text(encoding="utf-8")
    said = [line for line in page.splitlines() if line.startswith("| REV-")]

    assert sorted(said) == sorted(
        f"| {one.id} | {one.version} | {one.title} | {one.source} |" for one in RULES.values()
    )

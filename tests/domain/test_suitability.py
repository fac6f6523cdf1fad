"""What a decision may be on these findings, and whose word settles which of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from holdspace.domain.screening import Finding, Severity, Used
from holdspace.domain.suitability import (
    Needs,
    Standing,
    Verdict,
    Word,
    appeared_since,
    fingerprint,
    what_keeps_from,
)

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def finding(severity=Severity.REVIEW, **more) -> Finding:
    given = {
        "rule_id": "CI-BP-HX",
        "rule_version": 1,
        "severity": severity,
        "title": "High blood pressure",
        "reason": "It may peak higher.",
        "source": "a source",
        "would_clear": "a look",
        "used": (Used(code="hypertension", words="High blood pressure: yes", as_of=NOW),),
    }
    return Finding(**{**given, **more})


def word(by="1", *, prescriber=True) -> Word:
    return Word(by_id=by, by=f"person {by}", as_prescriber=prescriber, reason="So.", at=NOW)


def standing(severity=Severity.REVIEW, *words, **more) -> Standing:
    return Standing(finding=finding(severity, **more), words=words)


@pytest.mark.parametrize("severity", [Severity.ABSOLUTE_LABEL, Severity.ABSOLUTE])
def test_no_number_of_signatures_lets_an_absolute_finding_pass(severity) -> None:
    signed = standing(severity, word("1"), word("2"), word("3"))

    assert signed.needs is Needs.CANNOT
    assert signed.why_not_by("4", is_prescriber=True) != ""


def director(by="9") -> Word:
    return replace(word(by), as_medical_director=True)


def absolute(*words, severity=Severity.ABSOLUTE, may_pass=True, **more) -> Standing:
    return replace(standing(severity, *words, **more), absolute_may_pass=may_pass)


def test_where_it_is_turned_on_the_director_and_a_second_clinician_let_an_absolute_one_pass() -> (
    None
):
    second, doctor = word("1", prescriber=False), word("2")

    assert absolute().needs is Needs.DIRECTOR
    assert absolute(director()).needs is Needs.DIRECTOR
    assert absolute(director(), director()).needs is Needs.DIRECTOR
    assert absolute(second, doctor).needs is Needs.DIRECTOR
    assert absolute(second, director()).needs is Needs.SETTLED
    assert absolute(second, director()).is_let_pass


def test_turned_off_the_same_words_count_for_nothing() -> None:
    words = word("1"), director()

    assert absolute(*words, may_pass=False).needs is Needs.CANNOT
    assert not absolute(*words, may_pass=False).is_let_pass
    assert what_keeps_from(Verdict.GO, [absolute(*words, may_pass=False)]) != ""
    assert what_keeps_from(Verdict.GO, [absolute(*words)]) == ""


def test_turned_on_or_not_the_label_and_what_is_fixed_take_no_signature() -> None:
    words = word("1"), director()

    assert absolute(*words, severity=Severity.ABSOLUTE_LABEL).needs is Needs.CANNOT
    assert absolute(*words, never_overridden=True).needs is Needs.CANNOT
    assert not absolute(*words, severity=Severity.ABSOLUTE_LABEL).is_let_pass


def test_who_comes_second_to_another_clinician_has_to_be_the_director() -> None:
    begun = absolute(word("1"))

    assert "medical director" in begun.why_not_by("2", is_prescriber=True)
    assert begun.why_not_by("9", is_prescriber=True, is_medical_director=True) == ""
    assert absolute(director()).why_not_by("2", is_prescriber=False) == ""


def test_what_may_never_be_overridden_is_not_signed_away_at_any_severity() -> None:
    signed = standing(Severity.REVIEW, word("1"), never_overridden=True)

    assert signed.needs is Needs.CANNOT


def test_an_unknown_that_may_never_be_overridden_takes_an_answer_and_no_signature() -> None:
    signed = standing(Severity.REVIEW, word("1"), never_overridden=True, is_unknown=True)

    assert signed.needs is Needs.ANSWER
    assert signed.is_open


def test_a_review_waits_for_a_prescriber() -> None:
    assert standing().needs is Needs.PRESCRIBER
    assert standing(Severity.REVIEW, word(prescriber=False)).needs is Needs.PRESCRIBER
    assert standing(Severity.REVIEW, word()).needs is Needs.SETTLED


def test_a_review_by_two_takes_two_people_and_a_prescriber_among_them() -> None:
    severity = Severity.REVIEW_BY_TWO
    nurse, doctor = word("1", prescriber=False), word("2")

    assert standing(severity).needs is Needs.TWO
    assert standing(severity, doctor).needs is Needs.TWO
    assert standing(severity, doctor, doctor).needs is Needs.TWO
    assert standing(severity, nurse, word("3", prescriber=False)).needs is Needs.TWO
    assert standing(severity, nurse, doctor).needs is Needs.SETTLED


@pytest.mark.parametrize("severity", [Severity.SAME_DAY, Severity.INFORMATION])
def test_what_is_for_the_day_or_to_know_keeps_nobody_back(severity) -> None:
    assert not standing(severity).is_open
    assert standing(severity).why_not_by("1", is_prescriber=True) != ""


@pytest.mark.parametrize("verdict", [Verdict.GO, Verdict.GO_WITH_CONDITIONS])
def test_an_open_finding_keeps_from_treating_and_is_named(verdict) -> None:
    assert "High blood pressure" in what_keeps_from(verdict, [standing()])
    assert what_keeps_from(verdict, [standing(Severity.REVIEW, word())]) == ""


@pytest.mark.parametrize("verdict", [Verdict.DEFER, Verdict.NOT_SUITABLE])
def test_to_wait_or_to_say_no_needs_nothing_settled(verdict) -> None:
    assert what_keeps_from(verdict, [standing(Severity.ABSOLUTE)]) == ""


def test_a_new_date_of_the_same_answer_is_the_same_finding() -> None:
    later = (Used(code="hypertension", words="High blood pressure: yes", as_of=None),)

    assert fingerprint(finding()) == fingerprint(finding(used=later))


@pytest.mark.parametrize(
    "other",
    [
        {"rule_version": 2},
        {"severity": Severity.REVIEW_BY_TWO},
        {"is_unknown": True},
        {"used": (Used(code="hypertension", words="High blood pressure: no"),)},
        {"used": ()},
    ],
)
def test_another_version_severity_or_value_is_another_finding(other) -> None:
    assert fingerprint(finding()) != fingerprint(replace(finding(), **other))


def test_what_came_since_is_told_from_what_was_there_and_from_what_is_only_to_know() -> None:
    there = standing(Severity.REVIEW, word())
    came = standing(Severity.REVIEW, word(), rule_id="CI-LACT-01")
    to_know = standing(Severity.INFORMATION, rule_id="DI-LI")

    assert appeared_since([there.fingerprint], [there, came, to_know]) == (came,)

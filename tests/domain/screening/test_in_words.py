"""The rules in words: each condition has some, and the medical director's page is current."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from holdspace.domain.screening import RULES, ScreeningSettings
from holdspace.domain.screening_case import Used
from holdspace.domain.screening_conditions import AtLeast, Not, WithinDays, all_of, any_of, yes
from holdspace.domain.screening_in_words import NoWords, condition_in_words, rules_in_words

ROOT = Path(__file__).resolve().parents[3]
OWN = ScreeningSettings(numbers={"seizure_months": Decimal(6)})


def test_every_level_of_every_rule_has_its_row() -> None:
    rows = rules_in_words(RULES, ScreeningSettings())

    assert len(rows) == sum(len(rule.levels) for rule in RULES)
    assert all(all(row) for row in rows)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (yes("glaucoma"), "Glaucoma"),
        (AtLeast("stop_bang_points", "stop_bang_high"), "STOP-BANG 5 points or more"),
        (WithinDays("last_seizure_on", "seizure_months"), "Last seizure on: within 6 months"),
        (
            any_of(yes("glaucoma"), all_of(yes("seizures"), Not(yes("epilepsy_controlled")))),
            "Glaucoma or (Epilepsy or any seizure and not: The epilepsy is controlled)",
        ),
        (any_of(yes("glaucoma"), yes("cystitis", "porphyria")),
         "Glaucoma or Interstitial or ulcerative cystitis or Acute porphyria"),
    ],
)  # fmt: skip
def test_a_condition_in_words(condition, words) -> None:
    assert condition_in_words(condition, OWN) == words


def test_a_condition_that_nobody_put_into_words_is_said_to_be_one() -> None:
    @dataclass(frozen=True)
    class FullMoon:
        facts: frozenset[str] = frozenset()

    with pytest.raises(NoWords):
        condition_in_words(FullMoon(), OWN)


def test_the_page_for_the_medical_director_is_current() -> None:
    written = (ROOT / "docs/safety/screening-rules.md").read_text(encoding="utf-8")

    printed = subprocess.run(
        [sys.executable, ROOT / "tools/list_screening_rules.py", "--print"],
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
    ).stdout

    assert printed == written


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("ECG: 2026-03-05", "ECG: 5 March 2026"),
        ("Last meal: 2026-03-05 07:30", "Last meal: 5 March 2026, 07:30"),
        ("Seizure: 2024-02-29, but older", "Seizure: 29 February 2024, but older"),
        ("Note: 2023-02-29", "Note: 2023-02-29"),
        ("Number: 12026-03-05", "Number: 12026-03-05"),
        ("Weight: 70.5 kg", "Weight: 70.5 kg"),
    ],
)
def test_a_day_is_shown_as_people_write_it_and_kept_as_it_was_signed(kept: str, said: str) -> None:
    used = Used(code="any", words=kept)

    assert (used.said, used.words) == (said, kept)

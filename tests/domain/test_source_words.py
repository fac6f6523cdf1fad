"""Sources as a clinician reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import holdspace
from holdspace.domain.screening_rules import RULES
from holdspace.domain.screening_settings import NUMBERS
from holdspace.domain.source_words import NAMES, OWN, READING, source_in_words

PROTOCOLS = Path(holdspace.__file__).parent / "protocols"
IN_FILES = {
    source.strip(' "')
    for path in PROTOCOLS.rglob("*.yaml")
    for source in re.findall(r"source: *(\"[^\"]+\"|[^,}\n]+)", path.read_text(encoding="utf-8"))
}
SETTINGS = {one.source for one in NUMBERS}
EACH = sorted(IN_FILES | SETTINGS | {rule.source for rule in RULES})


def test_every_source_of_a_protocol_or_a_rule_is_said_without_inner_names() -> None:
    said = [source_in_words(source) for source in EACH]

    assert len(EACH) > 60
    assert [one for one in said if not one or re.search("reference|design default", one)] == []
    assert [one for one in said if re.match(r"\d+\.\d", one)] == []
    assert [one for one in said if re.search(rf"(^|; )({'|'.join(NAMES)})($|[;(])", one)] == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("clinical reference 3.5", READING),
        ("clinical reference 3.5 (design default)", OWN),
        ("clinical reference 1.3 (design default), 09:30", f"{OWN}, 09:30"),
        ("Clinical reference 1.3 and 1.5, 09:30", f"{READING}, 09:30"),
        ("Clinical reference 6.3: beyond 48 to 72 h", f"{READING}: beyond 48 to 72 h"),
        ("MCI; clinical reference 2.2", "McInnes 2022, PMID 35027209"),
        (
            "clinical reference 2.1 (Dore 2019; Chilukuri 2014 Indian J Psychol Med)",
            "Dore 2019; Chilukuri 2014 Indian J Psychol Med",
        ),
        ("Signed decision (clinical reference 1.1, 11.3)", "Signed decision"),
        ("KAP1806 (a design default)", f"a cohort of 1806 adults ({OWN})"),
        ("1.2, Swiss racemic label", "Swiss racemic label"),
        ("1.4", READING),
        ("Ana Reyes, 10:05", "Ana Reyes, 10:05"),
    ],
)
def test_a_source_is_said(source: str, said: str) -> None:
    assert source_in_words(source) == said


def test_every_key_of_the_protocols_has_its_name() -> None:
    table = (PROTOCOLS / "README.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| ([A-Z][A-Z0-9-]+) \|", table, re.MULTILINE)) <= set(NAMES)

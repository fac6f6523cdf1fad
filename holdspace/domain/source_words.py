"""Sources as a clinician reads them: publications by name, our own numbers as our own.

Protocols and rules name a source by a short key, by a section of the reference that this project
was written from, or both. Neither says anything to whoever reads a page.
"""

from __future__ import annotations

import re
from functools import lru_cache

READING = "Holdspace's reading of the literature"
OWN = "Holdspace's own default"

NAMES = {
    "ALD": "modified Aldrete score, World J Gastroenterol 21:3671",
    "CADSS6": "Rodrigues 2021 (CADSS-6)",
    "DORACLE": "a secondary summary of esketamine practice",
    "DORACLE-IV": "a secondary summary of intravenous ketamine in an office",
    "DROZDZ": "trial record of a sublingual home programme",
    "ELEKT": "Elekt-D 2023, PMID 37224232",
    "FAVA": "PMC6447473",
    "HCP2": "Spravato dosing information for prescribers",
    "HCPDOSE": "Spravato dosing information for prescribers",
    "KADS-REG": "KADS trial record",
    "KAP1806": "a cohort of 1806 adults",
    "KETPI": "US ketamine label, May 2024",
    "KRIYA": "KRIYA ethical guidelines, Ryan and Bennett 2020",
    "MCI": "McInnes 2022, PMID 35027209",
    "MEDSCAPE": "Medscape, esketamine",
    "MIMSHK": "MIMS Hong Kong, Spravato",
    "MOAAS": "modified observer's assessment of alertness/sedation",
    "NDC": "US National Drug Code records",
    "PADS": "PADSS, ijodh-2-036, table 4",
    "PHIL": "Phillips 2019, PMID 30922101",
    "PKSL": "PMC4093926",
    "PKW": "ketamine kinetics, a secondary summary",
    "RCEM": "Royal College of Emergency Medicine, safe sedation",
    "REMSF": "Spravato REMS monitoring form",
    "REMSFDA": "Spravato REMS",
    "RIVA": "blood pressure over 684 infusions, J Affect Disord",
    "SKY": "Skyscape drug guide, esketamine 2024",
    "USMED": "US esketamine safety information, 2021",
    "ZANOS": "PMC6020109, table 1",
}
"""Each key of `holdspace/protocols/README.md` and of the rules, as it is said on a page."""

_KEY = re.compile(rf"\b(?:{'|'.join(sorted(NAMES, key=len, reverse=True))})(?![\w-])")
_NUMBER = r"\d+(?:\.\d+)?(?!\d|:\d)"
"""Of a section; a time of the day that stands behind it is none."""
_SECTIONS = re.compile(
    rf"(?:clinical reference|product)(?:,? {_NUMBER}(?:(?:, | and | to ){_NUMBER})*)?",
    re.IGNORECASE,
)
_BARE_SECTION = re.compile(r"^\d+\.\d+(?:, |$)")
_INNER_NAME = re.compile(r"\s*\(?\b(?:[a-z]+\.[a-z]+\b|D-[A-Z]+\b)\)?")
_IN_BRACKETS = re.compile(r"^\(([^)]*)\)(.*)$")
_BETWEEN = re.compile(r";\s*(?![^(]*\))")
"""A semicolon that stands in no brackets."""


@lru_cache(maxsize=4_000)
def source_in_words(source: str) -> str:
    """What names nothing beside a publication is left out; alone it is said as what it is.

    Remembered: a room says the same sources once a second.
    """
    said = [_part(each) for each in _BETWEEN.split(source)]
    named = [each for each in said if each != READING] or said
    return "; ".join(dict.fromkeys(each for each in named if each))


def _part(part: str) -> str:
    part = _BARE_SECTION.sub("", part) or READING
    rest = _SECTIONS.sub("", part)
    is_ours = rest != part
    rest = _INNER_NAME.sub("", rest).replace("()", "").strip()
    rest = re.sub(r"\b(?:a )?[Dd]esign default", OWN, rest)
    rest = rest.replace("design rule", "Holdspace's own rule")
    rest = re.sub(r"\bour own (defaults?|rule)", r"Holdspace's own \1", rest)
    rest = _KEY.sub(lambda found: NAMES[found[0]], rest)
    if not is_ours:
        return rest
    if rest[:1] in {"", ",", ":"}:
        return READING + rest.rstrip(" ,")
    return _IN_BRACKETS.sub(r"\1\2", rest)

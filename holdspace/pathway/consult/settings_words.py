"""The screening settings in words a clinician would use, and what one version changed."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from holdspace.domain.medicine_list import INGREDIENTS
from holdspace.domain.medicines import ASHTON, BENZODIAZEPINES, MedicineTaken
from holdspace.domain.screening import ScreeningSettings
from holdspace.domain.screening_facts import FACTS
from holdspace.domain.screening_rule import DAY_WORDS, SEVERITY_WORDS, Level, Moment, Rule
from holdspace.domain.screening_rules import RULES
from holdspace.domain.screening_settings import NUMBERS, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdspace.domain.screening_settings import Number

NUMBER_GROUPS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "Heart and pressure": {
        "heart_event_weeks": "A heart attack or another event counts as recent for",
        "ecg_months": "An ECG counts for",
        "label_systolic": "Racemic ketamine: resting upper pressure not above",
        "label_diastolic": "Racemic ketamine: resting lower pressure not above",
    },
    "Body": {
        "weight_low_kg": "Low weight: review under",
        "weight_high_kg": "High weight: review above",
        "body_mass_index_high": "Body mass index: review from",
        "liver_enzyme_times": "ALT or AST: review above",
        "bilirubin_times": "Bilirubin: review above",
        "age_low_years": "Lowest age",
        "age_older_years": "Older age begins at",
    },
    "Head, mind and substances": {
        "seizure_months": "A seizure counts as recent for",
        "audit_c_women": "AUDIT-C, women: positive from",
        "audit_c_men": "AUDIT-C, men: positive from",
        "dast10_positive": "DAST-10: positive from",
    },
    "Breathing and sleep": {
        "oxygen_low_percent": "Resting oxygen on room air: review under",
        "stop_bang_high": "STOP-BANG: high from",
        "stop_bang_middle": "STOP-BANG: middle from",
        "apnoea_body_mass_index": "Sleep apnoea: body mass index that matters from",
    },
    "Pregnancy": {"pregnancy_test_days": "A pregnancy test counts for"},
    "Medicines": {
        "diazepam_mg_a_day": "Benzodiazepines: diazepam equivalent that is reviewed above",
        "sedative_hours": "A sedative counts as just taken for",
        "stimulant_hours": "A stimulant counts as just taken for",
        "pressor_hours": "A medicine that raises pressure counts as just taken for",
    },
    "The day": {
        "drug_hours": "No other drugs for",
        "vitals_minutes": "Vital signs before a dose count for",
    },
    "How long an answer counts": {
        "answer_days": "What seldom changes",
        "state_days": "What changes, such as a mood or a pregnancy",
        "medicine_days": "The list of medicines",
        "measured_days": "What was measured",
        "laboratory_days": "Laboratory values",
        "day_answer_hours": "An answer of the dosing day",
    },
})  # fmt: skip
BY_NAME = MappingProxyType({one.name: one for one in NUMBERS})
BENZODIAZEPINE_NAMES = tuple(dict.fromkeys((
    *ASHTON,
    *sorted(
        one.name for one in INGREDIENTS
        if BENZODIAZEPINES.holds(MedicineTaken(typed=one.name, ingredient=one.name))
    ),
)))  # fmt: skip
"""Those of the proposed table first."""
SCALES = tuple(dict.fromkeys(one.scale for one in FACTS if one.scale))
"""Questionnaires that a rule waits for while the clinic asks them."""
SCALE_NAMES = {
    "phq9": "PHQ-9, last item",
    "qids_sr16": "QIDS-SR16, item 12",
    "audit_c": "AUDIT-C",
    "dast10": "DAST-10",
}
SEVERITY_LEVELS: Mapping[str, tuple[Rule, Level]] = MappingProxyType(
    {rule.key(level): (rule, level) for rule in RULES for level in rule.levels if level.may_be}
)
SIGNING = "Signing for what is not treated"
HIGHEST_AGE, UNDER_AGE = "Highest age", "Own protocol for people under the lowest age"
WAITED_FOR = "Questionnaires the rules wait for"
OTHERS = (HIGHEST_AGE, UNDER_AGE, WAITED_FOR, SIGNING)
EQUALS, NOT_IN_TABLE = "Equal to 10 mg of diazepam: ", "not in the table"
ROUTES = {
    "iv": "infusion",
    "im": "injection into a muscle",
    "sc": "injection under the skin",
    "nasal": "nasal spray",
    "sublingual": "under the tongue",
    "oral": "swallowed",
}
LIMITS_IN_THEIR_NAME = frozenset({"unstable", "controlled", "screen"})
"""Names of levels that say which people they are about."""


def bounds_words(one: Number) -> str:
    return f"{one.low.normalize():f} to {one.high.normalize():f}"


def level_title(key: str) -> str:
    """What a clinic sets the severity of: the rule, and where this level of it holds."""
    rule, level = SEVERITY_LEVELS[key]
    moments = level.moments or rule.moments
    limits = [
        level.name.replace("_", " ") if level.name in LIMITS_IN_THEIR_NAME else "",
        ", ".join(sorted(level.products or ())),
        ", ".join(ROUTES[route.value] for route in sorted(level.routes or ())),
        DAY_WORDS if moments == {Moment.DAY} else "",
    ]
    where = "; ".join(dict.fromkeys(part for part in limits if part))
    return f"{rule.title} ({where})" if where else rule.title


def severity_choices(key: str) -> list[tuple[str, str]]:
    """The proposal first, then what else a clinic may say."""
    _, level = SEVERITY_LEVELS[key]
    others = [one for one in level.may_be if one is not level.severity]
    return [
        ("", f"{SEVERITY_WORDS[level.severity]} (as proposed)"),
        *((one.value, SEVERITY_WORDS[one]) for one in others),
    ]


def in_words(settings: ScreeningSettings) -> dict[str, str]:
    """Each choice by its name, as one reads it."""
    said = {
        title: settings.words(name)
        for group in NUMBER_GROUPS.values()
        for name, title in group.items()
    }
    highest = settings.age_high_years
    said[HIGHEST_AGE] = f"{highest} years" if highest is not None else "none"
    said[UNDER_AGE] = _yes(settings.has_paediatric_protocol)
    said[WAITED_FOR] = ", ".join(
        SCALE_NAMES[code] for code in SCALES if code in settings.scale_pack
    )
    for name in sorted({*BENZODIAZEPINE_NAMES, *settings.diazepam_table}):
        mg = settings.diazepam_table.get(name)
        said[f"{EQUALS}{name}"] = f"{mg.normalize():f} mg" if mg else NOT_IN_TABLE
    for key in SEVERITY_LEVELS:
        chosen = settings.severities.get(key, SEVERITY_LEVELS[key][1].severity)
        said[level_title(key)] = SEVERITY_WORDS[Severity(chosen)]
    said[SIGNING] = "on" if settings.absolute_may_pass else "off"
    return said


@dataclass(frozen=True, kw_only=True)
class SettingLine:
    """One choice as the page shows it, beside the proposal."""

    what: str
    in_force: str
    proposed: str
    bounds: str = ""
    source: str = ""

    @property
    def is_own(self) -> bool:
        return self.in_force != self.proposed


def lines_in_force(settings: ScreeningSettings) -> list[tuple[str, list[SettingLine]]]:
    """Every choice, in the order of the form."""
    now, proposed = in_words(settings), in_words(ScreeningSettings())

    def line(what: str, *, called: str = "", bounds: str = "", source: str = "") -> SettingLine:
        return SettingLine(
            what=called or what,
            in_force=now[what],
            proposed=proposed.get(what, ""),
            bounds=bounds,
            source=source,
        )

    def of_number(name: str, title: str) -> SettingLine:
        one = BY_NAME[name]
        return line(title, bounds=f"{bounds_words(one)} {one.unit}", source=one.source)

    def of_level(key: str) -> SettingLine:
        rule, _ = SEVERITY_LEVELS[key]
        others = ", ".join(words for value, words in severity_choices(key) if value)
        return line(level_title(key), bounds=f"or {others}", source=rule.source)

    table = [one for one in now if one.startswith(EQUALS) and now[one] != NOT_IN_TABLE]
    return [
        *(
            (group, [of_number(name, title) for name, title in names.items()])
            for group, names in NUMBER_GROUPS.items()
        ),
        ("Who, and what is asked", [line(what) for what in OTHERS]),
        (
            "Equal to 10 mg of diazepam by mouth",
            [line(one, called=one.removeprefix(EQUALS)) for one in table],
        ),
        ("How grave a finding is", [of_level(key) for key in SEVERITY_LEVELS]),
    ]


def changes_between(before: ScreeningSettings, after: ScreeningSettings) -> list[dict[str, str]]:
    """What differs, in words."""
    was, now = in_words(before), in_words(after)
    return [
        {"what": what, "before": was.get(what, ""), "after": said}
        for what, said in now.items()
        if said != was.get(what)
    ]


def _yes(value: bool) -> str:  # noqa: FBT001 - one word for one answer
    return "yes" if value else "no"

"""Each rule of clinical reference 1.4: class, route, product, load, and when it was last taken."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from holdspace.domain.screening import ScreeningSettings, Severity, screen, screen_today
from holdspace.domain.session_event_body import Route
from tests.domain.screening.harmless import NOW, found, person, taking

TWO, REVIEW, INFO = Severity.REVIEW_BY_TWO, Severity.REVIEW, Severity.INFORMATION
ESK = {"product": "esketamine", "route": Route.NASAL}
IV = {"route": Route.INTRAVENOUS}
IM = {"route": Route.INTRAMUSCULAR}
SL = {"route": Route.SUBLINGUAL}
PO = {"route": Route.ORAL}
HOME = {"at_home": True}


@pytest.mark.parametrize(
    ("rule", "typed", "where", "severity"),
    [
        ("DI-Z", "Ambien", IV, REVIEW),
        ("DI-CNS", "OxyContin", IV, REVIEW),
        ("DI-CNS", "OxyContin", SL, TWO),
        ("DI-CNS", "OxyContin", HOME, TWO),
        ("DI-CNS", "Lyrica", SL, REVIEW),
        ("DI-CNS", "Seroquel", IV, REVIEW),
        ("DI-CNS", "Fioricet", IV, REVIEW),
        ("DI-CNS", "hydroxyzine", IV, REVIEW),
        ("DI-CNS", "Xyrem", IV, REVIEW),
        ("DI-CNS", "baclofen", IV, REVIEW),
        ("DI-CNS", "Benadryl", IV, REVIEW),
        ("DI-CNS", "Tylenol with codeine", IV, REVIEW),
        ("DI-CNS", "kratom", IV, REVIEW),
        ("DI-CNS", "Quviviq", IV, REVIEW),
        ("DI-CNS", "clomethiazole", IV, REVIEW),
        ("DI-CNS", "medical cannabis", IV, REVIEW),
        ("DI-CNS", "melatonin", IV, None),
        ("DI-CNS", "Claritin", IV, None),
        ("DI-CNS", "lithium", IV, None),
        ("DI-CNS", "lofexidine", IV, None),
        ("DI-LAM", "Lamictal", IV, REVIEW),
        ("DI-MAOI", "Nardil", ESK, REVIEW),
        ("DI-MAOI", "selegiline", ESK, REVIEW),
        ("DI-MAOI", "linezolid", ESK, REVIEW),
        ("DI-MAOI", "Nardil", IV, INFO),
        ("DI-STIM", "Ritalin", ESK, REVIEW),
        ("DI-STIM", "Ritalin", IV, INFO),
        ("DI-STIM", "modafinil", ESK, REVIEW),
        ("DI-SYMP", "Sudafed", IV, INFO),
        ("DI-SYMP", "Imitrex", IV, INFO),
        ("DI-SYMP", "Claritin-D", IV, INFO),
        ("DI-SYMP", "Flonase", IV, None),
        ("DI-THEO", "theophylline", IV, TWO),
        ("DI-THEO", "theophylline", ESK, None),
        ("DI-3A4-INH", "clarithromycin", PO, REVIEW),
        ("DI-3A4-INH", "Paxlovid", SL, REVIEW),
        ("DI-3A4-INH", "clarithromycin", IV, INFO),
        ("DI-3A4-INH", "clarithromycin", IM, INFO),
        ("DI-3A4-INH", "clarithromycin", ESK, INFO),
        ("DI-3A4-INH", "azithromycin", PO, None),
        ("DI-2B6-INH", "ticlopidine", SL, REVIEW),
        ("DI-2B6-INH", "Plavix", PO, REVIEW),
        ("DI-2B6-INH", "Plavix", IV, INFO),
        ("DI-IND", "carbamazepine", PO, REVIEW),
        ("DI-IND", "Johanniskraut", SL, REVIEW),
        ("DI-IND", "rifampin", IV, INFO),
        ("DI-IND", "rifampin", ESK, INFO),
        ("DI-NTX", "Vivitrol", IV, REVIEW),
        ("DI-NTX", "Contrave", IV, REVIEW),
        ("DI-BUP", "Suboxone", IV, REVIEW),
        ("DI-BUP", "methadone", IV, REVIEW),
        ("DI-AP", "clozapine", IV, INFO),
        ("DI-AP", "olanzapine", IV, None),
        ("DI-LI", "lithium", IV, INFO),
        ("DI-AD", "sertraline", IV, INFO),
        ("DI-AD", "Spravato", IV, None),
        ("DI-NMDA", "memantine", IV, REVIEW),
        ("DI-NMDA", "Auvelity", IV, REVIEW),
        ("DI-NMDA", "NyQuil", IV, REVIEW),
        ("DI-A2", "clonidine", IV, INFO),
        ("DI-BB", "metoprolol", IV, INFO),
        ("DI-THYR", "L-Thyroxin", IV, INFO),
        ("DI-GLP1", "Ozempic", IV, REVIEW),
        ("DI-GLP1", "Mounjaro", IM, REVIEW),
        ("DI-GLP1", "Ozempic", ESK, None),
        ("DI-UNKNOWN", "Grandmother's tea", IV, REVIEW),
        ("DI-UNKNOWN", "Xanax", IV, None),
    ],
)
def test_what_a_medicine_asks_for(rule, typed, where, severity) -> None:
    findings = found(screen(person(medicines=(taking(typed),), **where)))

    assert findings.get(rule) == severity


@pytest.mark.parametrize(("where", "severity"), [(PO, REVIEW), (SL, REVIEW), (IV, None)])
def test_grapefruit_counts_by_mouth(where, severity) -> None:
    findings = found(screen(person({"grapefruit_habit": True}, **where)))

    assert findings.get("DI-GRAPE") == severity


@pytest.mark.parametrize(
    ("typed", "mg", "times", "severity"),
    [
        ("lorazepam", "0.5", 2, REVIEW),  # worked in the reference: 10 mg
        ("clonazepam", "0.25", 1, None),  # worked in the reference: 5 mg
        ("diazepam", "7.9", 1, None),
        ("diazepam", "8", 1, None),
        ("diazepam", "8.1", 1, REVIEW),
        ("alprazolam", "0.4", 1, None),
        ("alprazolam", "0.41", 1, REVIEW),
        ("temazepam", "16", 1, None),
        ("temazepam", "16.1", 1, REVIEW),
    ],
)
def test_benzodiazepines_count_in_diazepam_a_day(typed, mg, times, severity) -> None:
    one = taking(typed, dose_mg=Decimal(mg), times_a_day=Decimal(times))

    assert found(screen(person(medicines=(one,)))).get("DI-BZD-01") == severity


def test_two_benzodiazepines_add_up_and_the_sum_is_said() -> None:
    both = (
        taking("Valium", dose_mg=Decimal(5), times_a_day=Decimal(1)),
        taking("Tavor", dose_mg=Decimal("0.5"), times_a_day=Decimal(1), as_needed=True),
    )

    (finding,) = screen(person(medicines=both))

    assert [used.words for used in finding.used] == [
        "Valium (diazepam), 5 mg, 1 a day: benzodiazepine",
        "Tavor (lorazepam), 0.5 mg, 1 a day, as needed: benzodiazepine",
        "Amounts to 10 mg of diazepam a day",
    ]


def test_another_table_gives_another_load() -> None:
    one = taking("clonazepam", dose_mg=Decimal("0.5"), times_a_day=Decimal(1))
    table = {"clonazepam": Decimal(1)}

    by_ashton = person(medicines=(one,))
    by_another = person(medicines=(one,), settings=ScreeningSettings(diazepam_table=table))

    assert found(screen(by_ashton)) == {"DI-BZD-01": REVIEW}
    assert found(screen(by_another)) == {}


@pytest.mark.parametrize(
    "amount",
    [{}, {"dose_mg": Decimal("0.5")}, {"times_a_day": Decimal(1)}, {"as_needed": True}],
)
def test_a_dose_that_is_not_known_is_never_zero(amount) -> None:
    findings = found(screen(person(medicines=(taking("lorazepam", **amount),))))

    assert findings == {"UNKNOWN-benzodiazepine_amounts": REVIEW}


def test_a_benzodiazepine_that_the_table_lacks_is_not_known() -> None:
    one = taking("brotizolam", dose_mg=Decimal("0.25"), times_a_day=Decimal(1))

    assert found(screen(person(medicines=(one,)))) == {"UNKNOWN-benzodiazepine_amounts": REVIEW}


def test_the_known_part_above_the_limit_is_enough() -> None:
    both = (
        taking("diazepam", dose_mg=Decimal(10), times_a_day=Decimal(1)),
        taking("lorazepam"),
    )

    findings = screen(person(medicines=both))

    assert found(findings) == {"DI-BZD-01": REVIEW}
    assert findings[0].used[-1].words == "Amounts to at least 10 mg of diazepam a day"


def test_under_the_limit_a_benzodiazepine_with_esketamine_is_for_the_form() -> None:
    one = taking("diazepam", dose_mg=Decimal(2), times_a_day=Decimal(1))

    assert found(screen(person(medicines=(one,), **ESK))) == {"DI-BZD-01": INFO}


@pytest.mark.parametrize("hours", [23, 24])
@pytest.mark.parametrize(
    ("rule", "typed"),
    [
        ("DI-BZD-02", "lorazepam"),
        ("DI-Z", "zolpidem"),
        ("DI-STIM", "Ritalin"),
        ("DI-SYMP", "Sudafed"),
    ],
)
def test_on_the_day_what_was_taken_within_a_day_is_reviewed(rule, typed, hours) -> None:
    one = taking(typed, last_taken_at=NOW - timedelta(hours=hours))

    assert found(screen_today(person(medicines=(one,)))) == {rule: REVIEW}


@pytest.mark.parametrize("where", [IV, ESK])
@pytest.mark.parametrize("typed", ["lorazepam", "zolpidem", "Ritalin", "Sudafed"])
def test_on_the_day_what_was_taken_longer_ago_is_not(typed, where) -> None:
    one = taking(typed, last_taken_at=NOW - timedelta(hours=24, minutes=1))

    assert found(screen_today(person(medicines=(one,), **where))) == {}


@pytest.mark.parametrize(
    ("rule", "typed"), [("DI-STIM", "Ritalin"), ("DI-SYMP", "Sudafed"), ("DI-BB", "ramipril")]
)
def test_at_intake_when_it_was_last_taken_or_missed_is_not_asked(rule, typed) -> None:
    missed = {"blood_pressure_medicine_missed": True}
    just_now = taking(typed, last_taken_at=NOW)

    assert found(screen(person(missed, medicines=(just_now,)))) == {rule: INFO}
    assert found(screen(person(missed, medicines=(taking(typed),)))) == {rule: INFO}


@pytest.mark.parametrize("last", [None, NOW + timedelta(hours=1)])
def test_when_nobody_knows_when_it_was_taken_that_is_said(last) -> None:
    one = taking("lorazepam", last_taken_at=last)

    (finding,) = screen_today(person(medicines=(one,)))

    assert (finding.rule_id, finding.severity) == ("UNKNOWN-last_taken_benzodiazepine", REVIEW)
    assert finding.title == "Not known: When lorazepam was last taken"


def test_a_missed_pressure_medicine_is_reviewed_where_somebody_takes_one() -> None:
    missed = {"blood_pressure_medicine_missed": True}
    with_one = person(missed, medicines=(taking("ramipril"),))

    assert found(screen_today(with_one)) == {"D-MED": REVIEW, "DI-BB": REVIEW}
    assert found(screen_today(person(missed))) == {"D-MED": REVIEW}


def test_a_list_that_nobody_made_is_one_finding_that_names_the_rules() -> None:
    (finding,) = screen(person(medicines=None))

    assert (finding.rule_id, finding.is_unknown) == ("UNKNOWN-medicines", True)
    assert {"DI-MAOI", "DI-LAM", "DI-CNS"} <= set(finding.rules)


@pytest.mark.parametrize(
    ("days", "seconds", "expected"),
    [(90, 0, {}), (90, 1, {"UNKNOWN-medicines": REVIEW})],
)
def test_an_old_list_is_not_believed_when_it_says_none(days, seconds, expected) -> None:
    said = NOW - timedelta(days=days, seconds=seconds)

    assert found(screen(person(medicines_as_of=said))) == expected


def test_what_stands_on_an_old_list_counts_all_the_same() -> None:
    old = person(medicines=(taking("theophylline"),), medicines_as_of=NOW - timedelta(days=400))

    assert found(screen(old))["DI-THEO"] == TWO


def test_a_list_of_unknown_age_is_not_believed_when_it_says_none() -> None:
    (finding,) = screen(person(medicines_as_of=None))

    assert finding.used[0].words == "Medicines: nobody knows when that was said"

"""A protocol that says nonsense does not load, and the message says file, place and why."""

from pathlib import Path

import pytest

import holdspace.protocols
from holdspace.domain.protocol_sense import ProtocolMakesNoSense
from holdspace.protocols import protocol_from_yaml

FOLDER = Path(holdspace.protocols.__file__).parent
IV = (FOLDER / "iv-racemic-0.5mgkg-40min" / "1.yaml").read_text(encoding="utf-8")
IM = (FOLDER / "im-racemic-two-tier" / "1.yaml").read_text(encoding="utf-8")
NASAL = (FOLDER / "nasal-esketamine-trd" / "1.yaml").read_text(encoding="utf-8")


def changed(text, old, new):
    """The text with one thing changed, which must be there exactly once."""
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)


def refusal(text):
    with pytest.raises(ProtocolMakesNoSense) as refused:
        protocol_from_yaml(text, "clinic/1.yaml")
    return str(refused.value)


def block(text, start, end):
    """From one line's beginning to another's: to cut it out."""
    return text[text.index(start) : text.index(end, text.index(start) + 1)]


@pytest.mark.parametrize(
    ("old", "new", "place", "why"),
    [
        ("product: racemic", "product: esketamine", "drug", "the drug is ketamine"),
        ("route: iv", "route: rectal", "route", "Input should be"),
        ("version: 1", "version: 0", "version", "greater than or equal to 1"),
        ("name: iv-", "name: IV ", "name", "String should match"),
        ("drug: ketamine", "drug: ''", "drug", "at least 1 character"),
        ("guidance:\n  default_level: 1", "guidance:\n  default_level: 5", "guidance", "less than"),
        (
            "  default: {value: 0.5, unit: mg/kg",
            "  default: {value: 5, unit: mg/kg",
            "ceilings.highest_dose",
            "own dose (5) is above 1 mg/kg",
        ),
        (
            "  default: {value: 0.5, unit: mg/kg",
            "  default: {value: 0.5, unit: mg",
            "dose.per_kg.default",
            "unit is mg, should be mg/kg",
        ),
        (
            "  over: {value: 40, unit: min",
            "  over: {value: 25, unit: min",
            "ceilings.too_fast",
            "own dose (25) is below 30 min",
        ),
        (
            "    limit: {value: 1.0, unit: mg/kg",
            "    limit: {value: 1.0, unit: mg",
            "ceilings.1.highest_dose.limit",
            "unit is mg, should be mg/kg",
        ),
        (
            "    limit: {value: 1.0, unit: mg/kg",
            "    limit: {value: -1, unit: mg/kg",
            "ceilings.first_dose",
            "comes after the refusal",
        ),
        (
            "    quantity: step_up_mg_per_kg\n    comparison: above",
            "    quantity: step_up_mg_per_kg\n    comparison: below",
            "ceilings.4.step_up.comparison",
            "makes no ceiling",
        ),
        (
            "    quantity: step_up_mg_per_kg",
            "    quantity: moon_phase",
            "ceilings.4.quantity",
            "Input should be",
        ),
        (
            "  escalate_after: {value: 10, unit: min",
            "  escalate_after: {value: 4, unit: min",
            "vitals.escalate_after",
            "before it is overdue",
        ),
        (
            "    limit: {value: 150, unit: /min",
            "    limit: {value: 120, unit: /min",
            "thresholds.heart_rate_high_act",
            "act at 130 /min lies beyond emergency at 120 /min",
        ),
        (
            '    limit: {value: 95, unit: "%"',
            '    limit: {value: 91, unit: "%"',
            "thresholds.spo2_low_watch",
            "watch at 91 % lies beyond act at 92 %",
        ),
        (
            "    limit: {value: 150, unit: /min",
            "    limit: {value: 150, unit: mmHg",
            "heart_rate_high_emergency.limit",
            "unit is mmHg, should be /min",
        ),
        (
            "    limit: {value: 150, unit: /min",
            "    limit: {value: .nan, unit: /min",
            "line",
            "not a decimal number",
        ),
        (
            "  - code: vomiting",
            "  - code: faint",
            "signs",
            "faint is there twice",
        ),
        (
            "    - code: steady_gait",
            "    - code: juggles",
            "discharge.criteria",
            "Input should be",
        ),
        (
            "wait: {value: 60, unit: min",
            "weight: {value: 60, unit: min",
            "discharge.criteria.minimum_time.numbers",
            "should be {'wait': 'min'}",
        ),
        (
            "  peak: {low: 40, high: 40",
            "  peak: {low: 1, high: 40",
            "effects.onset",
            "does not come before peak",
        ),
        (
            "  peak: {low: 40, high: 40",
            "  peak: {low: 41, high: 40",
            "effects.peak",
            "low 41 is above high 40",
        ),
        (
            "  residual_until: {value: 120",
            "  residual_until: {value: 59",
            "effects.residual_until",
            "ends before the effects do",
        ),
        ("[arrival, time_out, dosing", "[arrival, dosing", "phases", "time_out is missing"),
        (
            "[arrival, time_out, dosing",
            "[time_out, arrival, dosing",
            "phases",
            "not in their order",
        ),
        ("    signed_by: medical_director", "    signed_by: anyone", "variants.0", "Input"),
        ('title: "Ketamine', 'colour: blue\ntitle: "Ketamine', "colour", "Extra inputs"),
        ("version: 1", "version: 1\nversion: 2", "line 1", "version is there twice"),
        ("version: 1", "version: [", "line", ""),
    ],
)
def test_nonsense_is_refused_with_its_place_and_reason(old, new, place, why):
    said = refusal(changed(IV, old, new))

    assert said.startswith("clinic/1.yaml: ")
    assert place in said
    assert why in said


@pytest.mark.parametrize("code", ["escort_present", "awake", "minimum_time", "oxygen_back"])
def test_no_protocol_may_do_without_the_criteria_that_are_never_optional(code):
    start = f"    - code: {code}\n"

    assert f"discharge.criteria: {code} is missing" in refusal(
        changed(IV, block(IV, start, "    - code: "), "")
    )


def test_a_number_without_a_source_is_refused():
    text = changed(
        IV, 'low: 40, high: 40, unit: min, source: "', 'low: 40, high: 40, unit: min, x: "'
    )

    assert "effects.peak.source: Field required" in refusal(text)


def test_an_empty_source_is_refused():
    first = IV.index("source: ")
    end = IV.index("\n", first)
    text = IV[:first] + 'source: ""}' + IV[end:]

    assert "source: String should have at least 1 character" in refusal(text)


def test_an_infusion_needs_its_minutes():
    text = changed(IV, block(IV, "  over: ", "  concentrations:"), "")

    assert "dose.over: an infusion needs its minutes" in refusal(text)


def test_times_are_either_set_minutes_or_an_interval():
    every = block(IM, "    every: {value: 15", "    until: {value: 60")
    at = "    at:\n      - {value: 10, unit: min, source: design default}\n"

    assert "vitals.during: needs either `at` or `every`" in refusal(changed(IM, every, at + every))
    assert "vitals.during: needs either `at` or `every`" in refusal(changed(IM, every, ""))


def test_minutes_come_in_rising_order():
    text = changed(
        NASAL,
        '      - {value: 40, unit: min, source: "HCPDOSE; REMSFDA',
        "      - {value: 50, unit: min, source: x}\n      - {value: 40, unit: min,"
        ' source: "HCPDOSE; REMSFDA',
    )

    assert "vitals.during.at: minutes are not in rising order" in refusal(text)


def test_after_the_dose_begins_where_the_dose_ends():
    text = changed(
        NASAL,
        '      - {value: 120, unit: min, source: "REMSF',
        '      - {value: 30, unit: min, source: "REMSF',
    )

    assert "vitals.after.at: begins before `during` ends" in refusal(text)


@pytest.mark.parametrize("minutes", [119, 0])
def test_esketamine_never_goes_below_120_minutes(minutes):
    text = changed(NASAL, "wait: {value: 120", f"wait: {{value: {minutes}")

    assert "esketamine needs at least 120 minutes" in refusal(text)


def test_esketamine_counts_from_the_first_device():
    text = changed(NASAL, "counted_from: time_zero", "counted_from: dose_end")

    assert "discharge.counted_from: esketamine counts from the first device" in refusal(text)


def test_a_dose_that_is_no_whole_number_of_devices_is_refused():
    text = changed(NASAL, "dose: {value: 84, unit: mg", "dose: {value: 80, unit: mg")

    assert "dose.choices: 80 mg is not a whole number of devices" in refusal(text)


def test_pressure_limits_before_the_dose_rise_from_low_to_stop():
    hold = block(IV, "  hold_at:\n", "  stop_at:")
    text = changed(IV, hold, hold.replace("value: 160", "value: 190"))

    assert "pre_dose_pressure.hold_at: is not under stop_at" in refusal(text)


def test_every_complaint_is_said_at_once():
    text = changed(
        changed(IV, "residual_until: {value: 120", "residual_until: {value: 1"),
        "[arrival, time_out,",
        "[arrival,",
    )

    assert len(refusal(text).splitlines()) == 2


@pytest.mark.parametrize("text", ["", "just words", "- a\n- list", "{"])
def test_what_is_no_protocol_at_all_is_refused_by_name(text):
    assert refusal(text).startswith("clinic/1.yaml: ")

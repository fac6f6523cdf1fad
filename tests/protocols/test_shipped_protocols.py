"""Every protocol that ships: it loads, every number is sourced, and its own examples hold."""

from decimal import Decimal
from pathlib import Path

import pytest

import holdspace.protocols
from holdspace.domain.protocol import Level, Severity
from holdspace.domain.sourced import Range, Sourced, Strict
from holdspace.protocols import (
    UnknownProtocol,
    available_protocols,
    latest_version,
    load_protocol,
)

EVERY = available_protocols()
FOLDER = Path(holdspace.protocols.__file__).parent


def parts(value):
    """Every part of a protocol, however deep, and every plain value in it."""
    inner = []
    if isinstance(value, Strict):
        inner = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, dict):
        inner = list(value.values())
    if isinstance(value, tuple):
        inner = list(value)
    return [value, *(part for each in inner for part in parts(each))]


def numbers(protocol):
    return [part for part in parts(protocol) if isinstance(part, Sourced | Range)]


def ceilings(name):
    return {
        (each.quantity.value, each.comparison.value, str(each.limit.value), each.severity.value)
        for each in load_protocol(name, 1).ceilings
    }


def test_the_four_protocols_are_there():
    assert EVERY == (
        ("im-racemic-two-tier", 1),
        ("iv-racemic-0.5mgkg-40min", 1),
        ("nasal-esketamine-trd", 1),
        ("sublingual-racemic-in-clinic", 1),
    )


@pytest.mark.parametrize(("name", "version"), EVERY)
def test_every_number_has_a_unit_and_a_source(name, version):
    found = numbers(load_protocol(name, version))

    assert len(found) > 100
    assert [each for each in found if len(each.source) < 5 or not each.unit] == []


@pytest.mark.parametrize(("name", "version"), EVERY)
def test_every_number_is_exact(name, version):
    assert [part for part in parts(load_protocol(name, version)) if isinstance(part, float)] == []


@pytest.mark.parametrize(("name", "version"), EVERY)
def test_a_file_holds_the_protocol_that_its_path_names(name, version):
    protocol = load_protocol(name, version)

    assert (protocol.name, protocol.version) == (name, version)
    assert (FOLDER / name / f"{version}.yaml").is_file()


@pytest.mark.parametrize(("name", "version"), EVERY)
def test_no_action_orders_a_drug(name, version):
    protocol = load_protocol(name, version)
    actions = [each.action for each in (*protocol.thresholds, *protocol.signs)]

    assert [text for text in actions if not text.startswith("Protocol says: ")] == []
    words = {word.strip(".,:;").lower() for text in actions for word in text.split()}
    assert words & {"give", "stop", "administer", "inject"} == set()


@pytest.mark.parametrize(("name", "version"), EVERY)
def test_every_protocol_watches_at_all_three_levels(name, version):
    assert {each.level for each in load_protocol(name, version).thresholds} == set(Level)


@pytest.mark.parametrize(("name", "version"), EVERY)
def test_a_one_clinician_variant_is_signed_by_the_medical_director(name, version):
    variant = load_protocol(name, version).variant("one_clinician")

    assert variant is not None
    assert variant.signed_by == "medical_director"


def test_the_infusion_is_half_a_milligram_per_kilogram_over_40_minutes():
    dose = load_protocol("iv-racemic-0.5mgkg-40min", 1).dose

    assert (dose.default.value, dose.over.value) == (Decimal("0.5"), Decimal(40))
    assert dose.default.value / dose.over.value == Decimal("0.0125")
    assert dose.default.value * 60 / dose.over.value == Decimal("0.75")


def test_the_infusions_ceilings_are_those_of_the_reference():
    assert ceilings("iv-racemic-0.5mgkg-40min") == {
        ("dose_mg_per_kg", "above", "0.5", "review"),
        ("dose_mg_per_kg", "above", "1.0", "refuse"),
        ("over_minutes", "below", "40", "review"),
        ("over_minutes", "below", "30", "refuse"),
        ("step_up_mg_per_kg", "above", "0.25", "review"),
        ("hours_since_dose", "below", "48", "review"),
        ("weight_change_percent", "above", "5", "refuse"),
        ("weight_age_days", "above", "7", "review"),
    }


def test_the_two_kinds_of_injection_carry_no_number_of_their_own():
    dose = load_protocol("im-racemic-two-tier", 1).dose

    assert [tier.code for tier in dose.tiers] == ["light", "full"]
    assert [part for tier in dose.tiers for part in numbers(tier)] == []
    assert (dose.range.low, dose.range.high) == (Decimal(25), Decimal(130))


def test_esketamine_is_watched_for_120_minutes_from_the_first_device():
    protocol = load_protocol("nasal-esketamine-trd", 1)

    assert protocol.discharge.counted_from == "time_zero"
    assert protocol.discharge.criterion("minimum_time").number("wait") == Decimal(120)
    assert [each.value for each in protocol.vitals.during.at] == [Decimal(40)]
    assert protocol.discharge.criterion("pressure_falling_and_stable") is not None


def test_esketamine_starts_at_56_mg():
    dose = load_protocol("nasal-esketamine-trd", 1).dose

    assert [(each.dose.value, each.first_session) for each in dose.choices] == [
        (Decimal(28), False),
        (Decimal(56), True),
        (Decimal(84), False),
    ]


def test_too_much_under_the_tongue_takes_two_named_people():
    protocol = load_protocol("sublingual-racemic-in-clinic", 1)
    doses = [each for each in protocol.ceilings if each.quantity.value.startswith("dose_mg")]

    assert [(each.severity, each.second_clinician) for each in doses] == [
        (Severity.REVIEW, True),
        (Severity.REVIEW, True),
    ]


def test_the_newest_version_is_found():
    assert latest_version("nasal-esketamine-trd") == 1


@pytest.mark.parametrize(
    ("name", "version"), [("nasal-esketamine-trd", 2), ("nothing", 1), ("../protocols", 1)]
)
def test_a_protocol_that_is_not_there_is_named(name, version):
    with pytest.raises(UnknownProtocol, match=name):
        load_protocol(name, version)


def test_no_version_of_an_unknown_protocol_is_the_newest():
    with pytest.raises(UnknownProtocol):
        latest_version("nothing")

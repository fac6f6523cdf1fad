"""The dose a course plans for a session, and the weight that has changed since."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from holdspace.domain.planned_dose import PlannedDose, weight_change
from holdspace.domain.protocol import Severity
from holdspace.domain.readiness import weight_fact
from holdspace.domain.session_events import Met
from holdspace.protocols import load_protocol

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
IV = load_protocol("iv-racemic-0.5mgkg-40min", 1)


def planned(**more) -> PlannedDose:
    given = {
        "dose_mg": Decimal(40),
        "mg_per_kg": Decimal("0.5"),
        "tier": "",
        "weight_basis": "actual",
        "weight_kg": Decimal(80),
        "version": 1,
        "planned_by": "Dr Okafor",
        "planned_at": NOW,
        "on": date(2026, 3, 9),
    }
    return PlannedDose(**{**given, **more})


@pytest.mark.parametrize("kilograms", ["80", "84", "76", "83.99"])
def test_up_to_the_protocols_limit_the_planned_dose_stands(kilograms) -> None:
    assert weight_change(IV, planned(), Decimal(kilograms), NOW) is None


@pytest.mark.parametrize("kilograms", ["84.01", "75.99", "120"])
def test_over_it_the_dose_is_worked_out_again(kilograms) -> None:
    finding = weight_change(IV, planned(), Decimal(kilograms), NOW)

    assert finding is not None
    assert (finding.code, finding.severity) == ("weight_changed", Severity.REFUSE)


@pytest.mark.parametrize(
    "other", [{"mg_per_kg": None}, {"weight_kg": None}], ids=["not by weight", "weight not kept"]
)
def test_a_dose_that_rests_on_no_weight_is_changed_by_none(other) -> None:
    assert weight_change(IV, planned(**other), Decimal(120), NOW) is None
    assert weight_change(IV, None, Decimal(120), NOW) is None


def test_another_dose_than_the_planned_one_was_not_worked_out_for_its_weight() -> None:
    assert planned().worked_out_for_kg(Decimal(40)) == 80
    assert planned().worked_out_for_kg(Decimal(42)) is None


def test_it_is_read_with_what_it_rests_on() -> None:
    assert planned().words == "40 mg (0.5 mg/kg, actual weight, for 80 kg)"
    assert planned(mg_per_kg=None).words == "40 mg"


def test_at_the_gate_the_weight_is_unmet_until_the_dose_is_worked_out_again() -> None:
    change = weight_change(IV, planned(), Decimal(90), NOW)

    fact = weight_fact(IV, Decimal(90), date(2026, 3, 9), date(2026, 3, 9), change)

    assert fact is not None
    assert fact.met is Met.UNMET
    assert "90 kg, measured today." in fact.detail
    assert "work it out again" in fact.detail

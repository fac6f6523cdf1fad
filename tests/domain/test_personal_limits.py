"""A person's own limits: stricter than the protocol's, never wider."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from holdspace.domain.dosing import DoseFacts, check_plan
from holdspace.domain.personal_limits import (
    PersonalLimits,
    limit_findings,
    with_personal_limits,
)
from holdspace.domain.pressure_before_dose import WITHIN, Pressure, pressure_before_dose
from holdspace.domain.session_events import DosePlanned, Met, Route
from holdspace.protocols import load_protocol

IV = load_protocol("iv-racemic-0.5mgkg-40min", 1)
NOW = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)


def codes(**limits):
    made = PersonalLimits(**{name: Decimal(value) for name, value in limits.items()})
    return {each.code for each in limit_findings(IV, made)}


@pytest.mark.parametrize(
    ("limits", "refused"),
    [
        ({"hold_systolic_mmhg": "159"}, set()),
        ({"hold_systolic_mmhg": "160"}, set()),
        ({"hold_systolic_mmhg": "161"}, {"systolic_wider"}),
        ({"hold_systolic_mmhg": "90"}, {"systolic_too_low"}),
        ({"hold_systolic_mmhg": "91"}, set()),
        ({"hold_diastolic_mmhg": "100"}, set()),
        ({"hold_diastolic_mmhg": "101"}, {"diastolic_wider"}),
        ({"ceiling_mg_per_kg": "1.0"}, set()),
        ({"ceiling_mg_per_kg": "1.01"}, {"ceiling_mg_per_kg_wider"}),
        ({"ceiling_mg": "0"}, {"ceiling_mg_too_low"}),
        ({"ceiling_mg": "30"}, set()),
    ],
)
def test_a_limit_is_stricter_or_it_is_refused(limits, refused) -> None:
    assert codes(**limits) == refused


@pytest.mark.parametrize(("systolic", "met"), [(149, Met.MET), (150, Met.UNMET), (151, Met.UNMET)])
def test_the_gate_holds_at_the_persons_own_pressure(systolic, met) -> None:
    own = with_personal_limits(IV, PersonalLimits(hold_systolic_mmhg=Decimal(150)))
    reading = Pressure(systolic=Decimal(systolic), diastolic=Decimal(80), measured_at=NOW)

    facts = pressure_before_dose(own.pre_dose_pressure, [reading], age_years=40)

    assert next(each.met for each in facts if each.code == WITHIN) is met


def test_a_wider_number_never_gets_over_the_protocols() -> None:
    own = with_personal_limits(IV, PersonalLimits(hold_systolic_mmhg=Decimal(200)))

    assert own.pre_dose_pressure == IV.pre_dose_pressure


@pytest.mark.parametrize(("mg", "refused"), [("29.9", False), ("30", False), ("30.1", True)])
def test_a_dose_above_the_persons_own_ceiling_is_refused(mg, refused) -> None:
    own = with_personal_limits(IV, PersonalLimits(ceiling_mg=Decimal(30), set_by="Dr Okafor"))
    plan = DosePlanned(
        drug="ketamine", route=Route.INTRAVENOUS, dose_mg=Decimal(mg), over_minutes=Decimal(40)
    )
    facts = DoseFacts(
        now=NOW, is_first_session=True, weight_kg=Decimal(70),
        weight_measured_on=date(2026, 3, 9), previous_doses=(),
    )  # fmt: skip

    found = {each.code: each for each in check_plan(own, plan, facts)}

    assert ("personal_ceiling_mg" in found) is refused
    assert all("Dr Okafor" in each.source for each in found.values())


def test_without_limits_the_protocol_is_the_protocol() -> None:
    assert with_personal_limits(IV, PersonalLimits()) is IV

"""Whether a protocol makes sense as a whole, and the one door through which it is read."""

from __future__ import annotations

from itertools import pairwise

from pydantic import ValidationError

from holdspace.domain.protocol import PressureLimit, Protocol, Times
from holdspace.domain.protocol_complaints import Nonsense, repeated, say
from holdspace.domain.protocol_discharge import ALWAYS_NEEDED, NUMBERS
from holdspace.domain.protocol_sense_dose import ceilings_wrong, dose_wrong, thresholds_wrong
from holdspace.domain.protocol_sense_measures import measures_wrong
from holdspace.domain.session_events import Phase, Route
from holdspace.domain.sourced import Range

ESKETAMINE_MINIMUM_MINUTES = 120  # clinical reference 11.3: never configurable


class ProtocolMakesNoSense(Exception):
    """The protocol is refused; each line says file, place and why."""

    def __init__(self, path: str, wrong: tuple[Nonsense, ...]) -> None:
        self.path = path
        self.wrong = wrong
        super().__init__("\n".join(f"{path}: {each.place}: {each.why}" for each in wrong))


def read_protocol(data: object, path: str) -> Protocol:
    """A protocol from plain data. Raises ProtocolMakesNoSense with every complaint at once."""
    try:
        protocol = Protocol.model_validate(data)
    except ValidationError as refused:
        wrong = tuple(
            Nonsense(place=".".join(str(part) for part in each["loc"]), why=each["msg"])
            for each in refused.errors(include_url=False, include_input=False)
        )
        raise ProtocolMakesNoSense(path, wrong) from refused
    if complaints := what_is_wrong(protocol):
        raise ProtocolMakesNoSense(path, complaints)
    return protocol


def what_is_wrong(protocol: Protocol) -> tuple[Nonsense, ...]:
    """Every contradiction between the fields of a protocol; empty when it makes sense."""
    return (
        *_identity(protocol),
        *dose_wrong(protocol),
        *ceilings_wrong(protocol),
        *_schedule(protocol),
        *thresholds_wrong(protocol),
        *_discharge(protocol),
        *_pressure(protocol),
        *_effects(protocol),
        *_phases(protocol),
        *measures_wrong(protocol),
    )


def _identity(protocol: Protocol) -> tuple[Nonsense, ...]:
    is_esketamine = protocol.product == "esketamine"
    return (
        *say(
            "drug",
            f"{protocol.product} but the drug is {protocol.drug}",
            when=("esketamine" in protocol.drug.lower()) != is_esketamine,
        ),
        *say(
            "route",
            f"esketamine goes in by the nose, not {protocol.route}",
            when=is_esketamine and protocol.route is not Route.NASAL,
        ),
        *repeated("ceilings", [each.code for each in protocol.ceilings]),
        *repeated("thresholds", [each.code for each in protocol.thresholds]),
        *repeated("signs", [each.code for each in protocol.signs]),
        *repeated("discharge.criteria", [each.code for each in protocol.discharge.criteria]),
        *repeated("variants", [each.code for each in protocol.variants]),
    )


def _schedule(protocol: Protocol) -> tuple[Nonsense, ...]:
    vitals = protocol.vitals
    timed: list[tuple[str, Times]] = [("vitals.during", vitals.during)]
    timed += [("vitals.after", vitals.after)]
    timed += [(f"scales.{each.scale}", each) for each in protocol.scales]
    wrong = [complaint for place, times in timed for complaint in _times(place, times)]
    during_ends = vitals.during.until or (vitals.during.at[-1] if vitals.during.at else None)
    after_starts = vitals.after.at[0] if vitals.after.at else None
    return (
        *wrong,
        *say(
            "vitals.escalate_after",
            "escalates before it is overdue",
            when=vitals.escalate_after.value < vitals.due_window.value,
        ),
        *say(
            "vitals.after.at",
            "begins before `during` ends",
            when=bool(during_ends and after_starts and after_starts.value < during_ends.value),
        ),
    )


def _times(place: str, times: Times) -> tuple[Nonsense, ...]:
    minutes = [each.value for each in times.at]
    last = minutes[-1] if minutes else None
    return (
        *say(
            place,
            "needs either `at` or `every`, and only one of them",
            when=bool(times.at) == (times.every is not None),
        ),
        *say(
            f"{place}.at", "minutes are not in rising order", when=minutes != sorted(set(minutes))
        ),
        *say(
            f"{place}.every",
            "every 0 minutes never ends",
            when=times.every is not None and times.every.value == 0,
        ),
        *say(
            f"{place}.until",
            "ends before its last time",
            when=bool(times.until and last is not None and times.until.value < last),
        ),
    )


def _discharge(protocol: Protocol) -> tuple[Nonsense, ...]:
    criteria = protocol.discharge.criteria
    wrong: list[Nonsense] = []
    for each in criteria:
        needed = NUMBERS.get(each.code, {})
        has = {name: number.unit for name, number in each.numbers.items()}
        wrong += say(
            f"discharge.criteria.{each.code}.numbers",
            f"are {has}, should be {needed}",
            when=has != needed,
        )
    missing = sorted(ALWAYS_NEEDED - {each.code for each in criteria})
    wrong += [Nonsense(place="discharge.criteria", why=f"{code} is missing") for code in missing]
    return (*wrong, *_two_hours(protocol))


def _two_hours(protocol: Protocol) -> tuple[Nonsense, ...]:
    """Esketamine: 120 minutes from the first device, never configurable (reference 11.3)."""
    minimum = next((e for e in protocol.discharge.criteria if e.code == "minimum_time"), None)
    if protocol.product != "esketamine" or minimum is None or "wait" not in minimum.numbers:
        return ()
    counted = protocol.discharge.counted_from
    return (
        *say(
            "discharge.criteria.minimum_time",
            "esketamine needs at least 120 minutes",
            when=minimum.number("wait") < ESKETAMINE_MINIMUM_MINUTES,
        ),
        *say(
            "discharge.counted_from",
            "esketamine counts from the first device",
            when=counted != "time_zero",
        ),
    )


def _pressure(protocol: Protocol) -> tuple[Nonsense, ...]:
    rule = protocol.pre_dose_pressure
    rising = [
        ("low_below", rule.low_below),
        ("review_above", rule.review_above),
        ("hold_at", rule.hold_at),
        ("stop_at", rule.stop_at),
    ]
    known = [(name, limit) for name, limit in rising if limit is not None]
    wrong: list[Nonsense] = []
    for (low_name, low), (high_name, high) in pairwise(known):
        wrong += say(
            f"pre_dose_pressure.{low_name}",
            f"is not under {high_name}",
            when=not _is_under(low, high),
        )
    return (
        *wrong,
        *say(
            "pre_dose_pressure.review_above_older",
            "needs older_from_age, and the reverse",
            when=(rule.review_above_older is None) != (rule.older_from_age is None),
        ),
    )


def _is_under(low: PressureLimit, high: PressureLimit) -> bool:
    return low.systolic.value < high.systolic.value and low.diastolic.value < high.diastolic.value


def _effects(protocol: Protocol) -> tuple[Nonsense, ...]:
    effects = protocol.effects
    windows: list[tuple[str, Range]] = [
        ("onset", effects.onset),
        ("peak", effects.peak),
        ("lasts", effects.lasts),
    ]
    wrong: list[Nonsense] = []
    for (name, early), (later_name, late) in pairwise(windows):
        wrong += say(
            f"effects.{name}",
            f"does not come before {later_name}",
            when=early.low > late.low or early.high > late.high,
        )
    return (
        *wrong,
        *say(
            "effects.residual_until",
            "ends before the effects do",
            when=effects.residual_until.value < effects.lasts.high,
        ),
    )


def _phases(protocol: Protocol) -> tuple[Nonsense, ...]:
    order = [phase for phase in Phase if phase in protocol.phases]
    needed = [Phase.ARRIVAL, Phase.TIME_OUT, Phase.DOSING, Phase.RECOVERY, Phase.HOME]
    missing = [phase for phase in needed if phase not in protocol.phases]
    return (
        *say(
            "phases",
            "are not in their order, or one is there twice",
            when=order != list(protocol.phases),
        ),
        *say("phases", f"{', '.join(missing)} is missing", when=bool(missing)),
    )

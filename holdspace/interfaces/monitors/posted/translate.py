"""A posted body becomes wide readings, one per moment of measurement, as an HL7 message does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.interfaces.fhir.moment import FhirMoment, NotAMoment, read_fhir_moment
from holdspace.interfaces.fhir.observation import NotFhir, parse_body
from holdspace.interfaces.hl7v2.moment import NEVER, Moment
from holdspace.interfaces.monitors.gathered import Gathered
from holdspace.interfaces.monitors.posted.values import (
    FLAG_OF_STATUS,
    alarms_of,
    is_test,
    measurement_of,
    parts_of,
)
from holdspace.interfaces.monitors.reading import Translation

if TYPE_CHECKING:
    from datetime import tzinfo

    from holdspace.interfaces.fhir.observation import Posted
    from holdspace.interfaces.fhir.resources import Observation

FAMILY = "fhir"
IN_ERROR = "entered-in-error"
TAKEN_BACK = "the device says that an earlier value was a mistake"


def read_posted(raw: bytes, zone: tzinfo) -> Posted:
    """As it may be taken: every time in it can be read too. Raises NotFhir."""
    posted = parse_body(raw)
    for observation in posted.observations:
        measured_at(observation, zone)
    return posted


def translated(posted: Posted, device_key: str, zone: tzinfo) -> Translation:
    """Nothing in a body says when it was sent: `issued` and a Bundle's time stay as they were when
    it is sent again hours later. So the device's clock is not measured, and its times are believed.
    """
    rows: dict[str, Gathered] = {}
    for observation in posted.observations:
        if observation.status == IN_ERROR:
            continue
        moment = measured_at(observation, zone)
        key = moment.at.isoformat() if moment.at else ""
        _add(rows.setdefault(key, _row_at(moment)), observation)
    readings = tuple(row.reading() for row in rows.values())
    return Translation(
        device_key=device_key,
        family=FAMILY,
        sent=NEVER,
        readings=readings,
        unknown_codes=tuple(
            f"{item.code}^{item.name}"
            for reading in readings
            for item in reading.measurements
            if item.standing == "unknown"
        ),
        says_its_zone=all(reading.measured.zone_stated for reading in readings),
        remarks=remarks_on(posted, zone),
    )


def remarks_on(posted: Posted, zone: tzinfo) -> tuple[str, ...]:
    """What a person must know of a body that was taken: what was left out, or taken back."""
    left_out = [refused.words for _, refused in posted.refused]
    taken_back = [one for one in posted.observations if one.status == IN_ERROR]
    return (*left_out, *(_taken_back(one, zone) for one in taken_back))


def carries_its_moments(translation: Translation) -> bool:
    """Every value says when it was measured: the same bytes are then the same values."""
    return all(reading.measured.text for reading in translation.readings)


def measured_at(observation: Observation, zone: tzinfo) -> Moment:
    """The end of a period: then the value is known. Raises NotFhir for a time without an hour."""
    period = observation.effective_period
    text = (
        observation.effective_instant
        or observation.effective_date_time
        or (period and (period.end or period.start))
        or ""
    )
    return _moment(text, zone) if text else NEVER


def _row_at(moment: Moment) -> Gathered:
    return Gathered(moment, "effective" if moment.at else "receipt")


def _add(row: Gathered, observation: Observation) -> None:
    flag = FLAG_OF_STATUS.get(observation.status)
    flags = [flag] if flag else []
    for part in parts_of(observation):
        item = measurement_of(part, observation.status, of_test=is_test(observation))
        row.add(item, alarms=alarms_of(part, item), flags=flags)


def _taken_back(observation: Observation, zone: tzinfo) -> str:
    what = next((c.display or c.code for c in observation.code.coding), observation.code.text)
    at = measured_at(observation, zone).at
    when = f" of {at.astimezone(zone):%-d %B %Y, %H:%M:%S}" if at else ""
    return f"{TAKEN_BACK}: {what[:60]}{when}"


def _moment(text: str, zone: tzinfo) -> Moment:
    try:
        read: FhirMoment = read_fhir_moment(text, zone=zone)
    except NotAMoment as problem:
        raise NotFhir(str(problem)) from None
    return Moment(read.text, read.at, "", read.zone_stated)

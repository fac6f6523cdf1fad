"""A message about several people is taken apart, and what cannot be told apart waits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from holdspace.interfaces.monitors.apart import MOST_PEOPLE, NOT_TOLD_APART, apart
from holdspace.interfaces.monitors.spool_records import Record
from holdspace.interfaces.monitors.understood import Understood, understand_all
from tests.interfaces.messages import PERCENT, SPO2, obx

AT = datetime(2025, 6, 1, 12, tzinfo=UTC)
HEAD = "MSH|^~\\&|CENTRAL^1|WARD|||20250601120000||ORU^R01^ORU_R01|9|P|2.6||||||UNICODE UTF-8"


def group(name: str, bed: str, value: str, *, device: str = "") -> list[str]:
    equipment = f"||||{device}^^{device}^EUI-64" if device else ""
    return [
        f"PID|||||{name}",
        f"PV1||I|CLINIC^ROOM^{bed}" if bed else "PV1||I",
        "OBR|1|||182777000^monitoring^SCT|||20250601120000",
        obx(SPO2, value, PERCENT) + equipment,
    ]


def read(*groups: list[str]) -> list[Understood]:
    raw = "\r".join([HEAD, *(line for one in groups for line in one), ""]).encode()
    return understand_all(Record(sequence=1, received_at=AT, source="test", raw=raw), UTC)


def told(parts: list[Understood]) -> list[tuple[str, list[str]]]:
    """Each part's device and the values that could land in its room."""
    return [
        (
            part.device_key,
            [str(v) for r in part.translation.readings for v in r.values.values()]
            if part.translation
            else [],
        )
        for part in parts
    ]


def test_each_person_of_a_central_station_is_at_the_bed_that_is_named() -> None:
    assert told(read(group("Keller^Mara", "1", "98"), group("Weber^Theo", "2", "91"))) == [
        ("CENTRAL / 1 / WARD, bed CLINIC ROOM 1", ["98"]),
        ("CENTRAL / 1 / WARD, bed CLINIC ROOM 2", ["91"]),
    ]


def test_the_number_of_the_equipment_says_more_than_the_bed() -> None:
    parts = read(
        group("Keller^Mara", "1", "98", device="00A1"),
        group("Weber^Theo", "1", "91", device="00A2"),
    )

    assert told(parts) == [("EUI-64:00A1", ["98"]), ("EUI-64:00A2", ["91"])]


@pytest.mark.parametrize(
    "groups",
    [
        (group("Keller^Mara", "", "98"), group("Weber^Theo", "", "91")),
        (group("Keller^Mara", "1", "98"), group("Weber^Theo", "1", "91")),
        (group("", "1", "98"), group("", "1", "91")),
        (group("K^M", "", "98", device="00A1"), group("W^T", "", "91", device="00A1")),
    ],
    ids=["no bed", "one bed", "one bed and no names", "one device"],
)
def test_people_who_cannot_be_told_apart_wait_with_the_reason(
    groups: tuple[list[str], ...],
) -> None:
    parts = read(*groups)

    assert told(parts) == [("", []), ("", [])]
    assert {part.reason for part in parts} == {NOT_TOLD_APART}


@pytest.mark.parametrize(("people", "parts"), [(64, 64), (65, 1)])
def test_more_people_than_a_ward_has_are_not_taken_apart(people: int, parts: int) -> None:
    read_apart = read(*(group(f"P{bed}^A", str(bed), "97") for bed in range(people)))

    assert len(read_apart) == parts
    assert [part.translation is None for part in read_apart] == [people > MOST_PEOPLE] * parts


def test_two_groups_of_one_person_are_of_one_monitor() -> None:
    parts = read(group("Keller^Mara", "1", "98"), group("Keller^Mara", "1", "97"))

    assert {part.device_key for part in parts} == {"CENTRAL / 1 / WARD, bed CLINIC ROOM 1"}


def test_nothing_of_one_person_stands_in_the_part_of_another() -> None:
    first, second = read(group("Keller^Mara", "1", "98"), group("Weber^Theo", "2", "91"))

    assert b"Weber" not in first.record.raw
    assert b"Keller" not in second.record.raw
    assert first.fingerprint != second.fingerprint


def test_a_message_of_one_person_is_not_touched() -> None:
    raw = "\r".join([HEAD, *group("Keller^PID", "1", "98"), ""]).encode()

    assert apart(raw) == []

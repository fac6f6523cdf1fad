"""Bytes of a device become a reading or a sentence: what is no number is never one."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from device_packets import (
    HEART,
    MINUS_INFINITY,
    NAN,
    NRES,
    PLUS_INFINITY,
    PRESSURE,
    RESERVED,
    SPOT,
    STREAM,
    pressure,
    sfloat,
    spot,
    stream,
)
from django.test import override_settings

from holdspace.interfaces.monitors.mdc.nomenclature import SENSOR_RANGE, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    Ask = Callable[[str, Any], Any]
    Read = Callable[[int, list[int]], dict[str, Any]]

MODULE = "/static/holdspace/js/room/bluetooth_values.js"
VIEW = "new DataView(new Uint8Array(bytes).buffer)"
READ = f"packets.map(([number, bytes]) => readPacket(number, {VIEW}))"
AT = datetime(2026, 11, 26, 14, 3, 5, tzinfo=UTC)
NONE_OF_THEM = (NAN, NRES, PLUS_INFINITY, MINUS_INFINITY, RESERVED)


@pytest.fixture(scope="module")
def ask(browser: Browser) -> Iterator[Ask]:
    """The module in a page: an expression over what it exports, and `packets`."""
    with override_settings(ROOT_URLCONF="room_addresses"):
        from clinic_double import ClinicDouble

        double = ClinicDouble()
        page = browser.new_page()
        page.goto(f"{double.address}{MODULE}")
        names = "readPacket, readBattery, secondsAhead, sfloat, SENSOR_RANGE"
        yield lambda expression, packets=None: page.evaluate(
            f"(packets) => import('{MODULE}').then(({{ {names} }}) => {expression})", packets
        )
        page.close()
        double.stop()


@pytest.fixture(scope="module")
def read(ask: Ask) -> Read:
    return lambda number, packet: ask(READ, [[number, packet]])[0]


def test_every_number_of_sixteen_bits_is_exact_or_is_none(ask: Ask) -> None:
    told = ask("[...Array(65536).keys()].map((raw) => sfloat(raw).text ?? null)", None)

    def expected(raw: int) -> Decimal | None:
        mantissa = (raw & 0x7FF) - (raw & 0x800)
        exponent = (raw >> 12 & 7) - (raw >> 12 & 8)
        return None if raw in NONE_OF_THEM else Decimal(mantissa).scaleb(exponent)

    assert [None if text is None else Decimal(text) for text in told] == [
        expected(raw) for raw in range(65536)
    ]


@pytest.mark.parametrize("none", NONE_OF_THEM)
def test_what_is_no_number_is_a_sentence_and_leaves_no_value(read: Read, none: int) -> None:
    for number, packet in (
        (PRESSURE, pressure(none, 88, pulse=72)),
        (PRESSURE, pressure(142, none, pulse=72)),
        (SPOT, spot(none, 72)),
        (STREAM, stream(none, 72)),
    ):
        said = read(number, packet)
        assert said["values"] == {}
        assert "it sent" in said["refusal"]
        assert not any(character.isdigit() for character in said["refusal"])


def test_a_pulse_that_is_none_is_left_out_and_said(read: Read) -> None:
    for number, packet in ((PRESSURE, pressure(142, 88, pulse=NAN)), (SPOT, spot(98, NRES))):
        said = read(number, packet)
        assert said["refusal"] == ""
        assert "heart_rate_per_min" not in said["values"]
        assert "For the pulse it sent" in said["remarks"][0]


def test_all_that_a_cuff_can_say_is_read(read: Read) -> None:
    said = read(
        PRESSURE, pressure(142, 88, at=AT, pulse=sfloat(725, -1), user_and_status=(2, 0b101111))
    )

    assert said["values"] == {
        "systolic_mmhg": "142",
        "diastolic_mmhg": "88",
        "heart_rate_per_min": "72.5",
    }
    assert said["deviceTime"] == "2026-11-26T14:03:05"
    words = " ".join(said["remarks"])
    for part in ("user 2", "moved", "too loose", "irregular", "above its range", "right place"):
        assert part in words


def test_kilopascals_become_what_a_monitor_would_have_made_of_them(read: Read, ask: Ask) -> None:
    kpa = UNITS["systolic_mmhg"]["KPA"]
    tenths, hundredths = range(27, 400, 3), range(267, 2046, 31)
    raw = [sfloat(n, -1) for n in tenths] + [sfloat(n, -2) for n in hundredths]
    packets = [[PRESSURE, pressure(one, sfloat(20, -1), kilopascal=True)] for one in raw]

    told = [Decimal(said["values"]["systolic_mmhg"]) for said in ask(READ, packets)]

    exact = [Decimal(n) / 10 for n in tenths] + [Decimal(n) / 100 for n in hundredths]
    assert told == [kpa.convert(one) for one in exact]


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        (PRESSURE, pressure(142, 88, at=AT, pulse=72, user_and_status=(1, 0))),
        (SPOT, spot(98, 72, at=AT, status=0, sensor=0, amplitude=5)),
        (STREAM, stream(98, 72, sensor=0)),
        (HEART, [0b01001, 72, 0, 1, 1]),
    ],
)
def test_one_byte_less_or_more_and_none_of_it_is_taken(
    read: Read, number: int, whole: list[int]
) -> None:
    assert read(number, whole)["refusal"] == ""
    for packet in (whole[:-1], [*whole, 0], []):
        said = read(number, packet)
        assert said["values"] == {}
        assert said["deviceTime"] == ""
        assert said["refusal"]


@pytest.mark.parametrize("bit", [6, 9, 10, 11, 12, 13, 14, 15])
def test_what_an_oximeter_does_not_stand_by_is_never_charted(read: Read, bit: int) -> None:
    said = read(SPOT, spot(98, 72, status=1 << bit))
    assert (said["values"], bool(said["refusal"])) == ({}, True)


@pytest.mark.parametrize("bit", [1, 2, 3, 6, 7, 8, 10, 11, 12, 13, 14, 15])
def test_nor_what_a_sensor_says_that_is_not_on_the_person(read: Read, bit: int) -> None:
    for said in (
        read(SPOT, spot(98, 72, sensor=1 << bit)),
        read(STREAM, stream(98, 72, sensor=1 << bit)),
    ):
        assert (said["values"], bool(said["refusal"])) == ({}, True)


def test_a_weak_signal_is_said_beside_the_value(read: Read) -> None:
    said = read(STREAM, stream(97, 72, sensor=1 << 4 | 1 << 5))
    assert said["values"] == {"spo2_percent": "97", "heart_rate_per_min": "72"}
    assert len(said["remarks"]) == 2


def test_a_heart_rate_of_one_byte_or_two_and_only_with_skin_contact(read: Read) -> None:
    assert read(HEART, [0b00110, 72])["values"] == {"heart_rate_per_min": "72"}
    assert read(HEART, [0b11001, 72, 0, 9, 9, 1, 2, 3, 4])["values"] == {"heart_rate_per_min": "72"}
    assert read(HEART, [0b00001, 44, 1])["values"] == {"heart_rate_per_min": "300"}
    for nothing in ([0b00100, 72], [0b00110, 0], [0b00001, 95, 1]):
        said = read(HEART, nothing)
        assert (said["values"], bool(said["refusal"])) == ({}, True)


def test_a_time_that_is_none_is_said(read: Read) -> None:
    unset = pressure(142, 88, at=AT)
    unset[7:9] = [0, 0]
    impossible = pressure(142, 88, at=AT)
    impossible[9:11] = [2, 30]
    not_set = spot(98, 72, at=AT)
    not_set[0] |= 16
    for said in (read(PRESSURE, unset), read(PRESSURE, impossible), read(SPOT, not_set)):
        assert said["deviceTime"] == ""
        assert "clock" in said["remarks"][0]


@pytest.mark.parametrize(("device", "ahead"), [("14:03:05", 0), ("13:03:05", -3600)])
def test_a_clock_without_a_zone_is_compared_with_the_clinics_wall(
    ask: Ask, device: str, ahead: int
) -> None:
    at = datetime(2026, 11, 26, 13, 3, 5, tzinfo=UTC).timestamp() * 1000
    call = f"secondsAhead('2026-11-26T{device}', {at}, 'Europe/Berlin')"
    assert ask(call, None) == ahead


def test_the_bounds_are_those_of_the_monitors(ask: Ask) -> None:
    ours = ask("SENSOR_RANGE", None)
    assert ours == {
        name: [int(low), int(high)] for name, (low, high) in SENSOR_RANGE.items() if name in ours
    }
    assert len(ours) == 4


def test_noise_is_answered_and_what_it_gives_is_within_bounds(ask: Ask) -> None:
    noise = random.Random(6)  # noqa: S311 - the same noise each time
    packets = [
        [noise.choice([PRESSURE, SPOT, STREAM, HEART]), list(noise.randbytes(noise.randint(0, 22)))]
        for _ in range(6_000)
    ]

    told = ask(READ, packets)

    for said in told:
        assert bool(said["values"]) != bool(said["refusal"])
        for name, text in said["values"].items():
            low, high = SENSOR_RANGE[name]
            assert low <= Decimal(text) <= high
    assert sum(bool(said["values"]) for said in told) > 10


def test_a_battery_is_a_percentage_or_not_known(ask: Ask) -> None:
    read = f"packets.map((bytes) => readBattery({VIEW}))"
    assert ask(read, [[0], [100], [101], [], [50, 0]]) == [0, 100, None, None, None]

"""What each observation becomes: a value in its column, or a reason why not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from holdspace.interfaces.hl7v2.er7 import parse
from holdspace.interfaces.monitors.manifest import UnknownMonitor, family_of
from holdspace.interfaces.monitors.reading import Alarm, Translation, WideReading
from tests.interfaces.messages import (
    CELSIUS,
    DIASTOLIC,
    HEART_RATE,
    MMHG,
    PER_MINUTE,
    PERCENT,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
    obx,
    oru,
)

SENT = "20250601120000"
RECEIVED = datetime(2025, 6, 1, 10, 0, 1, tzinfo=UTC)
RESPIRATION = "151562^MDC_RESP_RATE^MDC"
PER_BREATH = "264928^MDC_DIM_RESP_PER_MIN^MDC"
MEAN = "150303^MDC_PRESS_CUFF_MEAN^MDC"


def translated(*observations: str, sent: str = SENT, device: str = "BEDSIDE^ONE") -> Translation:
    message = parse(oru(*observations, sent=sent, device=device).decode())
    return family_of(message).translate(message, ZoneInfo("Europe/Berlin"), RECEIVED)


def only(*observations: str) -> WideReading:
    (reading,) = translated(*observations).readings
    return reading


@pytest.mark.parametrize(
    ("code", "value", "unit", "column", "charted"),
    [
        (HEART_RATE, "72", PER_MINUTE, "heart_rate_per_min", "72"),
        (HEART_RATE, "0", PER_MINUTE, "heart_rate_per_min", "0"),
        (HEART_RATE, "350", PER_MINUTE, "heart_rate_per_min", "350"),
        (RESPIRATION, "0", PER_BREATH, "respiratory_rate_per_min", "0"),
        (SPO2, "1", PERCENT, "spo2_percent", "1"),
        (SPO2, "100", PERCENT, "spo2_percent", "100"),
        (SPO2, "97", "%^percent^UCUM", "spo2_percent", "97"),
        (SPO2, "97", "", "spo2_percent", "97"),
        (TEMPERATURE, "37.0", CELSIUS, "temperature_celsius", "37.0"),
        (TEMPERATURE, "98.6", "266560^MDC_DIM_FAHR^MDC", "temperature_celsius", "37.0"),
        (TEMPERATURE, "98.6", "1^MDC_DIM_FAHR^MDC", "temperature_celsius", "37.0"),
        (SYSTOLIC, "16.0", "265987^MDC_DIM_KILO_PASCAL^MDC", "systolic_mmhg", "120.0"),
        (SYSTOLIC, "23.95", "kPa", "systolic_mmhg", "179.6"),
        ("151708^MDC_AWAY_CO2_ET^MDC", "5.3", "^kPa^UCUM", "etco2_mmhg", "39.8"),
        (TEMPERATURE, "100.4", "[degF]^^UCUM", "temperature_celsius", "38.0"),
        (SPO2, "0.97", "262656^MDC_DIM_DIMLESS^MDC", "spo2_percent", "97"),
        (SPO2, "1", "1^^UCUM", "spo2_percent", "100"),
        ("150021^MDC_PRESS_BLD_NONINV_SYS^MDC", "120", MMHG, "systolic_mmhg", "120"),
        ("1^MDC_PRESS_CUFF_SYS^MDC", "142", MMHG, "systolic_mmhg", "142"),
        ("^MDC_PULS_OXIM_SAT_O2^MDC", "97", PERCENT, "spo2_percent", "97"),
        ("150456^SpO2^L", "97", PERCENT, "spo2_percent", "97"),
        ("149522^MDC_PULS_RATE^MDC", "59", PER_MINUTE, "pulse_rate_per_min", "59"),
    ],
)
def test_a_value_is_charted_in_its_column_and_unit(
    code: str, value: str, unit: str, column: str, charted: str
) -> None:
    reading = only(obx(code, value, unit))

    assert dict(reading.values) == {column: Decimal(charted)}
    assert reading.flags == ()


@pytest.mark.parametrize(
    ("code", "value", "unit", "words"),
    [
        (SPO2, "-100", PERCENT, "outside"),
        (SPO2, "0", PERCENT, "outside"),
        (SPO2, "0.99", PERCENT, "outside"),
        (SPO2, "100.1", PERCENT, "outside"),
        (HEART_RATE, "-1", PER_MINUTE, "outside"),
        (HEART_RATE, "350.1", PER_MINUTE, "outside"),
        (TEMPERATURE, "384.5", CELSIUS, "outside"),
        (TEMPERATURE, "98.6", CELSIUS, "outside"),
        (SYSTOLIC, "9999999", MMHG, "outside"),
        (SYSTOLIC, "120", "", "no unit"),
        (SYSTOLIC, "120", PERCENT, "unit not known"),
        (TEMPERATURE, "37", "", "no unit"),
        (SPO2, "97", "262656^MDC_DIM_DIMLESS^MDC", "outside"),
        (SPO2, "0.97", "", "outside"),
        ("151708^MDC_AWAY_CO2_ET^MDC", "5.3", PERCENT, "unit not known"),
        (SYSTOLIC, "120", "266048^MDC_DIM_CM_H2O^MDC", "unit not known"),
        (HEART_RATE, "65535", PER_MINUTE, "stands for no reading"),
        (HEART_RATE, "32768", PER_MINUTE, "stands for no reading"),
        (HEART_RATE, "-32768.0", PER_MINUTE, "stands for no reading"),
        (SPO2, "0x8000", PERCENT, "not a number"),
        (SPO2, "---", PERCENT, "not a number"),
        (SPO2, "NaN", PERCENT, "not a number"),
        (SPO2, "1e2", PERCENT, "not a number"),
        (SPO2, "97,5", PERCENT, "not a number"),
        (SPO2, ">95", PERCENT, "not a number"),
        (SPO2, "\u0669\u0667", PERCENT, "not a number"),
        ("150456^MDC_ECG_HEART_RATE^MDC", "97", PERCENT, "disagree"),
    ],
)
def test_what_is_no_reading_is_kept_with_its_reason_and_not_charted(
    code: str, value: str, unit: str, words: str
) -> None:
    reading = only(obx(code, value, unit))

    assert dict(reading.values) == {}
    assert [flag.split(":")[0] for flag in reading.flags] == ["invalid"]
    (kept,) = reading.others
    assert (kept.raw, kept.standing) == (value, "invalid")
    assert words in kept.reason


@pytest.mark.parametrize("value", ["", '""'])
def test_an_empty_value_is_no_reading_and_no_fault(value: str) -> None:
    reading = only(obx(SPO2, value, PERCENT))

    assert (dict(reading.values), reading.flags) == ({}, ())
    assert reading.others[0].standing == "empty"


@pytest.mark.parametrize("mark", ["DEMO", "demo", "TEST", "L~DEMO", "SIM"])
def test_a_simulating_monitor_is_never_charted_and_raises_no_alarm(mark: str) -> None:
    reading = only(obx(SPO2, "85", PERCENT, flags=mark))

    assert (dict(reading.values), reading.flags, reading.alarms) == ({}, ("demo",), ())
    assert (reading.others[0].standing, reading.others[0].value) == ("test", Decimal(85))


@pytest.mark.parametrize(
    ("mark", "kind"),
    [("L", "low"), ("H", "high"), ("LL", "very low"), ("HH", "very high"), ("A", "abnormal")],
)
def test_the_monitors_alarm_is_mirrored_with_the_value(mark: str, kind: str) -> None:
    reading = only(obx(SPO2, "85", PERCENT, flags=mark))

    assert reading.alarms == (Alarm(about="spo2_percent", kind=kind, raw="85"),)
    assert reading.values["spo2_percent"] == Decimal(85)


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("L~PM~SP", ("low", "medium", False)),
        ("H^PH", ("high", "high", False)),
        ("PL~ST", ("alarm", "low", True)),
        ("LL", ("very low", "", False)),
        ("HH~PN", ("very high", "", False)),
    ],
)
def test_an_alarm_has_the_priority_that_the_monitor_says_and_no_other(
    mark: str, said: tuple[str, str, bool]
) -> None:
    (alarm,) = only(obx(SPO2, "85", PERCENT, flags=mark)).alarms

    assert (alarm.kind, alarm.priority, alarm.is_technical) == said


@pytest.mark.parametrize("mark", ["", "N", "PN", "SP", "QUES"])
def test_other_marks_are_no_alarm(mark: str) -> None:
    assert only(obx(SPO2, "85", PERCENT, flags=mark)).alarms == ()


@pytest.mark.parametrize(
    ("flags", "status", "expected"),
    [("", "F", ()), ("", "R", ("preliminary",)), ("", "P", ("preliminary",)),
     ("", "C", ("correction",)), ("QUES", "F", ("questionable",))],
)  # fmt: skip
def test_a_doubtful_value_is_charted_with_its_flag(
    flags: str, status: str, expected: tuple[str, ...]
) -> None:
    reading = only(obx(SPO2, "97", PERCENT, flags=flags, status=status))

    assert (reading.values["spo2_percent"], reading.flags) == (Decimal(97), expected)


@pytest.mark.parametrize(
    ("flags", "status"),
    [("INV", "F"), ("NAV", "F"), ("", "X"), ("", "D"), ("", "W"), ("", "N"),
     ("", "I"), ("", "O"), ("<", "F"), (">", "F")],
)  # fmt: skip
def test_what_the_monitor_calls_invalid_is_not_charted(flags: str, status: str) -> None:
    assert dict(only(obx(SPO2, "97", PERCENT, flags=flags, status=status)).values) == {}


def test_of_two_sensors_the_first_has_the_column_and_the_other_is_kept() -> None:
    first = obx(SPO2, "97", PERCENT)
    second = obx(SPO2, "95", PERCENT).replace("1.1.1", "1.1.2")

    reading = only(first, second)

    assert reading.values["spo2_percent"] == Decimal(97)
    (kept,) = reading.others
    assert (kept.value, kept.channel, kept.standing) == (Decimal(95), "1.1.2", "kept")


def test_a_second_sensor_stands_in_for_a_first_without_a_reading() -> None:
    reading = only(obx(SPO2, "", PERCENT), obx(SPO2, "95", PERCENT))

    assert reading.values["spo2_percent"] == Decimal(95)


@pytest.mark.parametrize(("diastolic", "charted"), [("119", 3), ("120", 0), ("121", 0)])
def test_a_cuff_whose_systolic_is_not_above_its_diastolic_is_not_charted(
    diastolic: str, charted: int
) -> None:
    reading = only(
        obx(SYSTOLIC, "120", MMHG), obx(DIASTOLIC, diastolic, MMHG), obx(MEAN, "110", MMHG)
    )

    assert len(reading.values) == charted
    assert len(reading.others) == 3 - charted


def test_an_unknown_code_is_counted_and_kept() -> None:
    translation = translated(obx("999^MDC_NEW^MDC", "5", PER_MINUTE), obx(SPO2, "97", PERCENT))

    assert translation.unknown_codes == ("999^MDC_NEW",)
    assert translation.readings[0].others[0].value == Decimal(5)


def test_the_observations_own_time_wins_over_the_panels_and_the_messages() -> None:
    taken = "20250601113600"

    live, cuff = translated(obx(SPO2, "97", PERCENT), obx(SYSTOLIC, "120", MMHG, at=taken)).readings

    assert live.measured.at == datetime(2025, 6, 1, 10, 0, tzinfo=UTC)
    assert cuff.measured.at == datetime(2025, 6, 1, 9, 36, tzinfo=UTC)
    assert (live.aperiodic, cuff.aperiodic) == (False, True)
    assert live.measured.at - cuff.measured.at == timedelta(minutes=24)


@pytest.mark.parametrize(
    ("own", "panel", "sent", "minute", "said_by", "flags"),
    [
        ("20250601115800", "20250601115900", SENT, 58, "OBX-14", ()),
        ("", "20250601115900", SENT, 59, "OBR-7", ()),
        ("00000000", "20250601115900", SENT, 59, "OBR-7", ("time_unreadable",)),
        ("20250601", "20250601115900", SENT, 59, "OBR-7", ("time_unreadable",)),
        ("", "", SENT, 0, "MSH-7", ()),
        ("25:00", "", SENT, 0, "MSH-7", ("time_unreadable",)),
    ],
)
def test_which_field_said_the_time_is_kept_and_one_that_cannot_be_read_is_said(
    own: str, panel: str, sent: str, minute: int, said_by: str, flags: tuple[str, ...]
) -> None:
    raw = oru(obx(SPO2, "97", PERCENT, at=own), sent=SENT).decode()
    message = parse(raw.replace(f"|||{SENT}\rOBX", f"|||{panel}\rOBX"))
    (reading,) = family_of(message).translate(message, ZoneInfo("Europe/Berlin"), RECEIVED).readings

    assert reading.measured.at.minute == minute
    assert (reading.time_from, reading.flags) == (said_by, flags)


@pytest.mark.parametrize(("sent", "flags"), [("", ()), ("yesterday", ("time_unreadable",))])
def test_without_any_time_the_reading_has_none_but_its_receipt(
    sent: str, flags: tuple[str, ...]
) -> None:
    (reading,) = translated(obx(SPO2, "97", PERCENT), sent=sent).readings

    assert reading.measured.at is None
    assert (reading.time_from, reading.flags) == ("receipt", flags)


def test_a_time_without_a_zone_is_in_that_of_the_message_where_it_names_one() -> None:
    own = obx(SPO2, "97", PERCENT, at="20250601155900")

    (reading,) = translated(own, sent="20250601160000+0600").readings

    assert reading.measured.at == datetime(2025, 6, 1, 9, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("device", "key"),
    [
        ("BEDSIDE^ONE", "BEDSIDE / ONE"),
        ("VENDOR^00a037^EUI-64", "EUI-64:00A037"),
        ("NAME|SERIAL7", "NAME / SERIAL7"),
        ("", ""),
    ],
)
def test_a_device_is_named_as_it_names_itself(device: str, key: str) -> None:
    header = oru(obx(SPO2, "97", PERCENT), device=device).decode().replace("SERIAL7|", "SERIAL7", 1)
    message = parse(header)

    assert family_of(message).translate(message, UTC, RECEIVED).device_key == key


def test_a_device_number_beside_the_observation_is_used_when_the_header_has_none() -> None:
    equipped = obx(SPO2, "97", PERCENT) + "||||00A0^^00A0^EUI-64"

    assert translated(equipped, device="VENDOR").device_key == "EUI-64:00A0"


def test_a_message_of_foreign_codes_is_no_familys() -> None:
    with pytest.raises(UnknownMonitor):
        translated(obx("8867-4^Heart rate^LN", "72", "/min"))


@pytest.mark.parametrize(("processing", "charted"), [("P", 1), ("", 1), ("T", 0), ("D", 0)])
def test_a_training_message_is_test_data(processing: str, charted: int) -> None:
    raw = oru(obx(SPO2, "97", PERCENT, flags="L"), sent=SENT).decode()
    message = parse(raw.replace("|P|2.6", f"|{processing}|2.6"))

    (reading,) = family_of(message).translate(message, UTC, RECEIVED).readings

    assert len(reading.values) == charted
    assert len(reading.alarms) == charted

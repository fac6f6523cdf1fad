"""Each family of monitors is a folder that brings its own samples: all of them are read here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from holdspace.interfaces.hl7v2.er7 import parse
from holdspace.interfaces.monitors import manifest
from holdspace.interfaces.monitors.manifest import Manifest, UnknownMonitor, families, family_of
from holdspace.interfaces.monitors.reading import Translation, WideReading
from holdspace.interfaces.monitors.samples import SampleMessage, sample_messages
from tests.interfaces.messages import HEART_RATE, MMHG, PER_MINUTE, SPO2, obx, oru

RECEIVED = datetime(2025, 6, 2, 10, 15, 1, tzinfo=UTC)
SAMPLES = sample_messages()


def translated(raw: bytes) -> Translation:
    message = parse(raw.decode())
    return family_of(message).translate(message, UTC, RECEIVED)


def told(reading: WideReading) -> dict[str, Any]:
    """A reading in the words of a sample's JSON."""
    return {
        "measured_at": reading.measured.at.isoformat() if reading.measured.at else None,
        "time_from": reading.time_from,
        "values": {column: str(value) for column, value in reading.values.items()},
        "beside_them": {
            f"{one.code} {one.channel}": f"{one.standing}: {one.raw}" for one in reading.others
        },
        "flags": list(reading.flags),
        "alarms": [f"{one.about} {one.kind} {one.priority}".strip() for one in reading.alarms],
    }


def test_each_family_has_a_sample_and_says_what_it_reads_and_what_it_cannot() -> None:
    assert {sample.family for sample in SAMPLES} == set(families())
    assert all(one.supported_models and one.known_limits for one in families().values())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.family}/{sample.name}")
def test_a_sample_is_read_by_its_own_family_and_becomes_what_stands_beside_it(
    sample: SampleMessage,
) -> None:
    translation = translated(sample.raw)

    assert translation.family == sample.family
    assert {
        "device": translation.device_key,
        "readings": [told(reading) for reading in translation.readings],
    } == sample.becomes


def test_a_makers_name_on_codes_nobody_reads_waits_with_the_code_system_named() -> None:
    raw = oru("OBX|1|NM|101^HR^99MNDRY|1|72|/min|||||F", device="MINDRAY_GATEWAY^1^EUI-64")

    with pytest.raises(UnknownMonitor, match="coded in 99MNDRY"):
        translated(raw)


def test_a_message_two_families_claim_is_read_by_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    mdc = families()["mdc"]
    twin = Manifest(
        name="A twin",
        supported_models=("none",),
        recognised_by="the same",
        recognises=mdc.recognises,
        translate=mdc.translate,
        known_limits=("none",),
    )
    monkeypatch.setattr(manifest, "families", lambda: {"mdc": mdc, "twin": twin})

    with pytest.raises(UnknownMonitor, match=r"more than one family: .* and A twin"):
        translated(oru(obx(HEART_RATE, "72", PER_MINUTE)))


def test_the_number_one_family_misuses_stays_what_it_is_for_every_other() -> None:
    """150031 is a mean pressure in the aorta: beside a cuff's name it is charted as neither."""
    reading = translated(oru(obx("150031^MDC_PRESS_CUFF_SYS^MDC", "142", MMHG))).readings[0]

    assert dict(reading.values) == {}
    assert "disagree" in reading.others[0].reason


def test_a_stand_in_of_one_family_is_no_stand_in_of_another() -> None:
    """The difference of two oximeters may be -1; -100 says nothing anywhere but in its family."""
    difference = obx("150468^MDC_PULS_OXIM_SAT_O2_DIFF^MDC", "-1", "262688^MDC_DIM_PERCENT^MDC")
    reading = translated(oru(difference)).readings[0]

    assert [(one.standing, str(one.value)) for one in reading.others] == [("kept", "-1")]


def test_nothing_central_names_a_family() -> None:
    package = Path(manifest.__file__).parent
    central = [path.read_text() for path in package.glob("*.py")]

    assert [
        name
        for name in ("mindray", "comen", "creative")
        for text in central
        if name in text.lower()
    ] == []


def test_a_message_of_no_family_with_a_folder_is_read_as_plain_mdc() -> None:
    assert translated(oru(obx(SPO2, "97", ""), device="ANOTHER^MAKER")).family == "mdc"

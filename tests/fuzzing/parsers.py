"""Each parser by name, and what must be true whatever bytes it gets from outside.

A parser answers or refuses with its own exception. Any other exception, or a broken promise, is a
finding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from holdspace.interfaces.fhir.moment import NotAMoment, read_fhir_moment
from holdspace.interfaces.fhir.observation import NotFhir
from holdspace.interfaces.hl7v2.acknowledgement import (
    acknowledgement,
    addressee_in,
    codes_for,
)
from holdspace.interfaces.hl7v2.charset import WrongEncoding, decode
from holdspace.interfaces.hl7v2.er7 import Delimiters, NotHl7, escape, parse, unescape
from holdspace.interfaces.hl7v2.mllp import FrameReader, Noise, framed
from holdspace.interfaces.hl7v2.moment import read_moment
from holdspace.interfaces.monitors.listener import judge
from holdspace.interfaces.monitors.manifest import families
from holdspace.interfaces.monitors.mdc.nomenclature import SENSOR_RANGE
from holdspace.interfaces.monitors.posted.subject import whom
from holdspace.interfaces.monitors.posted.translate import read_posted, translated
from holdspace.interfaces.monitors.reading import Translation
from holdspace.interfaces.monitors.recordings.frame import NotARecording
from holdspace.interfaces.monitors.recordings.read import BroughtFiles, read_files
from holdspace.interfaces.monitors.samples import sample_messages
from holdspace.interfaces.monitors.spool_records import Record
from holdspace.interfaces.monitors.understood import understand_all

AT = datetime(2025, 6, 1, 12, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Parser:
    name: str
    read: Callable[[bytes], bool]
    """True: it was read. False: it was refused with words."""
    seeds: tuple[bytes, ...] = ()
    """What such input looks like: all that is tried begins from these, or from nothing."""


def _mllp(raw: bytes) -> bool:
    whole, piecewise = FrameReader(most_bytes=64), FrameReader(most_bytes=64)
    middle = len(raw) // 2
    assert len(framed(raw)) == len(raw) + 3
    in_one = [*whole.feed(raw), *whole.close()]
    in_two = [*piecewise.feed(raw[:middle]), *piecewise.feed(raw[middle:]), *piecewise.close()]
    frames = [one for one in in_one if hasattr(one, "raw")]
    assert frames == [one for one in in_two if hasattr(one, "raw")]
    return bool(in_one)


def _er7(raw: bytes) -> bool:
    text = raw.decode("utf-8", errors="replace")
    assert unescape(escape(text), Delimiters()).split() == _without_controls(text).split()
    try:
        message = parse(text)
    except NotHl7 as refusal:
        return _refused(refusal)
    for segment in message.segments:
        for number in range(len(segment.fields)):
            segment.component(number, 2)
            segment.parts(number)
    return True


def _without_controls(text: str) -> str:
    return "".join(" " if ord(one) < 32 or ord(one) == 127 else one for one in text)


def _charset(raw: bytes) -> bool:
    try:
        decoded = decode(raw)
    except WrongEncoding as refusal:
        return _refused(refusal)
    return bool(decoded.text)


def _moment(raw: bytes) -> bool:
    moment = read_moment(raw.decode("latin-1"), zone=ZONE, near=AT)
    assert (moment.at is None) == bool(moment.problem)
    assert moment.at is None or moment.at.utcoffset() is not None
    return moment.at is not None


def _acknowledgement(raw: bytes) -> bool:
    to = addressee_in(raw)
    for code in codes_for(to, "AE", "102"):
        answer = parse(acknowledgement(to, code, "why", now=AT, problem="102").decode())
        assert [one.name for one in answer.segments] == ["MSH", "MSA", "ERR"]
    for part in FrameReader().feed(framed(raw)):
        assert isinstance(part, Noise) or judge(part)[1].words
    return True


def _message(raw: bytes) -> bool:
    record = Record(sequence=1, received_at=AT, source="fuzz", raw=raw)
    people = understand_all(record, ZONE)
    assert all(one.translation or one.reason for one in people)
    sound = [_is_sound(one.translation) for one in people if one.translation]
    return len(sound) == len(people)


def _family(folder: str) -> Callable[[bytes], bool]:
    """As if the message had been recognised, whatever it is."""

    def read(raw: bytes) -> bool:
        try:
            message = parse(decode(raw).text)
        except (NotHl7, WrongEncoding) as refusal:
            return _refused(refusal)
        return _is_sound(families()[folder].translate(message, ZONE, AT))

    return read


def _is_sound(translation: Translation) -> bool:
    """What is charted is a number that such a sensor can report, and nothing else is a number."""
    for reading in translation.readings:
        for column, value in reading.values.items():
            low, high = SENSOR_RANGE[column]
            assert value.is_finite()
            assert low <= value <= high
        for one in reading.measurements:
            assert one.standing != "invalid" or one.value is None
            assert one.standing in {"charted", "kept"} or one.reason
            assert one.value is None or isinstance(one.value, Decimal)
    return True


def _fhir(raw: bytes) -> bool:
    try:
        posted = read_posted(raw, ZONE)
    except NotFhir as refusal:
        return _refused(refusal)
    assert whom(posted) is not None or len(posted.observations) > 1
    return _is_sound(translated(posted, "a device", ZONE))


def _fhir_moment(raw: bytes) -> bool:
    try:
        moment = read_fhir_moment(raw.decode("latin-1"), zone=ZONE)
    except NotAMoment as refusal:
        return _refused(refusal)
    return moment.at.utcoffset() is not None


def _csv(raw: bytes) -> bool:
    return _brought(BroughtFiles("a.csv", raw))


def _wfdb(raw: bytes) -> bool:
    """The header up to the first zero byte, the samples behind it."""
    header, _, samples = raw.partition(b"\x00")
    return _brought(BroughtFiles("a.hea", header, "a.dat", samples))


def _brought(files: BroughtFiles) -> bool:
    try:
        recording = read_files(files, ZONE)
    except NotARecording as refusal:
        return _refused(refusal)
    assert all(value.is_finite() for one in recording.frames for value in one.values.values())
    return True


def _refused(refusal: Exception) -> bool:
    assert str(refusal)
    return False


_SAMPLES = tuple(sample.raw for sample in sample_messages())
_FHIR = (
    b'{"resourceType":"Observation","status":"final","code":{"coding":[{"system":'
    b'"http://loinc.org","code":"8867-4"}]},"effectiveDateTime":"2025-06-01T12:00:00Z",'
    b'"valueQuantity":{"value":72,"unit":"/min","system":"http://unitsofmeasure.org",'
    b'"code":"/min"},"contained":[{"resourceType":"Patient","id":"p","name":[{"family":"Vogel",'
    b'"given":["Anselm"]}],"birthDate":"1960-12-31"}],"subject":{"reference":"#p"}}'
)
_CSV = (
    b"time,hr,spo2,sys,dia\n2025-06-01T12:00:00+02:00,72,98,120,80\n2025-06-01T12:00:01+02:00,,,,\n"
)
_WFDB = (
    b"a 2 0.0166 2\na.dat 16 10(0)/bpm 16 0 720 1450 0 HR\na.dat 16 10(0)/% 16 0 980 1950 0 SpO2\n"
    b"\x00\xd0\x02\xd4\x03\xda\x02\xca\x03"
)

PARSERS = {
    parser.name: parser
    for parser in (
        Parser("mllp", _mllp, tuple(framed(raw) for raw in _SAMPLES)),
        Parser("er7", _er7, _SAMPLES),
        Parser("charset", _charset, _SAMPLES),
        Parser("moment", _moment, (b"20250601120000.250+0200", b"202506011200")),
        Parser("acknowledgement", _acknowledgement, _SAMPLES),
        Parser("message", _message, _SAMPLES),
        *(Parser(f"family-{folder}", _family(folder), _SAMPLES) for folder in sorted(families())),
        Parser("fhir", _fhir, (_FHIR,)),
        Parser("fhir-moment", _fhir_moment, (b"2025-06-01T12:00:00.250+02:00",)),
        Parser("csv", _csv, (_CSV,)),
        Parser("wfdb", _wfdb, (_WFDB,)),
    )
}

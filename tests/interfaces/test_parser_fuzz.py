"""No bytes of a device make the gateway's reading of them fail or its memory grow."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdspace.interfaces.hl7v2.mllp import DEFAULT_MOST_BYTES, CutOff, Frame
from holdspace.interfaces.monitors.listener import judge
from holdspace.interfaces.monitors.spool_records import Record
from holdspace.interfaces.monitors.understood import Understood, understand
from tests.interfaces.messages import HEART_RATE, PER_MINUTE, SPO2, obx, oru

AT = datetime(2025, 6, 1, 12, tzinfo=UTC)
GOOD = oru(obx(HEART_RATE, "72", PER_MINUTE), obx(SPO2, "98", "", at="20250601115500"), sent="2025")
HL7_LIKE = st.text("MSHOBXPIDR|^~\\&\r\n0123456789.-+AFLN\x00\u00e9", max_size=400).map(str.encode)


def read(raw: bytes) -> Understood:
    return understand(Record(sequence=1, received_at=AT, source="test", raw=raw), UTC)


def mutated(cuts: list[tuple[int, bytes]]) -> bytes:
    raw = bytearray(GOOD)
    for place, piece in cuts:
        raw[place % len(raw) : place % len(raw) + len(piece)] = piece
    return bytes(raw)


@given(st.binary(max_size=600) | HL7_LIKE)
@example(b"MSH")
@example(b"MSH|")
@example(b"MSH|^~\\&|\rOBX")
def test_any_bytes_are_judged_and_understood_or_refused_with_words(raw: bytes) -> None:
    assert judge(Frame(raw))[1].words
    assert judge(CutOff(raw))[1].outcome == "AE"
    understood = read(raw)
    assert understood.translation or understood.reason


@settings(max_examples=500)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.binary(min_size=1, max_size=12)), max_size=8))
def test_a_damaged_message_is_understood_or_refused_with_words(
    cuts: list[tuple[int, bytes]],
) -> None:
    raw = mutated(cuts)

    assert judge(Frame(raw))[1].words
    understood = read(raw)
    assert understood.translation or understood.reason


def test_the_most_crowded_message_needs_bounded_memory() -> None:
    crowded = b"MSH|^~\\&|A||||||ORU^R01|1|P|2.6\r" + b"OBX|||150456|" * (DEFAULT_MOST_BYTES // 16)
    tracemalloc.start()

    read(crowded[:DEFAULT_MOST_BYTES])

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 64 * DEFAULT_MOST_BYTES

"""The most crowded message there can be needs no more memory than so much."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime

from holdspace.interfaces.hl7v2.mllp import DEFAULT_MOST_BYTES
from holdspace.interfaces.monitors.spool_records import Record
from holdspace.interfaces.monitors.understood import understand_all

AT = datetime(2025, 6, 1, 12, tzinfo=UTC)
HEAD = b"MSH|^~\\&|A||||||ORU^R01|1|P|2.6\r"


def most_memory_for(segment: bytes, head: bytes = HEAD) -> int:
    raw = (head + segment * (DEFAULT_MOST_BYTES // len(segment)))[:DEFAULT_MOST_BYTES]
    tracemalloc.start()
    understand_all(Record(sequence=1, received_at=AT, source="test", raw=raw), UTC)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_a_message_of_observations_without_end_needs_bounded_memory() -> None:
    assert most_memory_for(b"OBX|||150456|") < 64 * DEFAULT_MOST_BYTES


def test_a_message_of_people_without_end_needs_bounded_memory() -> None:
    long_header = HEAD[:-1] + b"|" + b"a" * (DEFAULT_MOST_BYTES // 2)

    assert most_memory_for(b"\rPID|1", long_header) < 64 * DEFAULT_MOST_BYTES

"""Frames are found whatever pieces the network cuts them into, within bounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holdspace.interfaces.hl7v2.mllp import (
    KEPT_OF_OVERSIZED,
    CutOff,
    Frame,
    FrameReader,
    Noise,
    Oversized,
    framed,
)


def test_a_frame_in_one_piece_is_read() -> None:
    assert FrameReader().feed(framed(b"MSH|")) == [Frame(b"MSH|")]


@given(st.lists(st.binary().map(lambda raw: raw.translate(None, b"\x0b\x1c"))), st.integers(1, 7))
def test_frames_are_the_same_in_pieces_of_any_size(messages: list[bytes], size: int) -> None:
    stream = b"".join(framed(message) for message in messages)
    reader = FrameReader()

    received = [
        item for at in range(0, len(stream), size) for item in reader.feed(stream[at : at + size])
    ]

    assert received == [Frame(message) for message in messages]


def test_a_frame_without_its_carriage_return_is_taken() -> None:
    assert FrameReader().feed(b"\x0bA\x1c\x0bB\x1c\r") == [Frame(b"A"), Frame(b"B")]


def test_a_frame_that_another_begins_in_is_cut_off() -> None:
    assert FrameReader().feed(b"\x0bhalf\x0bwhole\x1c\r") == [CutOff(b"half"), Frame(b"whole")]


def test_a_frame_the_connection_ends_in_is_cut_off() -> None:
    reader = FrameReader()
    reader.feed(b"\x0bhalf")

    assert reader.close() == [CutOff(b"half")]
    assert reader.close() == []


def test_bytes_between_frames_are_noise_and_line_ends_are_nothing() -> None:
    assert FrameReader().feed(b"\r\nxyz\x0bA\x1c\r\n") == [Noise(3), Frame(b"A")]


def test_a_frame_at_the_limit_is_read_and_one_byte_more_is_oversized() -> None:
    assert FrameReader(most_bytes=4).feed(framed(b"1234")) == [Frame(b"1234")]
    assert FrameReader(most_bytes=4).feed(framed(b"12345")) == [Oversized(b"12345", 4)]


def test_after_an_oversized_frame_the_next_one_is_read() -> None:
    reader = FrameReader(most_bytes=4)

    assert reader.feed(framed(b"12345678") + framed(b"ok"))[1:] == [Frame(b"ok")]


def test_an_endless_frame_holds_no_more_than_the_limit() -> None:
    reader = FrameReader(most_bytes=4096)
    reader.feed(b"\x0b")

    heads = [item for _ in range(1000) for item in reader.feed(b"x" * 1000)]

    assert [len(item.head) for item in heads] == [KEPT_OF_OVERSIZED]
    assert len(reader._buffer) == 0


@given(st.lists(st.binary(max_size=64)))
def test_no_bytes_make_the_reader_fail_or_grow(pieces: list[bytes]) -> None:
    reader = FrameReader(most_bytes=32)

    received = [item for piece in pieces for item in reader.feed(piece)] + reader.close()

    assert all(len(item.raw) <= 32 for item in received if isinstance(item, Frame | CutOff))
    assert len(reader._buffer) <= 32

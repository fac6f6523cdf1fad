"""An artefact is marked with its reason, left out of what counts, and never deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.artefacts import is_marked, marked_spans
from holdspace.domain.marks import marks
from holdspace.domain.session_log import from_payload, to_payload

SECOND = timedelta(seconds=1)


def artefact(log, *, begin=5.0, seconds=40, values=("heart_rate",), reason="They turned over."):
    return happened.ArtefactMarked(
        values=values,
        began_at=log.at(begin),
        ended_at=log.at(begin) + seconds * SECOND,
        reason=reason,
    )


def sentence(answer):
    return getattr(answer, "sentence", "")


@pytest.mark.parametrize(
    ("second", "marked"), [(-1, False), (0, True), (20, True), (40, True), (41, False)]
)
def test_both_ends_belong_to_the_stretch(log, second, marked):
    log.say(6, artefact(log))
    spans = marked_spans(log.session)

    at = log.at(5) + second * SECOND

    assert is_marked(spans, "heart_rate", at) is marked
    assert not is_marked(spans, "oxygen", at)


def test_it_is_in_the_record_with_what_how_long_and_why(log):
    log.say(6, artefact(log, values=("heart_rate", "oxygen")))

    (mark,) = marks(log.session)

    assert mark.sentence == "Artefact: heart rate and oxygen, 40 s. They turned over."
    assert (mark.at, mark.author, mark.struck) == (log.at(5), "Ana Sund", False)


def test_taken_back_in_time_the_values_count_again_and_the_mark_stays_readable(log):
    marked = log.say(6, artefact(log))
    log.say(6.1, happened.EntryUndone(target_id=marked))

    assert marked_spans(log.session) == {}
    assert [one.struck for one in marks(log.session)] == [True, False]


def test_taken_back_later_with_a_reason_the_values_count_again(log, im):
    marked = log.say(6, artefact(log))
    back = happened.EntryCorrected(
        target_id=marked,
        reason="The monitor's own screen shows the same.",
        replacement=happened.NoteWritten(text="It was no artefact."),
    )
    assert sentence(log.ask(60, back, im)) == ""

    log.say(60, back)

    assert marked_spans(log.session) == {}
    assert len(log.session.entries) == 2


@pytest.mark.parametrize(("seconds", "refused"), [(1799, False), (1800, False), (1801, True)])
def test_half_an_hour_is_marked_at_most(log, im, seconds, refused):
    answer = log.ask(40, artefact(log, seconds=seconds), im)

    assert ("At most 30 min" in sentence(answer)) is refused


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"values": ()}, "which value"),
        ({"reason": "  "}, "Say why"),
        ({"seconds": -1}, "ends before it begins"),
    ],
)
def test_what_is_missing_is_asked_for(log, im, changed, words):
    assert words in sentence(log.ask(6, artefact(log, **changed), im))


def test_it_is_read_back_as_it_was_written(log):
    body = artefact(log, values=("pressure", "breathing"))

    assert from_payload("ArtefactMarked", 1, to_payload(body)) == body

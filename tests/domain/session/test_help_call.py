"""A call for help: who listens, when it escalates, what the chair may say. Its clock is given."""

from __future__ import annotations

from datetime import timedelta

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.admission import Admitted, Refused
from holdspace.domain.help_call import (
    CallState,
    ChairWord,
    Listener,
    call_for_the_chair,
    call_of_press,
    chair_says,
    listening_outside,
    listens,
    owes_not_reached,
    state_of,
)
from holdspace.domain.marks import marks

IN_THE_CHAIR = ""
SECONDS = 1 / 60


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def listener(log, *, minute: float = 10, room: str = "", **changed) -> Listener:
    heard = {"is_visible": True, "may_sound": True, **changed}
    return Listener(person="Ana Sund", room=room, heard_at=log.at(minute), **heard)


def call(log, second: float = 0):
    log.say(10 + second * SECONDS, happened.HelpCalled(), IN_THE_CHAIR)
    return log.session.help.calls[-1]


def answer(log, second: float, by: str = "ana"):
    call_id = log.session.help.calls[-1].id
    log.say(10 + second * SECONDS, happened.HelpAnswered(call_id=call_id), by)
    return log.session.help.calls[-1]


# --- who listens ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("age", "expected"), [(9.999, True), (10, False), (10.001, False)])
def test_a_screen_listens_while_it_was_heard_within_ten_seconds(log, age, expected):
    assert listens(listener(log), log.at(10) + seconds(age)) is expected


@pytest.mark.parametrize("lack", ["is_visible", "may_sound"])
def test_a_screen_that_nobody_sees_or_hears_does_not_listen(log, lack):
    assert listens(listener(log, **{lack: False}), log.at(10)) is False
    assert listens(listener(log, **{lack: True}), log.at(10)) is True


def test_a_screen_in_the_room_is_no_help_outside_of_it(log):
    inside, corridor = listener(log, room="Room 1"), listener(log)
    next_door = listener(log, room="Room 2")

    found = listening_outside([inside, corridor, next_door], "Room 1", log.at(10))

    assert found == (corridor, next_door)


# --- what a call is at ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (0, CallState.RINGING),
        (14.999, CallState.RINGING),
        (15, CallState.ESCALATED),
        (29.999, CallState.ESCALATED),
        (30, CallState.NOT_REACHED),
        (3600, CallState.NOT_REACHED),
    ],
)
def test_a_call_that_nobody_answers_escalates_and_is_then_not_reached(log, after, state):
    assert state_of(call(log), log.at(10) + seconds(after)) is state


@pytest.mark.parametrize("after", [1, 14, 29, 31, 300])
def test_an_answer_ends_it_however_late_and_says_after_how_many_seconds(log, after):
    call(log)
    answered = answer(log, after)

    assert state_of(answered, log.at(60)) is CallState.ANSWERED
    assert answered.seconds_to_answer == after
    assert answered.answered.author_name == "Ana Sund"


def test_whoever_answers_first_is_who_comes(log):
    call(log)
    answer(log, 5, "ana")
    answered = answer(log, 6, "ben")

    assert answered.answered.author_name == "Ana Sund"
    assert answered.seconds_to_answer == 5


def test_an_answer_that_arrives_before_its_call_in_time_still_answers_it(log):
    log.say(10, happened.HelpCalled(), IN_THE_CHAIR)
    log.say(9.99, happened.HelpAnswered(call_id=log.entries[0].event_id))

    (found,) = log.session.help.calls
    assert found.seconds_to_answer == 0


def test_nobody_listening_is_not_reached_at_once(log):
    first = call(log)
    reason = "nobody_listening"
    log.say(10, happened.HelpNotReached(call_id=first.id, reason=reason))

    assert state_of(log.session.help.calls[0], log.at(10)) is CallState.NOT_REACHED


@pytest.mark.parametrize(("after", "owes"), [(29.999, False), (30, True), (31, True)])
def test_the_record_owes_the_words_once_the_time_is_over(log, after, owes):
    assert owes_not_reached(call(log), log.at(10) + seconds(after)) is owes


def test_the_words_are_owed_once_and_not_after_an_answer(log):
    first = call(log)
    log.say(10.5, happened.HelpNotReached(call_id=first.id, reason="nobody_answered"))
    assert owes_not_reached(log.session.help.calls[0], log.at(20)) is False

    second = call(log, 600)
    log.say(21, happened.HelpAnswered(call_id=second.id))
    assert owes_not_reached(log.session.help.calls[1], log.at(30)) is False


# --- several presses are one call -----------------------------------------------------------------


@pytest.mark.parametrize("after", [-1, 0, 10, 300])
def test_every_press_while_a_call_is_open_is_that_call(log, after):
    first = call(log)

    assert call_of_press(log.session.help, log.at(10) + seconds(after)) == first


@pytest.mark.parametrize(("after", "is_new"), [(9.999, False), (10, True), (11, True)])
def test_a_press_just_after_an_answer_belongs_to_it_and_a_later_one_is_a_new_call(
    log, after, is_new
):
    call(log)
    answer(log, 5)
    pressed = call_of_press(log.session.help, log.at(10) + seconds(5 + after))

    assert (pressed is None) is is_new


def test_the_first_press_of_all_is_a_new_call(log):
    assert call_of_press(log.session.help, log.at(10)) is None


# --- what the chair says --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heard", "unsent", "silent", "word"),
    [
        (None, None, 0, ChairWord.READY),
        (None, None, 10, ChairWord.READY),
        (None, None, 10.001, ChairWord.NO_CONNECTION),
        # A press is on its way until the record has it, and for five seconds at most.
        (None, 0, 0, ChairWord.SENDING),
        (None, 4.999, 0, ChairWord.SENDING),
        (None, 5, 0, ChairWord.NOT_REACHED),
        (None, 0, 10.001, ChairWord.NOT_REACHED),
        # The record has it.
        (CallState.RINGING, None, 0, ChairWord.SENT),
        (CallState.ESCALATED, None, 10, ChairWord.SENT),
        (CallState.RINGING, None, 10.001, ChairWord.NOT_REACHED),
        (CallState.NOT_REACHED, None, 0, ChairWord.NOT_REACHED),
        # Who said that they come, comes, whatever the line does.
        (CallState.ANSWERED, None, 0, ChairWord.COMING),
        (CallState.ANSWERED, None, 60, ChairWord.COMING),
        # A new press counts for itself.
        (CallState.ANSWERED, 1, 0, ChairWord.SENDING),
        (CallState.ANSWERED, 5, 0, ChairWord.NOT_REACHED),
    ],
)
def test_the_chair_never_says_sent_before_the_record_has_it_nor_when_the_line_is_dead(
    heard, unsent, silent, word
):
    waits = None if unsent is None else seconds(unsent)

    assert chair_says(heard, waits, seconds(silent)) is word


@pytest.mark.parametrize(("after", "shown"), [(119, True), (120, False), (121, False)])
def test_the_chair_says_for_two_minutes_who_is_coming(log, after, shown):
    call(log)
    answer(log, 0)
    found = call_for_the_chair(log.session.help, log.at(10) + seconds(after))

    assert (found is not None) is shown


def test_the_chair_shows_an_open_call_for_ever(log):
    first = call(log)

    assert call_for_the_chair(log.session.help, log.at(600)) == first


# --- into the record ------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", list(happened.Phase))
def test_a_call_is_admitted_in_every_phase(log, iv, phase):
    log.open(iv)
    log.say(1, happened.PhaseEntered(phase=phase))

    assert isinstance(log.ask(2, happened.HelpCalled(), iv, IN_THE_CHAIR), Admitted)


def test_a_call_from_before_the_closing_is_taken_and_a_later_one_is_not(log, iv):
    log.open(iv)
    log.say(30, happened.RecordClosed(outcome="left_early", reason="went home"))

    assert isinstance(log.ask(29, happened.HelpCalled(), iv, IN_THE_CHAIR), Admitted)
    assert isinstance(log.ask(31, happened.HelpCalled(), iv, IN_THE_CHAIR), Refused)


@pytest.mark.parametrize("bell", ["", "  "])
def test_a_chair_without_a_bell_of_its_own_is_refused(log, iv, bell):
    log.open(iv)
    nameless = happened.ChairSet(bell=bell, demonstrated=True)

    assert isinstance(log.ask(1, nameless, iv), Refused)
    assert isinstance(
        log.ask(1, happened.ChairSet(bell="the bell", demonstrated=False), iv), Admitted
    )


def test_neither_a_call_nor_an_answer_is_taken_back(log, iv):
    log.open(iv)
    first = call(log)
    answer(log, 2)
    targets = [first.id, log.entries[-1].event_id]

    undone = [log.ask(10.05, happened.EntryUndone(target_id=one), iv) for one in targets]

    assert [type(one) for one in undone] == [Refused, Refused]


def test_the_call_before_the_chair_was_shown_is_the_showing(log):
    call(log)
    answer(log, 4)
    log.say(11, happened.ChairSet(bell="the bell", demonstrated=True))
    call(log, 600)

    assert [one.is_demonstration for one in log.session.help.calls] == [True, False]


def test_the_marks_say_who_came_after_how_long(log):
    call(log)
    answer(log, 9)

    assert [one.sentence for one in marks(log.session)] == [
        "The person called for help.",
        "Help call answered after 9 s.",
    ]

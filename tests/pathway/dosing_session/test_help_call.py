"""A call from the chair: once in the record, answered by name, or said to be unheard."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from pypdf import PdfReader

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.domain.help_call import CallState
from holdspace.domain.mark_words_help import NOT_REACHED
from holdspace.pathway.dosing_session.help_calls import (
    NotACall,
    answer,
    calls_to_hear,
    note_what_was_not_reached,
    session_of_call,
    set_chair,
)
from holdspace.pathway.dosing_session.help_listening import forget_old_listeners, who_listens
from holdspace.pathway.dosing_session.models import HelpListener, SessionEvent
from holdspace.pathway.dosing_session.queries import session_state, verify_chain
from holdspace.pathway.dosing_session.summary import document_of
from holdspace.pathway.dosing_session.summary_pdf import pdf_of
from holdspace.server.clock import say_which_calls_were_not_reached
from tests.pathway.dosing_session.chair_in_room import Chair, beside, screen, seconds
from tests.pathway.dosing_session.summary_story import looked

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from tests.pathway.dosing_session.story import Tablet


@pytest.fixture
def chair(cast: Cast, inside: None, tablet: Tablet, now: datetime) -> Chair:
    return beside(cast, tablet.session, now)


# --- pressed --------------------------------------------------------------------------------------


def test_a_press_is_in_the_record_without_an_author(chair: Chair, now: datetime) -> None:
    number = uuid4()
    screen(chair.cast, "mei", now)

    chair.press(now, number=number)

    row = SessionEvent.objects.get(event_id=number)
    assert (row.kind, row.author) == ("HelpCalled", None)
    assert session_state(chair.session).entry(number).author_name == "The person in the chair"
    assert verify_chain(chair.session) == 2
    lines = AuditEntry.objects.filter(object_id=str(number))
    assert [(line.staff_id, line.act) for line in lines] == [(None, "write in the session record")]


def test_the_same_press_again_is_one_call(chair: Chair, now: datetime) -> None:
    number = uuid4()
    screen(chair.cast, "mei", now)

    first = chair.press(now, number=number)
    again = chair.press(now + seconds(1), number=number, age=seconds(1))

    assert first.id == again.id == number
    assert len(chair.help.calls) == 1


def test_a_press_that_comes_again_after_the_answer_is_still_that_call(
    chair: Chair, now: datetime
) -> None:
    number = uuid4()
    chair.press(now, number=number)
    answer(chair.cast.actor("mei"), chair.session, number, now + seconds(3))

    again = chair.press(now + seconds(60), number=number, age=seconds(60))

    assert again.answered is not None
    assert len(chair.help.calls) == 1


def test_several_presses_within_an_open_call_are_one_call(chair: Chair, now: datetime) -> None:
    first = chair.press(now)
    second = chair.press(now + seconds(2))

    assert second.id == first.id
    assert len(chair.help.calls) == 1


def test_a_press_that_was_long_on_its_way_stands_at_its_time(chair: Chair, now: datetime) -> None:
    chair.press(now + seconds(40), age=seconds(40))

    assert chair.help.called[0].at == now


def test_the_number_of_another_entry_is_refused(
    chair: Chair, tablet: Tablet, now: datetime
) -> None:
    number = uuid4()
    tears = tablet.event(now, "Observed", number, code="tears")
    tablet.send(chair.cast.actor("ana"), now, tears)

    with pytest.raises(NotACall):
        chair.press(now, number=number)


def test_nobody_on_the_staff_can_send_a_call_or_its_silence(
    chair: Chair, tablet: Tablet, now: datetime
) -> None:
    events = [
        tablet.event(now, "HelpCalled"),
        tablet.event(now, "HelpNotReached", call_id=uuid4(), reason="nobody_answered"),
    ]
    taken = tablet.send(chair.cast.actor("ana"), now, *events)

    assert [one.state for one in taken] == ["refused", "refused"]


# --- who listens ----------------------------------------------------------------------------------


def test_a_screen_outside_listens_and_one_in_the_room_does_not(chair: Chair, now: datetime) -> None:
    assert who_listens(chair.session, now) == ()
    screen(chair.cast, "ana", now, shows=chair.session)
    screen(chair.cast, "jonas", now, stands_in=chair.session.room_id)
    assert who_listens(chair.session, now) == ()

    screen(chair.cast, "mei", now)

    assert who_listens(chair.session, now) == ("Mei Tan",)


@pytest.mark.parametrize(("after", "who"), [(9.9, ("Mei Tan",)), (10, ()), (10.1, ())])
def test_a_screen_that_was_not_heard_for_ten_seconds_does_not_listen(
    chair: Chair, now: datetime, after: float, who: tuple[str, ...]
) -> None:
    screen(chair.cast, "mei", now)

    assert who_listens(chair.session, now + seconds(after)) == who


def test_a_page_speaks_for_itself_each_time_anew(chair: Chair, now: datetime) -> None:
    page = uuid4()
    screen(chair.cast, "mei", now, device_id=page)
    screen(chair.cast, "mei", now, device_id=page, is_visible=False)

    assert HelpListener.objects.count() == 1
    assert who_listens(chair.session, now) == ()


def test_pages_that_were_closed_are_forgotten(chair: Chair, now: datetime) -> None:
    screen(chair.cast, "mei", now)

    forget_old_listeners(chair.cast.clinic.id, now + timedelta(minutes=59))
    assert HelpListener.objects.count() == 1
    forget_old_listeners(chair.cast.clinic.id, now + timedelta(minutes=61))
    assert HelpListener.objects.count() == 0


# --- heard, answered, unheard ---------------------------------------------------------------------


def test_a_call_that_nobody_would_hear_is_not_reached_at_once(chair: Chair, now: datetime) -> None:
    call = chair.press(now)

    assert call.not_reached is not None
    assert call.not_reached.body.reason == "nobody_listening"
    assert [one.state for one in calls_to_hear(chair.cast.clinic.id, now)] == [
        CallState.NOT_REACHED
    ]


def test_a_call_that_somebody_hears_rings_until_it_is_answered(chair: Chair, now: datetime) -> None:
    screen(chair.cast, "mei", now)
    call = chair.press(now)
    (open_call,) = calls_to_hear(chair.cast.clinic.id, now + seconds(5))
    assert open_call.state is CallState.RINGING

    answer(chair.cast.actor("mei"), chair.session, call.id, now + seconds(9))

    (told,) = calls_to_hear(chair.cast.clinic.id, now + seconds(10))
    assert (told.call.answered.author_name, told.call.seconds_to_answer) == ("Mei Tan", 9)
    assert calls_to_hear(chair.cast.clinic.id, now + seconds(40)) == []


def test_who_says_it_twice_says_it_once_and_the_first_is_who_comes(
    chair: Chair, now: datetime
) -> None:
    call = chair.press(now)
    for who, after in (("mei", 4), ("mei", 5), ("ana", 6)):
        answered = answer(chair.cast.actor(who), chair.session, call.id, now + seconds(after))

    assert answered.answered.author_name == "Mei Tan"
    assert [one.author_name for one in answered.answers] == ["Mei Tan", "Ana Silva"]


@pytest.mark.parametrize(("after", "noted"), [(29.9, 0), (30, 1), (31, 1)])
def test_the_clock_says_in_the_record_that_nobody_came_forward(
    chair: Chair, now: datetime, after: float, noted: int
) -> None:
    screen(chair.cast, "mei", now)
    chair.press(now)

    assert note_what_was_not_reached(chair.cast.clinic.id, now + seconds(after)) == noted
    assert len(chair.help.not_reached) == noted
    # Once is enough, and the chain is whole.
    assert note_what_was_not_reached(chair.cast.clinic.id, now + seconds(after)) == 0
    assert verify_chain(chair.session) == 2 + noted


def test_a_call_that_was_not_reached_can_still_be_answered(chair: Chair, now: datetime) -> None:
    call = chair.press(now)
    answered = answer(chair.cast.actor("ana"), chair.session, call.id, now + seconds(90))

    assert answered.seconds_to_answer == 90
    assert note_what_was_not_reached(chair.cast.clinic.id, now + seconds(99)) == 0


def test_the_clock_process_looks_into_every_clinic(chair: Chair, now: datetime) -> None:
    screen(chair.cast, "mei", now)
    chair.press(now)

    assert say_which_calls_were_not_reached(now + seconds(29)) == 0
    assert say_which_calls_were_not_reached(now + seconds(31)) == 1


def test_a_call_of_another_clinic_is_nowhere(chair: Chair, stranger: Cast, now: datetime) -> None:
    with clinic_context(chair.cast.clinic.id):
        call = chair.press(now)

    with clinic_context(stranger.clinic.id):
        assert calls_to_hear(stranger.clinic.id, now) == []
        assert session_of_call(stranger.actor("mei"), call.id) is None


# --- afterwards -----------------------------------------------------------------------------------


def test_the_summary_says_who_came_after_how_many_seconds(chair: Chair, now: datetime) -> None:
    ana, mei = chair.cast.actor("ana"), chair.cast.actor("mei")
    screen(chair.cast, "mei", now)
    shown = chair.press(now)
    answer(mei, chair.session, shown.id, now + seconds(4))
    set_chair(
        ana, chair.session, event_id=uuid4(), bell="the brass bell", demonstrated=True,
        now=now + seconds(20),
    )  # fmt: skip
    later = now + timedelta(minutes=30)
    call = chair.press(later)
    answer(ana, chair.session, call.id, later + seconds(95))
    document = document_of(looked(chair.cast, chair.session, later + timedelta(minutes=5)))

    assert [line.label for line in document.staff] == ["Ana Silva", "Mei Tan"]
    assert [line.words for line in document.calls] == [
        "Help button at the chair. Shown to the person. Without it: the brass bell.",
        "While the button was shown: Mei Tan answered after 4 s.",
        f"Ana Silva answered after 95 s. Not reached at first: {NOT_REACHED['nobody_listening']}.",
    ]
    assert "Ana Silva answered after 95 s." in " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(pdf_of(document, (), ""))).pages
    )

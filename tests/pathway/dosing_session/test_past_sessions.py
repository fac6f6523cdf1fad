"""The sessions a person has had, as the stages after it read them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from holdspace.pathway.dosing_session.past_queries import (
    past_session_of_cycle,
    past_sessions,
    past_sessions_of,
    went_home,
)
from tests.pathway.dosing_session.summary_story import live_it

pytestmark = pytest.mark.django_db


def test_a_session_that_was_lived_is_read_back_with_the_going_home(cast, tablet, now) -> None:
    end = live_it(cast, tablet, now)
    mara = cast.patients["mara"].pk
    (past,) = past_sessions(mara, end)
    (home,) = went_home(mara, end)
    zero = now + timedelta(minutes=20)

    assert (past.cycle_number, past.is_closed, past.not_understood) == (1, False, None)
    assert past.facts.peak_systolic is not None
    assert (past.facts.peak_systolic.value, past.facts.peak_systolic.minutes) == (Decimal(151), 30)
    assert past.facts.highest_distress is not None
    assert past.facts.highest_distress.score == 7
    assert (past.facts.guidance_planned, past.facts.guidance_at_most) == (1, 3)
    assert past.facts.minutes_to_ready == 127
    assert home.at == zero + timedelta(minutes=128)
    assert past_session_of_cycle(tablet.session.cycle_id, end) == past
    assert past_sessions_of([mara, cast.patients["theo"].pk], end) == {
        mara: (past,),
        cast.patients["theo"].pk: (),
    }


def test_before_going_home_nothing_counts_from_there(cast, tablet, now) -> None:
    assert past_sessions(cast.patients["mara"].pk, now)[0].facts.had_a_dose is False
    assert went_home(cast.patients["mara"].pk, now) == ()


def test_a_person_who_never_came_has_no_sessions(cast, inside, now) -> None:
    assert past_sessions(cast.patients["mara"].pk, now) == ()

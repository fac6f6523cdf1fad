"""What a bundle shows at a moment: against a small oracle, and at each of its limits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.domain.grants import (
    HELPER_HOURS_AFTER_VISIT,
    RIDE_HOURS_AFTER_VISIT,
    Bundle,
    Ended,
    Given,
    Item,
    Look,
    Part,
    Paused,
    Resumed,
    VisitTimes,
    ends_by_itself,
    ends_too_early,
    look_of,
    parts_shown,
    standing_of,
)

START = datetime(2026, 11, 2, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)
EVERYTHING = frozenset(Item)


def after(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def given_bundle(bundle: Bundle, *, hours: float = 1000, items=EVERYTHING) -> Given:
    return Given(bundle=bundle, begins_at=START, until=after(hours), items=items)


VISIT = VisitTimes(starts_at=after(24), ends_at=after(28))


def shown(*changes, at: datetime, visit: VisitTimes | None = VISIT, is_withheld=False):
    return parts_shown(standing_of(changes), now=at, is_withheld=is_withheld, visit=visit)


# --- the oracle: another way to say the same, in a few lines --------------------------------------

QUIET = {"reach", "something_wrong"}
OF_THE_RIDE = {"when_and_where", "ride"}
OF_THE_DAY = OF_THE_RIDE | {"what_you_may_see", "what_helps", "tonight", "call_if"}


def oracle(changes, now, withheld, visit) -> set[str]:
    gifts = [one for one in changes if isinstance(one, Given)]
    if not gifts or Ended() in changes or gifts[-1].until <= now:
        return set()
    last = gifts[-1]
    switches = [one for one in changes[changes.index(gifts[0]) :] if not isinstance(one, Given)]
    rests = bool(switches) and switches[-1] == Paused()
    if withheld or rests or now < last.begins_at or last.bundle == "nothing_yet":
        return QUIET
    found = set(QUIET)
    hours = 12 if last.bundle == "ride_only" else 72
    if visit and now < visit.ends_at + timedelta(hours=hours):
        found |= OF_THE_RIDE if last.bundle == "ride_only" else OF_THE_DAY
        found |= {"thanks"} if now >= visit.ends_at else set()
    if last.bundle == "circle":
        found |= {"journal"} | ({"check_ins"} if "check_ins" in last.items else set())
        found |= {"their_words"} if set(last.items) - {"check_ins"} else set()
    return found


moments = st.integers(-2, 140).map(after)
gifts = st.builds(
    lambda bundle, begins, lasts, items: Given(
        bundle=bundle, begins_at=begins, until=begins + timedelta(hours=lasts), items=items
    ),
    st.sampled_from(Bundle),
    st.integers(-2, 60).map(after),
    st.sampled_from([0, 1, 60, 90, 200]),
    st.frozensets(st.sampled_from(Item)),
)
changes_after = st.one_of(gifts, st.just(Paused()), st.just(Resumed()), st.just(Ended()))
histories = st.builds(
    lambda first, more: [*first, *more],
    st.sampled_from([0, 1, 1, 1]).flatmap(
        lambda count: st.lists(gifts, min_size=count, max_size=1)
    ),
    st.lists(changes_after, max_size=4),
)
visits = st.none() | st.builds(
    lambda begins, lasts: VisitTimes(starts_at=begins, ends_at=begins + timedelta(hours=lasts)),
    moments,
    st.integers(1, 6),
)


@settings(max_examples=400, deadline=None)
@given(histories, moments, st.booleans(), visits)
def test_the_rule_says_what_the_oracle_says(history, now, withheld, visit) -> None:
    found = shown(*history, at=now, visit=visit, is_withheld=withheld)

    assert {part.value for part in found} == oracle(history, now, withheld, visit)


@settings(max_examples=200, deadline=None)
@given(histories, moments, visits)
def test_after_an_end_nothing_that_follows_shows_anything(history, now, visit) -> None:
    ended = [given_bundle(Bundle.CIRCLE), Ended(), *history]

    assert shown(*ended, at=now, visit=visit) == frozenset()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(Bundle), moments, visits)
def test_a_pause_looks_like_nothing_until_i_say(bundle, now, visit) -> None:
    """The same to see as for somebody who was given nothing: nobody can tell which it is."""
    paused = shown(given_bundle(bundle), Paused(), at=now, visit=visit)
    nothing = shown(given_bundle(Bundle.NOTHING_YET), at=now, visit=visit)

    assert paused == nothing


# --- each bundle ----------------------------------------------------------------------------------


def test_ride_only_shows_the_ride_and_no_more() -> None:
    assert shown(given_bundle(Bundle.RIDE_ONLY), at=after(24)) == {
        Part.REACH,
        Part.SOMETHING_WRONG,
        Part.WHEN_AND_WHERE,
        Part.RIDE,
    }


def test_what_was_chosen_is_shown_to_the_circle_alone() -> None:
    helper = shown(given_bundle(Bundle.DAY_OF_HELPER), at=after(24))
    circle = shown(given_bundle(Bundle.CIRCLE), at=after(24))

    assert circle - helper == {Part.THEIR_WORDS, Part.CHECK_INS, Part.JOURNAL}


def test_what_was_not_chosen_is_not_shown() -> None:
    circle = shown(given_bundle(Bundle.CIRCLE, items=frozenset()), at=after(24))

    assert not circle & {Part.THEIR_WORDS, Part.CHECK_INS}


def test_no_part_could_show_a_dose_a_reading_a_score_or_a_note() -> None:
    words = " ".join(part.value for part in Part)

    assert not {"dose", "vital", "score", "note", "diagnos", "substance", "therapy"} & set(
        words.split()
    )
    assert len(Part) == 12


# --- at each limit --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bundle", "hours"),
    [(Bundle.RIDE_ONLY, RIDE_HOURS_AFTER_VISIT), (Bundle.DAY_OF_HELPER, HELPER_HOURS_AFTER_VISIT)],
)
def test_a_visit_is_shown_until_so_many_hours_after_it(bundle, hours) -> None:
    limit = VISIT.ends_at + timedelta(hours=hours)

    seen = [
        Part.WHEN_AND_WHERE in shown(given_bundle(bundle), at=limit + step)
        for step in (-SECOND, timedelta(), SECOND)
    ]

    assert seen == [True, False, False]


def test_thanks_come_when_the_visit_is_over() -> None:
    seen = [
        Part.THANKS in shown(given_bundle(Bundle.RIDE_ONLY), at=VISIT.ends_at + step)
        for step in (-SECOND, timedelta(), SECOND)
    ]

    assert seen == [False, True, True]


def test_it_ends_by_itself() -> None:
    given_one = standing_of([given_bundle(Bundle.CIRCLE, hours=10)])

    seen = [
        look_of(given_one, now=after(10) + step, is_withheld=False)
        for step in (-SECOND, timedelta(), SECOND)
    ]

    assert seen == [Look.OPEN, Look.DARK, Look.DARK]


def test_it_begins_when_it_begins() -> None:
    given_one = standing_of([given_bundle(Bundle.CIRCLE)])

    seen = [
        look_of(given_one, now=START + step, is_withheld=False)
        for step in (-SECOND, timedelta(), SECOND)
    ]

    assert seen == [Look.QUIET, Look.OPEN, Look.OPEN]


def test_another_bundle_is_no_end_of_a_pause() -> None:
    changes = [given_bundle(Bundle.RIDE_ONLY), Paused(), given_bundle(Bundle.CIRCLE)]

    assert look_of(standing_of(changes), now=after(1), is_withheld=False) is Look.QUIET


def test_a_clinicians_word_makes_every_page_quiet_and_ends_none() -> None:
    circle = given_bundle(Bundle.CIRCLE)

    assert shown(circle, at=after(24), is_withheld=True) == {Part.REACH, Part.SOMETHING_WRONG}
    assert Part.WHEN_AND_WHERE in shown(circle, at=after(24))


def test_a_bundle_for_a_visit_ends_with_it_and_the_others_after_ninety_days() -> None:
    def until(bundle: Bundle, visit_ends_at: datetime | None) -> datetime:
        return ends_by_itself(bundle, given_at=START, visit_ends_at=visit_ends_at)

    assert until(Bundle.RIDE_ONLY, VISIT.ends_at) == VISIT.ends_at + timedelta(hours=12)
    assert until(Bundle.DAY_OF_HELPER, VISIT.ends_at) == VISIT.ends_at + timedelta(hours=72)
    assert until(Bundle.RIDE_ONLY, None) == START + timedelta(days=30)
    assert until(Bundle.CIRCLE, VISIT.ends_at) == START + timedelta(days=90)


def test_an_end_before_a_visit_is_over_is_noticed() -> None:
    def is_early(until: datetime) -> bool:
        standing = standing_of([Given(bundle=Bundle.CIRCLE, begins_at=START, until=until)])
        assert standing is not None
        return ends_too_early(standing, VISIT.ends_at)

    ends = (VISIT.ends_at - SECOND, VISIT.ends_at, VISIT.ends_at + SECOND)
    assert [is_early(until) for until in ends] == [True, True, False]

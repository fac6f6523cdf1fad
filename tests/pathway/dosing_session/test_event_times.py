"""A wrong tablet clock neither moves nor reorders what happened (promise R8).

A tablet here has a wall clock that is wrong by up to a day and is set anew while somebody charts, a
monotonic clock that begins again with each life of the page, and a page that may have heard the
server in a life or not. What it sends is read as the site reads it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.pathway.dosing_session.batch import read_batch
from holdspace.pathway.dosing_session.event_times import EventTimes

if TYPE_CHECKING:
    from holdspace.pathway.dosing_session.batch import SentBatch

SECOND = timedelta(seconds=1)
DAY_SECONDS = 24 * 60 * 60
BEGUN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")


@dataclass
class Page:
    """One tablet over its lives. `at` is the true time; it is sent only through a clock."""

    at: datetime = BEGUN
    skew: timedelta = timedelta(0)
    life: UUID = field(default_factory=uuid4)
    born_at: datetime = BEGUN
    hears: bool = True
    events: list[dict] = field(default_factory=list)
    happened: list[datetime] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def reload(self, *, hears: bool) -> None:
        self.life, self.born_at, self.hears = uuid4(), self.at, hears

    def set_the_clock(self, seconds: float) -> None:
        self.skew += timedelta(seconds=seconds)

    def tap(self) -> None:
        known = {"server_at": self.at.isoformat()} if self.hears else {}
        self.happened.append(self.at)
        self.events.append({
            "event_id": str(uuid4()), "kind": "Observed", "version": 1, "payload": {},
            "occurred_at": self._wall(), "monotonic_ms": self._monotonic(),
            "device_sequence": len(self.events) + 1, "life": str(self.life), **known,
        })  # fmt: skip

    def send(self) -> list[datetime]:
        """When the server takes it to have happened."""
        return times_of(
            read_batch(
                json.dumps(
                    {
                        "device_id": str(uuid4()),
                        "sent_at": self._wall(),
                        "sent_monotonic_ms": self._monotonic(),
                        "life": str(self.life),
                        "events": self.events,
                    }
                ).encode()
            ),
            self.at,
        )

    def _wall(self) -> str:
        return (self.at + self.skew).astimezone(ZONE).isoformat()

    def _monotonic(self) -> float:
        return (self.at - self.born_at) / timedelta(milliseconds=1)


def times_of(batch: SentBatch, now: datetime) -> list[datetime]:
    times = EventTimes(batch, now)
    return [times.occurred_at(event) for event in batch.events]


def worst(told: list[datetime], happened: list[datetime]) -> timedelta:
    return max(abs(one - true) for one, true in zip(told, happened, strict=True))


def is_in_order(told: list[datetime]) -> bool:
    """A clock counts in fractions that a float holds to less than a millisecond."""
    return all(later - one > -timedelta(milliseconds=1) for one, later in pairwise(told))


SKEWS = st.floats(-DAY_SECONDS, DAY_SECONDS)
PAUSES = st.floats(0, 3600)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), PAUSES),
        st.tuples(st.just("set the clock"), SKEWS),
        st.tuples(st.just("reload"), st.just(0.0)),
        st.tuples(st.just("tap"), st.just(0.0)),
    ),
    min_size=1,
    max_size=40,
)


def live(page: Page, steps: list[tuple[str, float]], *, hears: bool) -> None:
    acts = {
        "wait": page.wait,
        "set the clock": page.set_the_clock,
        "reload": lambda _: page.reload(hears=hears),
        "tap": lambda _: page.tap(),
    }
    for name, seconds in steps:
        acts[name](seconds)
    page.tap()


@given(skew=SKEWS, steps=STEPS, late=st.floats(0, 4 * 3600))
def test_no_clock_moves_or_reorders_what_a_page_charted_that_had_heard_the_server(
    skew, steps, late
) -> None:
    page = Page(skew=timedelta(seconds=skew))
    live(page, steps, hears=True)
    page.wait(late)

    told = page.send()

    assert worst(told, page.happened) < SECOND
    assert is_in_order(told)


@given(skew=SKEWS, jumps=st.lists(st.tuples(PAUSES, SKEWS), max_size=20))
def test_in_one_life_no_clock_moves_anything_though_the_server_was_never_heard(skew, jumps) -> None:
    page = Page(skew=timedelta(seconds=skew), hears=False)
    for pause, jump in jumps:
        page.tap()
        page.wait(pause)
        page.set_the_clock(jump)
    page.tap()

    told = page.send()

    assert worst(told, page.happened) < SECOND
    assert is_in_order(told)


@given(skew=SKEWS, steps=STEPS)
def test_a_life_that_heard_nothing_keeps_its_order_and_distances_whatever_its_clock_did(
    skew, steps
) -> None:
    """Its place in the day may be wrong then, and nothing of it is in the future."""
    page = Page(skew=timedelta(seconds=skew), hears=False)
    live(page, [one for one in steps if one[0] != "reload"], hears=False)
    page.reload(hears=True)
    page.wait(60)

    told = page.send()

    assert is_in_order(told)
    assert told[-1] <= page.at
    apart = [one - told[0] for one in told]
    truly = [one - page.happened[0] for one in page.happened]
    assert worst([BEGUN + one for one in apart], [BEGUN + one for one in truly]) < SECOND


@given(skew=SKEWS, pauses=st.lists(PAUSES, min_size=1, max_size=10))
def test_one_tap_that_knew_the_time_tells_it_to_its_whole_life(skew, pauses) -> None:
    page = Page(skew=timedelta(seconds=skew), hears=False)
    for pause in pauses:
        page.tap()
        page.wait(pause)
        page.set_the_clock(-3600)
    page.hears = True
    page.tap()
    page.reload(hears=True)

    told = page.send()

    assert worst(told, page.happened) < SECOND


def test_without_any_word_from_the_server_a_steady_clock_is_right_about_the_age() -> None:
    page = Page(skew=timedelta(hours=-24), hears=False)
    page.tap()
    page.wait(600)
    page.reload(hears=False)
    page.wait(30)

    assert worst(page.send(), page.happened) < SECOND


def test_a_clock_that_was_set_back_makes_nothing_happen_in_the_future() -> None:
    page = Page(hears=False)
    page.tap()
    page.wait(60)
    page.reload(hears=False)
    page.set_the_clock(-7200)

    assert page.send() == [page.at]


def test_a_page_that_believes_in_the_future_is_held_to_now() -> None:
    page = Page()
    page.tap()
    page.events[0]["server_at"] = (BEGUN + timedelta(hours=3)).isoformat()
    page.reload(hears=True)

    assert page.send() == [page.at]


@pytest.mark.parametrize(
    "begun",
    [
        datetime(2026, 3, 29, 0, 59, 30, tzinfo=UTC),  # Berlin goes from 2:00 to 3:00
        datetime(2026, 10, 25, 0, 59, 30, tzinfo=UTC),  # and from 3:00 to 2:00
        datetime(2028, 2, 28, 23, 59, 30, tzinfo=UTC),  # into a leap day
        datetime(2028, 2, 29, 23, 59, 30, tzinfo=UTC),  # and out of it
        datetime(2026, 12, 31, 23, 59, 30, tzinfo=UTC),
    ],
    ids=["forward", "back", "leap day", "after leap day", "new year"],
)
@pytest.mark.parametrize("hears", [True, False])
def test_when_the_clocks_change_an_hour_is_an_hour(begun, hears) -> None:
    page = Page(at=begun, born_at=begun, hears=hears)
    page.tap()
    page.wait(60)
    page.tap()
    page.reload(hears=hears)
    page.wait(3600)
    page.tap()

    assert worst(page.send(), page.happened) < SECOND


def test_a_tablet_of_an_earlier_version_goes_on_as_before() -> None:
    page = Page(skew=timedelta(hours=9))
    page.tap()
    for name in ("life", "server_at"):
        del page.events[0][name]
    page.wait(90)

    assert worst(page.send(), page.happened) < SECOND


@pytest.mark.parametrize("server_at", ["2026-03-02T09:00:00", "0001-01-01T00:00:00Z", "soon", 7])
def test_a_time_that_is_none_is_refused_whole(server_at) -> None:
    from holdspace.pathway.dosing_session.batch import UnreadableBatch

    page = Page()
    page.tap()
    page.events[0]["server_at"] = server_at

    with pytest.raises(UnreadableBatch):
        page.send()

"""A demo in the middle of its morning, a browser, and every page that somebody can walk to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accessibility import (
    after_session,
    circle_phone,
    own_phone,
    questionnaires,
    screened,
    second_step,
    unfinished,
    visited,
)
from tests.accessibility.look import Look, look_at
from tests.accessibility.walk import Found, walk
from tests.chromium import running_browser
from tests.journeys.site import clock_time, running_site
from tests.journeys.tablet import Staff

if TYPE_CHECKING:
    from collections.abc import Iterator

WALKERS = ("okafor", "desk", "owner", "auditor")
"""Together they may open everything but the pages of a second step at sign-in."""


@pytest.fixture(scope="module")
def staff() -> Iterator[Staff]:
    with running_site(clock_time(10, 30)) as site, running_browser() as browser:
        everybody = Staff(browser, site)
        yield everybody
        everybody.go_home()


@pytest.fixture(scope="module")
def pages(staff: Staff) -> list[Found]:
    """One of each page, with somebody signed in who may see it."""
    unfinished.person_without_a_course(staff)
    unfinished.message_of_a_strange_monitor(staff)
    unfinished.message_about_somebody_else(staff)
    enrolled = unfinished.enrolled_tablet(staff)
    # First: for five minutes it counts as just confirmed, and then is asked for its PIN.
    phone, steps = own_phone.joins(staff)
    screened.decided_at_the_desk(staff)
    questionnaires.asked(staff)
    halfway = questionnaires.answered(phone)
    supporter, ways_in = circle_phone.joins(staff, phone)
    home_today, after = after_session.joins(staff, staff.sign_in("desk").page)
    theirs = walk([phone, supporter, home_today])
    walkers = [staff.sign_in(who) for who in WALKERS]
    second_step.says_who_they_are(walkers[0])
    unfinished.export(walkers[0])
    unfinished.recording_from_a_file(walkers[0])
    visited.by_a_prescriber(walkers[0])
    walkers.append(second_step.set_up(staff, "mei"))
    return [
        *second_step.pages_at_the_door(staff, "mei"),
        *enrolled,
        *steps,
        *ways_in,
        *after,
        *theirs,
        *halfway,
        # A page to write on asks for the journal of whoever holds the phone: no staff has one.
        *(one for one in walk(walkers) if one.route != "journal:offline"),
    ]


@pytest.fixture(scope="module")
def looks(pages: list[Found]) -> list[Look]:
    return [look_at(page) for page in pages]

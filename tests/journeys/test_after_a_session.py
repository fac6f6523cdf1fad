"""After a session: from the door to a month later; an evening with somebody; the next session.

Each story has a week of its own on one site's clock, and a person of whom the others know nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.journeys import evening_together as evening
from tests.journeys import reviewing
from tests.journeys import weeks_after as weeks
from tests.journeys.gone_home import NILS, NORA, TILDA, at, next_monday, told
from tests.journeys.tablet import PHONE

if TYPE_CHECKING:
    from tests.journeys.tablet import Staff


def test_nils_from_the_door_to_a_month_later(staff: Staff) -> None:
    monday = next_monday(staff.site)
    staff.site.clock.set_to(at(monday, 13))
    link = told(staff.site, "nils_went_home", at(monday, 10))
    phone = staff.at_the_door(PHONE)
    weeks.opens_own_pages(phone, link, NILS)
    weeks.it_is(staff, at(monday, 19, 30))
    weeks.says_of_the_evening(phone)

    weeks.it_is(staff, at(monday + timedelta(days=1), 12, 45))
    weeks.says_that_the_heart_races(phone)
    ana = staff.sign_in("ana", weeks.DESK)
    weeks.calls_and_closes_the_task(ana, "Nils Aaberg")
    expect(weeks.home(phone).get_by_text("We are asked to call you")).to_have_count(0)

    wished = weeks.asks_for_a_talk(phone)
    weeks.books_it(staff.sign_in("jonas", weeks.DESK), "Aaberg, Nils", wished)
    weeks.it_is(staff, wished + timedelta(hours=1))
    weeks.records_it(staff.sign_in("jonas", weeks.DESK), "Nils Aaberg")
    weeks.reads_what_was_agreed(phone)
    weeks.picks_a_small_thing(phone)
    weeks.writes_for_nobody(phone, "The key was for a shed that is gone.")

    for days, hour, when, mood in (
        (3, 13, "Three days after", 6),
        (7, 11, "One week after", 7),
        (14, 11, "Two weeks after", 7),
        (30, 11, "One month after", 8),
    ):
        weeks.it_is(staff, at(monday + timedelta(days=days), hour))
        weeks.is_well(phone, when, mood)
    weeks.is_followed(staff.sign_in("ana", weeks.DESK), "Nils Aaberg")


def test_tilda_has_somebody_with_her_in_the_evening(staff: Staff) -> None:
    monday = next_monday(staff.site)
    staff.site.clock.set_to(at(monday, 16, 30))
    link = told(staff.site, "tilda_went_home", at(monday, 13))
    phones = evening.TwoPhones(staff.at_the_door(PHONE), evening.phone_with_a_finger(staff))
    weeks.opens_own_pages(phones.tilda, link, TILDA)

    evening.invites_and_joins(phones)
    evening.ticks_the_evening(phones)
    evening.is_paused_and_looks_again(phones)
    evening.says_that_something_is_wrong(phones.sam)
    evening.nobody_looks(staff, phones.sam)
    evening.is_answered(staff.sign_in("ana", weeks.DESK), phones.sam)
    evening.what_sam_did(phones, "Sam told the clinic that something is wrong")
    evening.shares_an_entry(phones.tilda)
    evening.reads_what_was_shared(phones.sam)
    evening.what_sam_did(phones, "Sam read what you shared")
    evening.is_sent_away(phones)


def test_nora_is_reviewed_into_the_next_session_and_ends_her_series(staff: Staff) -> None:
    monday = next_monday(staff.site)
    tuesday, later = monday + timedelta(days=1), monday + timedelta(days=9)
    staff.site.clock.set_to(at(tuesday, 13))
    link = told(staff.site, "nora_slept_a_night", at(monday, 10))
    phone = staff.at_the_door(PHONE)
    weeks.opens_own_pages(phone, link, NORA)
    reviewing.says_how_near_the_goals_are(phone)

    okafor = staff.sign_in("okafor", weeks.DESK)
    person = reviewing.person_page(okafor, "Lind, Nora")
    reviewing.decides_part_by_part(okafor, later)
    reviewing.next_session_is_planned(okafor, person, later)
    reviewing.reads_what_was_decided(staff.sign_in("jonas", weeks.DESK), person)

    reviewing.writes_her_own_plan(phone)
    reviewing.closes_the_series(okafor, person)
    reviewing.it_is_still_hers(phone)

"""The open days of somebody who went home, and the two lists of what does them good."""

from __future__ import annotations

import re
from datetime import timedelta

from holdspace.clinic.context import clinic_context
from holdspace.pathway.integrate.practices.models import Lean, OpenDaysPlan

HERE, LEAN = "/me/open-days/", "/me/lean/"
HOUR = timedelta(hours=1)
PLAN = {
    "belief": "I am a burden.",
    "instead": "Some people like it when I call.",
    "practice": "Call one of them.",
    "when": "after lunch",
}


def plans(phone) -> list[str]:
    with clinic_context(phone.cast.clinic.id):
        return list(OpenDaysPlan.objects.values_list("belief", flat=True))


def opened_on(page: str) -> str:
    found = re.search(r'name="opened_on" value="(\w+)"', page)
    assert found
    return found[1]


def test_the_first_day_asks_for_nothing_and_takes_nothing(phone) -> None:
    with phone.after(23 * HOUR):
        said, home = phone.page(HERE), phone.page("/me/?all=yes")
        status, _ = phone.sends(HERE, **PLAN)

    assert "Today, just rest." in said
    assert "<textarea" not in said
    assert HERE not in home
    assert status == 302
    assert plans(phone) == []


def test_the_claim_is_modest_and_says_what_it_rests_on(phone) -> None:
    said = phone.page(HERE)

    assert "there may be a few days when a change comes easier" in said
    assert "Most of it comes from work with animals." in said
    assert "This page is not that training." in said
    assert "How long such days last in people is not known." in said
    assert said.index("Only you see this page.") < said.index("a change comes easier")


def test_old_belief_what_is_true_and_a_small_practice_of_it(phone) -> None:
    with phone.after(25 * HOUR):
        offered, form = phone.page("/me/"), phone.page(HERE)
        assert phone.sends(HERE, **PLAN, opened_on=opened_on(form))[0] == 302
        kept = phone.page(HERE)
        with clinic_context(phone.cast.clinic.id):
            key = OpenDaysPlan.objects.get().pk
        phone.sends(f"{HERE}{key}/say/", said="done")
        done, at_home = phone.page(HERE), phone.page("/me/")
    with phone.after(49 * HOUR):
        tomorrow = phone.page("/me/")

    assert HERE in offered
    assert "What is true instead?" in form
    assert form.count('aria-current="date"') == 1
    assert "Some people like it when I call." in kept
    assert "after lunch" in kept
    assert "Done today." in done
    assert f'href="{HERE}"' not in at_home
    assert HERE in tomorrow


def test_afterwards_it_is_theirs_to_go_on_with_and_the_home_says_nothing_more(phone) -> None:
    with phone.after(30 * HOUR):
        phone.sends(HERE, **PLAN, opened_on=opened_on(phone.page(HERE)))
    with phone.after(97 * HOUR):
        over, home = phone.page(HERE), phone.page("/me/")
        link = re.search(r'href="(/me/small-things/own/\?from=[^"]+)"', over)
        assert link
        begun = phone.page(link[1])

    assert "Those days are over. What you wrote is still yours" in over
    assert 'value="done"' not in over
    assert HERE not in home
    assert 'value="Call one of them."' in begun
    assert "Some people like it when I call." in begun


def test_an_empty_plan_is_asked_for_a_line_and_a_stale_one_shows_both(phone) -> None:
    with phone.after(30 * HOUR):
        fresh = opened_on(phone.page(HERE))
        status, said = phone.sends(HERE, opened_on=fresh)
        assert status == 422
        assert "Write at least one line, or go back." in said
        phone.sends(HERE, **PLAN, opened_on=fresh)
        status, both = phone.sends(HERE, belief="I am alone.", opened_on=fresh)

    assert status == 409
    assert "I am a burden." in both
    assert "I am alone." in both
    assert plans(phone) == ["I am a burden."]


def test_lists_grow_line_by_line_and_a_line_is_gone_for_good(phone) -> None:
    status, asked = phone.sends(LEAN, way="back", kind="media", words="")
    assert status == 422
    assert "Write who or what it is." in asked
    assert re.search(r'value="back"[^>]*checked', asked)

    phone.sends(LEAN, way="toward", kind="people", words="My sister")
    phone.sends(LEAN, way="back", kind="media", words="The news at night")
    full = phone.page(LEAN)
    with clinic_context(phone.cast.clinic.id):
        key = Lean.objects.get(way="back").pk
    phone.sends(f"{LEAN}{key}/gone/")
    left = phone.page(LEAN)

    assert full.index("My sister") < full.index("The news at night")
    assert "This is advice from clinics." in full
    assert "My sister" in left
    assert "The news at night" not in left

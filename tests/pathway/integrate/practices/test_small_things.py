"""Small things: three at most, a word for the day, nobody counts, nobody looks on unasked."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction

from holdspace.clinic.context import clinic_context
from holdspace.pathway.integrate.practices.models import SmallThing

HERE = "/me/small-things/"
WALK = {"title": "Walk to the sea", "why": "The sea was in my session.", "when": "before work"}
DAY = timedelta(days=1)


def take(phone, title: str, **more: str) -> tuple[int, str]:
    return phone.sends(f"{HERE}own/", title=title, **more)


def things(phone) -> dict[str, int | None]:
    with clinic_context(phone.cast.clinic.id):
        return dict(SmallThing.objects.values_list("title", "place"))


def key_of(phone, title: str) -> str:
    with clinic_context(phone.cast.clinic.id):
        return str(SmallThing.objects.get(title=title).pk)


def test_who_sees_it_is_said_before_there_is_anything_to_write(phone) -> None:
    for path in ("", "own/", "pick/slow_walk/"):
        said = phone.page(HERE + path)

        assert "Only you see this page." in said
        assert said.index("Only you see this page.") < said.find("<textarea") % len(said)


def test_one_of_the_library_says_why_how_when_to_leave_it_and_what_is_known(phone) -> None:
    library, shown = phone.page(f"{HERE}pick/"), phone.page(f"{HERE}pick/slow_walk/")

    assert "A slow walk" in library
    assert "Turn back half way." in shown
    assert "Leave it if" in shown
    assert "we do not know" in shown
    assert phone.client.get(f"{HERE}pick/nothing/").status_code == 404


def test_the_home_offers_one_until_a_word_was_said_for_the_day(phone) -> None:
    with phone.after(10 * DAY):
        phone.sends(f"{HERE}own/", **WALK)
        take(phone, "Sing")
        offered = phone.page("/me/")
        phone.sends(f"{HERE}{key_of(phone, 'Walk to the sea')}/say/", said="not_now")
        then = phone.page("/me/")
        phone.sends(f"{HERE}{key_of(phone, 'Sing')}/say/", said="done")
        done, at_home = phone.page(HERE), phone.page("/me/")
    with phone.after(11 * DAY):
        tomorrow = phone.page(HERE)

    assert "Walk to the sea" in offered
    assert "before work" in offered
    assert "Sing" in then
    assert "Walk to the sea" not in then
    assert "Done today. That is enough." in done
    assert "Not now. That is fine." in done
    assert "Sing" not in at_home
    assert "Walk to the sea" not in at_home
    assert "Done today" not in tomorrow
    assert "Not now. That" not in tomorrow
    assert tomorrow.count('value="done"') == 2


def test_what_is_kept_of_it_cannot_be_counted(phone) -> None:
    """Ten days of Done leave what one day leaves."""
    take(phone, "Sing")
    key = key_of(phone, "Sing")
    for day in range(10):
        with phone.after((10 + day) * DAY):
            phone.sends(f"{HERE}{key}/say/", said="done")
            said = phone.page(HERE)

    main = unescape(re.sub(r"<[^>]+>", " ", said[said.index("<main") : said.index("</main")]))
    assert re.findall(r"\d", main) == []
    assert things(phone) == {"Sing": 1}


def test_who_comes_back_is_greeted_and_not_asked_where_they_were(phone) -> None:
    with phone.after(10 * DAY):
        take(phone, "Sing")
    with phone.after(24 * DAY):
        soon = phone.page(HERE)
    with phone.after(25 * DAY):
        later = phone.page(HERE)

    assert "Good to see you." not in soon
    assert "Good to see you." in later


def test_the_fourth_is_a_swap_and_what_was_typed_stays(phone) -> None:
    for title in ("One", "Two", "Three"):
        take(phone, title)
    status, asked = phone.sends(f"{HERE}own/", **WALK)
    assert status == 422
    assert "Three are enough at once. Pick the one that it takes the place of." in asked
    assert "Walk to the sea" in asked
    assert "The sea was in my session." in asked
    assert things(phone) == {"One": 1, "Two": 2, "Three": 3}

    assert phone.sends(f"{HERE}own/", **WALK, instead_of=key_of(phone, "Two"))[0] == 302
    assert things(phone) == {"One": 1, "Walk to the sea": 2, "Three": 3, "Two": None}

    again = f"{HERE}{key_of(phone, 'Two')}/again/"
    assert phone.sends(again)[0] == 422
    assert phone.sends(again, instead_of=key_of(phone, "One"))[0] == 302
    assert things(phone) == {"One": None, "Two": 1, "Walk to the sea": 2, "Three": 3}


@pytest.mark.parametrize("place", [1, 0, 4])
def test_the_database_holds_three_places_and_one_thing_at_each(phone, place) -> None:
    take(phone, "One")
    with clinic_context(phone.cast.clinic.id):
        standing = SmallThing.objects.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            SmallThing.objects.create(
                clinic=standing.clinic,
                patient=standing.patient,
                title="Two",
                place=place,
                changed_at=standing.changed_at,
            )


def test_a_thing_is_changed_put_aside_and_taken_away_for_good(phone) -> None:
    take(phone, "Sing")
    here = f"{HERE}{key_of(phone, 'Sing')}/"
    opened_on = re.search(r'name="opened_on" value="(\w+)"', phone.page(here))[1]
    assert phone.sends(here, opened_on=opened_on, title="Hum")[0] == 302

    status, both = phone.sends(here, opened_on=opened_on, title="Whistle")
    assert status == 409
    assert "Hum" in both
    assert "Whistle" in both

    phone.sends(f"{here}aside/")
    assert "Put aside" in phone.page(HERE)
    phone.sends(f"{here}gone/")
    assert things(phone) == {}


def test_nothing_is_taken_without_words(phone) -> None:
    status, said = take(phone, "", why="Because.")

    assert status == 422
    assert "Say in a few words what it is." in said
    assert "Because." in said

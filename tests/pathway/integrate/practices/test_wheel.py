"""The wheel on a phone without scripts: drawn, read as a shape, as words and as a table."""

from __future__ import annotations

import re
from datetime import timedelta

from holdspace.clinic.context import clinic_context
from holdspace.domain.wheel import AREAS
from holdspace.pathway.integrate.practices.models import Wheel, WheelScore

HERE = "/me/wheel/"
DAY = timedelta(days=1)


def answers(*scores: str, **names: str) -> dict[str, str]:
    said = {f"score_{place}": score for place, score in enumerate(scores)}
    return said | {f"name_{place}": name for place, name in enumerate(AREAS)} | names


def draw(phone, *scores: str, **names: str) -> tuple[int, str]:
    return phone.sends(f"{HERE}draw/", **answers(*scores, **names))


def test_before_the_first_nothing_is_drawn_and_one_thing_is_to_do(phone) -> None:
    said = phone.page(HERE)

    assert "You have not drawn it yet." in said
    assert "Draw it today" in said
    assert "<svg" not in said[said.index("<main") :]


def test_drawn_twice_it_says_what_was_when_and_leaves_gaps_open(phone) -> None:
    with phone.after(10 * DAY):
        assert draw(phone, "5", "5", "2", "5", "5", "5", "5", "5")[0] == 302
        whole = phone.page(HERE)
    with phone.after(41 * DAY):
        draw(phone, "5", "", "4", "5", "5", "5", "5", "7", name_7="The choir")
        said = phone.page(HERE)

    assert "<polygon" in whole
    assert "<polygon" not in said
    assert "<li>Friends: 4, was 2 in March</li>" in said
    assert "<li>Body: 5, as in March</li>" in said
    assert "<li>Mind: left out</li>" in said
    assert "<li>The choir: 7</li>" in said
    row = re.search(r'<th scope="row">Friends</th>(.*?)</tr>', said)
    assert row
    assert re.findall(r"\d+", row[1]) == ["4", "2"]


def test_drawn_again_on_one_day_it_is_compared_with_the_day_before(phone) -> None:
    with phone.after(10 * DAY):
        draw(phone, *"22222222")
    with phone.after(11 * DAY):
        draw(phone, *"33333333")
    with phone.after(11 * DAY + timedelta(hours=1)):
        draw(phone, *"44444444")
        said = phone.page(HERE)

    assert "<li>Friends: 4, was 2 on 12 March</li>" in said


def test_what_is_not_right_comes_back_filled(phone) -> None:
    status, twice = draw(phone, "5", name_1="body")
    assert status == 422
    assert "Two parts have the same name." in twice
    assert re.search(r'name="score_0" value="5"[^>]*checked', twice)

    status, nothing = draw(phone)
    assert status == 422
    assert "Pick a number for at least one part." in nothing
    assert draw(phone, "11")[0] == 422
    with clinic_context(phone.cast.clinic.id):
        assert not Wheel.objects.exists()


def test_one_part_is_tended_and_stays_so_on_the_next_wheel(phone) -> None:
    assert phone.sends(f"{HERE}tend/")[0] == 302
    draw(phone, *"12345678")
    form = phone.page(f"{HERE}tend/")
    fresh = re.search(r'name="opened_on" value="(\w+)"', form)
    assert fresh
    phone.sends(f"{HERE}tend/", tended="2", how="Write to Lena.", opened_on=fresh[1])
    draw(phone, *"22345678")
    said, begun = phone.page(HERE), phone.page("/me/small-things/own/?from=wheel")

    assert "<b>Friends</b>" in said
    assert "Write to Lena." in said
    assert 'value="Write to Lena."' in begun


def test_a_wheel_that_is_taken_away_is_gone_with_its_numbers(phone) -> None:
    draw(phone, *"12345678")
    with clinic_context(phone.cast.clinic.id):
        key = Wheel.objects.get().pk
    phone.sends(f"{HERE}{key}/gone/")

    with clinic_context(phone.cast.clinic.id):
        assert not WheelScore.objects.exists()

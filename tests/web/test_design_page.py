"""The gallery shows every component, in both lights."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory

import holdspace.web
from holdspace.web import views

COMPONENTS = Path(holdspace.web.__file__).parent / "templates/components"
# Widgets are drawn by the form's own engine; they have a test of their own.
PARTIALS = sorted(
    {path.relative_to(COMPONENTS).as_posix() for path in COMPONENTS.glob("**/*.html")}
    - {"widgets/unit_input.html", "widgets/radio_cards.html", "widgets/choices.html"}
)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of all templates drawn while the gallery is drawn."""
    names: set[str] = set()
    engine = engines["django"].engine
    find = engine.find_template

    def note(name: str, *arguments: object, **options: object) -> object:
        names.add(name)
        return find(name, *arguments, **options)

    monkeypatch.setattr(engine, "find_template", note)
    views.design(RequestFactory().get("/design"))
    return names


@pytest.mark.parametrize("partial", PARTIALS)
def test_every_component_is_shown(partial: str, shown: set[str]) -> None:
    assert f"components/{partial}" in shown


def light_of(html: str) -> str:
    """What the root element says."""
    found = re.search(r'<html lang="en"\s+data-light="(\w*)"', html)
    assert found
    return found[1]


def page(query: str = "", cookie: str = "") -> str:
    request = RequestFactory().get(f"/design{query}")
    request.COOKIES["light"] = cookie
    return views.design(request).content.decode()


def test_a_desk_page_is_in_day_light_unless_asked() -> None:
    assert light_of(page()) == "day"


def test_the_light_somebody_chose_is_kept() -> None:
    assert light_of(page(cookie="dim")) == "dim"


def test_the_light_asked_for_beats_the_one_chosen() -> None:
    assert light_of(page("?light=day", cookie="dim")) == "day"


def test_a_light_that_does_not_exist_is_not_written_into_the_page() -> None:
    assert light_of(page(cookie='"><script>')) == "day"


def test_a_room_page_is_dim_and_says_it_is_a_secondary_display() -> None:
    room = views.design_room(RequestFactory().get("/design/room")).content.decode()

    assert light_of(room) == "dim"
    assert "Secondary display. The bedside monitor is the alarm." in room


def test_no_id_stands_twice() -> None:
    ids = re.findall(r'\sid="([^"]+)"', page())

    assert sorted(ids) == sorted(set(ids))


def test_what_was_chosen_comes_back_as_a_cookie_on_the_same_page() -> None:
    answer = views.choose_light(
        RequestFactory().post("/light", {"light": "dim", "next": "/design"})
    )

    assert answer.cookies["light"].value == "dim"
    assert answer.headers["Location"] == "/design"


def test_the_choice_of_light_never_leads_to_another_site() -> None:
    answer = views.choose_light(
        RequestFactory().post("/light", {"light": "dim", "next": "https://elsewhere.example/"})
    )

    assert answer.headers["Location"] == "/"


def test_a_light_that_does_not_exist_is_not_kept() -> None:
    answer = views.choose_light(RequestFactory().post("/light", {"light": "red"}))

    assert not answer.cookies


def test_every_widget_is_shown() -> None:
    html = page()

    assert 'class="with-unit"' in html
    assert 'class="radio-cards"' in html

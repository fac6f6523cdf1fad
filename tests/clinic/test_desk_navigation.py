"""The one line of pages at the top of the desk."""

from __future__ import annotations

from uuid import uuid4

from django.template import Context
from django.test import RequestFactory

from holdspace.clinic.access.policy import POLICY, may
from holdspace.clinic.people.roles import Actor, Role
from holdspace.web.templatetags.navigation import IN_ONE_LINE, Link, desk_navigation


def shown_to(role: Role, path: str = "/") -> dict[str, object]:
    actor = Actor(
        staff_id=uuid4(),
        account_id=1,
        clinic_id=1,
        name="Ana Reyes",
        roles=frozenset({role}),
        clinic_name="Quiet Water",
    )
    allowed = {act.name: may(actor, act) for act in POLICY}
    return desk_navigation(Context({"may": allowed, "request": RequestFactory().get(path)}))


def words(links: object) -> list[str]:
    assert isinstance(links, list)
    return [link.words for link in links if isinstance(link, Link)]


def test_what_is_used_all_day_stands_in_the_line_and_the_rest_below_more() -> None:
    shown = shown_to(Role.SESSION_MONITOR)

    assert words(shown["links"]) == ["Today", "Rounds", "People", "Tasks", "After", "Appointments"]
    assert words(shown["more"]) == [
        "Talks to book",
        "Directory",
        "Outcomes",
        "Monitors",
        "Clinic",
    ]


def test_who_has_few_pages_sees_each_without_a_fold() -> None:
    shown = shown_to(Role.OWNER)

    assert words(shown["links"]) == ["Outcomes", "Clinic"]
    assert shown["more"] == []


def test_a_page_that_is_not_for_this_role_has_no_link() -> None:
    shown = shown_to(Role.FRONT_DESK)

    assert not {"Outcomes", "Monitors", "After"} & set(words(shown["links"]) + words(shown["more"]))


def test_the_page_one_is_on_is_marked_and_so_is_more_when_it_lies_in_there() -> None:
    shown = shown_to(Role.PRESCRIBER, "/outcomes/")

    assert shown["is_in_more"] is True
    assert [link.current for link in shown["more"]] == ["", "", "page", "", ""]
    assert [link.current for link in shown["links"]] == [""] * IN_ONE_LINE


def test_a_page_below_another_marks_that_one() -> None:
    shown = shown_to(Role.PRESCRIBER, f"/people/{uuid4()}/trajectory/")

    assert [link.current for link in shown["links"]] == ["", "", "true", "", "", ""]
    assert shown["is_in_more"] is False

"""From a phone to a colleague's open page: a worry is written, seen within seconds, answered."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

# Playwright keeps an event loop in this thread; the database is asked beside it, never from inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from django.conf import settings
from django.test import Client
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.clinic.tasks.actions import open_task
from holdspace.domain.tasks import TaskKind
from tests.chromium import running_browser
from tests.clinic.own_sign_in import open_companion
from tests.pathway.dosing_session.live import running_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from holdspace.clinic.demo import Cast

PHONE = {"width": 390, "height": 844}
WAITING = "1 task nobody has seen yet"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as chromium:
        yield chromium


@pytest.fixture
def cast(own_database) -> Cast:
    return make_cast()


@pytest.fixture
def origin(own_database, cast) -> Iterator[str]:
    with running_site(own_database.app_url) as port:
        yield f"http://localhost:{port}"


def desk(browser: Browser, origin: str, cast: Cast, who: str) -> Page:
    client = Client()
    client.force_login(cast.staff[who].account)
    page = browser.new_context().new_page()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": origin}])
    return page


def test_an_urgent_task_comes_to_an_open_page_and_leaves_it_once_somebody_has_seen_it(
    browser, origin, cast
) -> None:
    okafor, jonas = (desk(browser, origin, cast, who) for who in ("okafor", "jonas"))
    okafor.goto(f"{origin}/people/")
    jonas.goto(f"{origin}/appointments/")
    okafor.locator("#help-ring[data-state]").wait_for(state="attached")
    assert okafor.get_by_text(WAITING).count() == 0

    with clinic_context(cast.clinic.id):
        open_task(
            clinic_id=cast.clinic.id,
            patient=cast.patients["mara"],
            kind=TaskKind.SUICIDE_ANSWER,
            now=timezone.now(),
        )

    jonas.get_by_text(WAITING).wait_for()
    okafor.get_by_text(WAITING).click()
    seen = okafor.get_by_role("button", name=re.compile("I have seen it.*Mara Keller"))
    seen.focus()
    okafor.keyboard.press("Enter")
    okafor.get_by_text("Dr Okafor has seen it").wait_for()
    jonas.get_by_text(WAITING).wait_for(state="detached")


def test_a_worry_is_written_without_scripts_and_answered(browser, origin, cast) -> None:
    phone = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    open_companion(phone, origin, cast.patients["mara"])
    phone.get_by_role("link", name="Ask us").click()
    phone.get_by_label("Something worries me").check()
    phone.get_by_label("What do you want to tell us?").fill("I sleep badly since Monday.")
    phone.get_by_role("button", name="Keep for later").click()
    phone.get_by_text("You began this before").wait_for()
    phone.get_by_role("button", name="Send", exact=True).click()
    phone.get_by_text("Thank you for telling us").wait_for()

    jonas = desk(browser, origin, cast, "jonas")
    jonas.goto(f"{origin}/tasks/")
    jonas.get_by_role("link", name="Mara Keller").click()
    jonas.get_by_role("link", name="What it is about").click()
    jonas.get_by_text("I sleep badly since Monday.").wait_for()
    jonas.get_by_label("Your answer").fill("Thank you. I call you at four.")
    jonas.get_by_role("button", name="Answer", exact=True).click()
    jonas.get_by_text("Answered.", exact=False).first.wait_for()

    phone.get_by_role("link", name="Today").click()
    phone.locator('main a[href^="/me/ask/"][href*="-"]').click()
    phone.get_by_text("I call you at four.").wait_for()

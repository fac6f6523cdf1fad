"""The real site, and one room of it on as many tablets as there are people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from tests.clinic_hours import in_the_afternoon
from tests.pathway.dosing_session.live import signed_in
from tests.pathway.dosing_session.story import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SENT = "!document.querySelector('#link').textContent.includes('waiting')"


class Tablets:
    """The same room on as many tablets as there are people."""

    def __init__(self, browser: Browser, port: int, since: timedelta = timedelta(0)) -> None:
        self.browser = browser
        self.port = port
        self.cast = in_the_afternoon(make_cast())
        with clinic_context(self.cast.clinic.id):
            self.session = opened(self.cast, timezone.now() - since)

    def of(self, who: str) -> Page:
        cookies = signed_in(self.port, self.cast.staff[who]).cookie.split("; ")
        context = self.browser.new_context(viewport={"width": 1180, "height": 820})
        context.add_cookies(
            [
                {"name": name, "value": value, "url": f"http://localhost:{self.port}"}
                for name, value in (one.split("=", 1) for one in cookies)
            ]
        )
        page = context.new_page()
        page.goto(f"http://localhost:{self.port}/room/{self.session.pk}/")
        page.wait_for_selector("#room[data-ready=true][data-sheets=true]")
        return page

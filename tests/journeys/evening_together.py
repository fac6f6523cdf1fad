"""Two phones on the evening after a session: the person's, and of who is there for them."""

from __future__ import annotations

import http.client
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.clinic.test_passkey import AUTHENTICATOR
from tests.journeys.tablet import PATIENCE_SECONDS, PHONE
from tests.pathway.integrate.journal.on_the_phone import (
    READY,
    begins,
    photo_with_a_place,
    sent,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tablet import Staff, Tablet

MOST_TAPS = 8
"""From the person's home to the other one's open page, the picture of the link included."""
PHOTO_WIDE = 1600
"""What a phone makes of a larger one before it is sealed."""
HER_WORDS = "The river had my grandmother's voice."


@dataclass
class TwoPhones:
    """Tilda's and Sam's."""

    tilda: Tablet
    sam: Tablet

    @property
    def taps(self) -> int:
        return self.tilda.taps + self.sam.taps


def phone_with_a_finger(staff: Staff) -> Tablet:
    """One that can keep a passkey."""
    phone = staff.at_the_door(PHONE)
    reader = phone.context.new_cdp_session(phone.page)
    reader.send("WebAuthn.enable")
    reader.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return phone


def invites_and_joins(phones: TwoPhones) -> None:
    """With a passkey, on the second phone; in as few taps as it was promised."""
    hers, his = phones.tilda, phones.sam
    hers.taps = his.taps = 0
    hers.press(hers.page.get_by_role("navigation").get_by_role("link", name="My circle"))
    hers.press(hers.page.get_by_label("Their first name"))
    hers.page.keyboard.type("Sam")
    hers.press(hers.page.get_by_text("Circle: "))
    hers.press(hers.page.get_by_role("button", name="Make the link"))
    address = hers.page.locator(".link-address a").get_attribute("href")
    assert address
    his.taps += 1  # the camera finds the address in the picture; opening it is one
    his.page.goto(address)
    his.press(his.page.get_by_role("button", name="Go on"))
    his.press(his.page.get_by_role("button", name="Use a passkey"))
    expect(his.page.get_by_text("Being there for Tilda")).to_be_visible()
    assert phones.taps <= MOST_TAPS


def ticks_the_evening(phones: TwoPhones) -> None:
    """Where she is, what helps, whom to call; and two lines that she can see too."""
    page = phones.sam.page
    expect(page.get_by_text("Tilda left the clinic at ")).to_be_visible()
    expect(page.get_by_text("They do not drive today")).to_be_visible()
    expect(page.get_by_text("Please come inside.")).to_have_count(0)
    expect(page.get_by_role("heading", name="Call if")).to_be_visible()
    phones.sam.is_accessible("the evening, on the other phone")
    for line in ("We are home.", "Water is in reach."):
        page.get_by_role("button", name=line).click()
        expect(page.get_by_role("button", name=line)).to_have_attribute("aria-pressed", "true")
    what_sam_did(phones, "Sam ticked: We are home.", "Sam ticked: Water is in reach.")


def what_sam_did(phones: TwoPhones, *said: str) -> None:
    """As she reads it, in plain words."""
    page = phones.tilda.page
    page.goto(f"{phones.tilda.site.origin}/me/circle/")
    page.get_by_role("link", name=re.compile("^Sam")).click()
    for words in said:
        expect(page.locator(".uses").get_by_text(words).first).to_be_visible()


def is_paused_and_looks_again(phones: TwoPhones) -> None:
    """The other phone shows each of them by itself."""
    hers, his = phones.tilda.page, phones.sam.page
    hers.get_by_role("button", name="Pause").click()
    expect(his.get_by_role("heading", name="Nothing new right now")).to_be_visible()
    hers.get_by_role("button", name="Let them look again").click()
    expect(his.get_by_role("heading", name="Call if")).to_be_visible()


# --- something's wrong ----------------------------------------------------------------------------


def says_that_something_is_wrong(sam: Tablet) -> None:
    page = sam.page
    page.get_by_role("link", name="Tell the clinic").click()
    page.get_by_label("Say what you see").fill("She is hard to wake.")
    sam.is_accessible("something is wrong")
    page.get_by_role("button", name="Tell the clinic now").click()
    expect(page.get_by_text("Sent. Stay on this page")).to_be_visible()


def nobody_looks(staff: Staff, sam: Tablet) -> None:
    """After three minutes it says by itself not to wait."""
    staff.time_passes(3.5)
    expect(sam.page.get_by_text("Nobody at the clinic has seen it yet.")).to_be_visible()


def is_answered(ana: Tablet, sam: Tablet) -> None:
    """From the list of tasks; the name and the words come to the other phone by themselves."""
    desk = ana.page
    desk.goto(f"{ana.site.origin}/tasks/")
    desk.get_by_role("link", name="Tilda Sand").first.click()
    desk.get_by_role("link", name="What it is about").click()
    taken = desk.get_by_role("button", name="I have seen it, I take it")
    expect(taken).to_be_visible()
    ana.is_accessible("a call of the circle")
    taken.click()
    expect(sam.page.get_by_text("Ana Silva has seen it")).to_be_visible()
    desk.get_by_label("Your answer").fill("Sit her up. I am phoning you now.")
    desk.get_by_role("button", name="Send the answer").click()
    expect(sam.page.get_by_text("Sit her up. I am phoning you now.")).to_be_visible()
    expect(sam.page.get_by_text("Ana Silva answered at ")).to_be_visible()
    sam.page.get_by_role("link", name="Back", exact=True).click()
    expect(sam.page.get_by_role("heading", name="Call if")).to_be_visible()


# --- from the journal -----------------------------------------------------------------------------


def shares_an_entry(tilda: Tablet) -> None:
    """Written, with a photo, and a copy for Sam; and one for nobody."""
    page = tilda.page
    page.get_by_role("navigation").get_by_role("link", name="Journal").click()
    page.locator(READY).wait_for()
    begins(page)
    page.get_by_label("In your words").fill(HER_WORDS)
    page.get_by_role("button", name="Photo", exact=True).click()
    page.locator("#photo").set_input_files(
        {"name": "river.jpg", "mimeType": "image/jpeg", "buffer": photo_with_a_place()}
    )
    page.get_by_role("button", name="Take it out: photo").wait_for()
    sam = page.locator("#write-reader option", has_text="Sam").get_attribute("value")
    page.get_by_label("Who can read this").select_option(sam)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("can read this entry now.")).to_be_visible()
    page.get_by_role("button", name="Words", exact=True).click()
    page.get_by_label("In your words").fill("And this is mine alone.")
    page.get_by_label("Who can read this").select_option("")
    page.get_by_role("button", name="Keep it").click()
    sent(page, 2)


def reads_what_was_shared(sam: Tablet) -> None:
    """It comes up on the open page by itself: this entry with its photo, and no other."""
    page = sam.page
    page.get_by_role("link", name="Tilda shared something with you").click()
    expect(page.get_by_text(HER_WORDS)).to_be_visible()
    expect(page.get_by_text("mine alone")).to_have_count(0)
    sam.is_accessible("an entry that was shared")
    photo = page.get_by_role("img", name="Photo")
    assert photo.evaluate("one => one.decode().then(() => one.naturalWidth)") == PHOTO_WIDE


# --- the end --------------------------------------------------------------------------------------


@dataclass
class OpenLine:
    """The stream of Sam's page, held open beside it."""

    connection: http.client.HTTPConnection
    answer: http.client.HTTPResponse

    def last_words(self) -> str:
        """Everything it still said. Returns when the clinic has closed it, and only then."""
        give_up_at, said = time.monotonic() + PATIENCE_SECONDS, b""
        while part := self.answer.read1(65_536):
            said += part
            assert time.monotonic() < give_up_at, "The stream of who was sent away is still open."
        self.connection.close()
        return said.decode()


def listens(sam: Tablet) -> OpenLine:
    """As the page does, with what it is known by."""
    place = re.search(r"/circle/([0-9a-f-]+)/", sam.page.url)
    assert place
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in sam.context.cookies())
    connection = http.client.HTTPConnection(
        urlsplit(sam.site.origin).netloc, timeout=PATIENCE_SECONDS
    )
    connection.request("GET", f"/circle/{place[1]}/stream", headers={"Cookie": cookies})
    answer = connection.getresponse()
    assert answer.status == http.client.OK
    assert b"event: page" in answer.read1(65_536) + answer.read1(65_536)
    return OpenLine(connection, answer)


def is_sent_away(phones: TwoPhones) -> None:
    """Two taps: the open page is dark, its stream is closed, and none of it comes back."""
    hers, his = phones.tilda.page, phones.sam.page
    his.goto(his.url.split("from-them/", maxsplit=1)[0])
    expect(his.get_by_text("Sit her up. I am phoning you now.")).to_be_visible()
    line = listens(phones.sam)
    what_sam_did(phones)
    hers.get_by_role("link", name="End", exact=True).click()
    hers.get_by_role("button", name="End it").click()
    expect(his.get_by_role("heading", name="This page has ended")).to_be_visible()
    last = line.last_words()
    assert "event: ended" in last
    assert "hard to wake" not in his.content() + last.rsplit("event: ended", maxsplit=1)[1]
    assert _status(his) == http.client.GONE
    phones.sam.is_accessible("a page that has ended")
    # What the browser itself says of a page that is gone.
    phones.sam.watched.console_errors.clear()


def _status(page: Page) -> int:
    answer = page.reload()
    assert answer is not None
    return answer.status

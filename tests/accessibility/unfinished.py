"""What the demo clinic does not have by itself, done as it would be done, for its pages."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from holdspace.interfaces.hl7v2.sender import Sender
from holdspace.server.simulator import DEVICE as SIMULATOR
from tests.accessibility.walk import Found
from tests.interfaces.messages import HEART_RATE, PER_MINUTE, obx, oru, stamp_of
from tests.journeys.site import environment

if TYPE_CHECKING:
    from tests.journeys.tablet import Staff, Tablet

STRANGE_MONITOR = "STRANGE^02005EFFFE0000AA^EUI-64"


def person_without_a_course(staff: Staff) -> None:
    desk = staff.sign_in("desk").page
    desk.goto(f"{staff.site.origin}/people/new/")
    desk.get_by_label("Given name").fill("Nils")
    desk.get_by_label("Family name").fill("Aaberg")
    desk.get_by_label("Born on").fill("1988-02-01")
    desk.locator("main form button[type=submit]").click()
    desk.wait_for_url(lambda url: "/new" not in url)


def message_of_a_strange_monitor(staff: Staff) -> None:
    """It speaks to the gateway, and nobody has said where it stands."""
    port = staff.site.gateway_port
    arguments = [f"--device={STRANGE_MONITOR}", f"--port={port}", "--messages=2", "--interval=0.1"]
    subprocess.run(
        [sys.executable, "-m", "holdspace", "simulate", *arguments],
        env=environment(staff.site.clock.file, port),
        check=True,
    )


def message_about_somebody_else(staff: Staff) -> None:
    """The monitor of Room 1 shows, for a moment, a name that is not Mara's."""
    sent = stamp_of(staff.site.clock.now())
    raw = oru(obx(HEART_RATE, "72", PER_MINUTE), device=SIMULATOR, sent=sent)
    with closing(Sender("127.0.0.1", staff.site.gateway_port)) as sender:
        sender.send(raw.replace(b"PID|||", b"PID|||||Vogel^Anselm"))


def export(prescriber: Tablet) -> None:
    """Data taken out of the record; the clock writes its files."""
    page = prescriber.page
    page.goto(f"{prescriber.site.origin}/exports/")
    page.get_by_label("What it is for").fill("A count for the board")
    page.get_by_role("button", name="Look over it first").click()
    page.get_by_role("button", name="Take it out").click()
    page.get_by_role("heading", name="Export of").wait_for()


def recording_from_a_file(prescriber: Tablet) -> None:
    """What a monitor kept for itself, looked over and not taken."""
    page = prescriber.page
    page.goto(f"{prescriber.site.origin}/monitors/recordings/")
    page.get_by_label("Session").select_option(index=1)
    page.get_by_label("Monitor").select_option(index=1)
    content = b"time,hr,notes\n10:00:00,72,x\n10:01:00,73,x\n"
    file = {"name": "vitals.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Look it over first").click()
    page.get_by_role("heading", name="vitals.csv").wait_for()


def enrolled_tablet(staff: Staff) -> list[Found]:
    """A tablet of a room, on which somebody has a PIN: its own page, and what it opens alone."""
    tablet = staff.sign_in("ana")
    page = tablet.page
    page.goto(f"{staff.site.origin}/tablet/")
    page.get_by_label("Name").fill("Oak, beside the chair")
    page.get_by_role("button", name="Enrol this tablet").click()
    page.locator("#pin").fill("274951")
    page.locator("#again").fill("274951")
    page.get_by_role("button", name="Set the PIN").click()
    page.locator("#pin-said", has_text="Set.").wait_for()
    return [
        Found("tablets:this", "/tablet/?enrolled", tablet),
        Found("dosing_session:shell", "/room/shell/", tablet),
    ]

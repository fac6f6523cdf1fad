"""Four hours without a network: charting goes on, and all of it arrives, once and in order (R6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys import enrolled
from tests.journeys.enrolled import PINS, origin_of, tap, waits
from tests.journeys.site import clock_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.faults.wire import Wire
    from tests.journeys.site import RunningSite
    from tests.journeys.tablet import Staff

HALF_AN_HOUR = 30
HALF_HOURS = 8
RELOADED_AFTER = 4
MANY = 5_000
"""Ten times what the tablet sends at once, and more than any four hours hold."""
TAPS = ("Tears", "Laughter", "Floating", "Restless")
SLOW_HANDS = timedelta(seconds=60)
"""Between the look at the clock and the tap that it belongs to, on a machine that is busy."""
FILL = """async (count) => {
  const worker = await (await fetch("/service-worker.js")).text();
  const find = (name) => worker.match(new RegExp(`"([^"]*/${name}\\\\.[0-9a-f]+\\\\.js)"`))[1];
  const { openOutboxDatabase, uuid7 } = await import(find("outbox_database"));
  const { textOf, timesOf } = await import(find("outbox_batch"));
  const { createSigner } = await import(find("sealing"));
  const { session, me, sealing } = JSON.parse(document.getElementById("room-state").textContent);
  const sign = await createSigner(sealing.me.signing_key);
  const disk = await openOutboxDatabase({ half: sealing.half });
  const device = await disk.deviceId();
  const url = document.getElementById("room").dataset.events;
  const rows = [];
  for (let number = 1; number <= count; number += 1) {
    const times = timesOf(0, true);
    const by = { staff_id: me.staff_id, author: me.name };
    const event = { event_id: uuid7(), session_id: session.id, url, ...by,
      kind: "NoteWritten", version: 1, payload: { text: `entry ${number}`, topic: "note" },
      mark: { lane: "events", label: "note" }, ...times, device_sequence: 1000 + number };
    const text = textOf(event);
    const kept = { ...event, text, proof: await sign(`${session.id}\\n${device}\\n${text}`) };
    const { event_id } = event;
    rows.push({ ...(await disk.seal.close(`events|${event_id}`, kept)), event_id });
  }
  const change = disk.database.transaction("events", "readwrite", { durability: "strict" });
  for (const row of rows) void change.store.put(row);
  await change.done;
}"""


@pytest.fixture
def wire(site: RunningSite) -> Iterator[Wire]:
    line = enrolled.wire_to(site)
    yield line
    line.close()


def unlocked(page: Page) -> None:
    """Half an hour is longer than two minutes: the tablet asks who is there."""
    page.get_by_text("Nobody has touched this tablet").wait_for()
    page.locator("#notices").get_by_role("button", name="PIN").click()
    enrolled.give_pin(page, "Ana Silva", PINS["Ana Silva"])
    enrolled.until(page, "!document.querySelector('dialog[open]')")


def test_four_hours_of_charting_arrive_once_and_in_order(staff: Staff, wire: Wire) -> None:
    staff.it_is(clock_time(8, 55))
    ana = staff.sign_in("ana", at=origin_of(wire))
    ana.watched.has_a_wire_that_is_cut = True
    page = ana.page
    enrolled.enrol(page, origin_of(wire), "Tablet A")
    enrolled.set_pin(page, origin_of(wire), PINS["Ana Silva"])
    address = origin_of(wire) + enrolled.open_a_session(page, origin_of(wire))
    enrolled.is_ready_for_an_outage(page, address)
    tapped: list[datetime] = []

    with wire.cut():
        for number in range(HALF_HOURS):
            staff.time_passes(HALF_AN_HOUR)
            if number == RELOADED_AFTER:
                enrolled.open_by_pin(page, address, "Ana Silva")
            else:
                unlocked(page)
            tapped.append(staff.site.clock.now())
            tap(page, TAPS[number % len(TAPS)])
            waits(page, number + 1)
            page.get_by_text("last in the record").wait_for()
    enrolled.is_all_in_the_record(page)

    charted = [one for one in enrolled.marks(page) if one["kind"] == "Observed"]
    assert [one["label"].lower() for one in charted] == [one.lower() for one in TAPS] * 2
    assert {one["author"] for one in charted} == {"Ana Silva"}
    for one, moment in zip(charted, tapped, strict=True):
        assert timedelta(seconds=-1) < datetime.fromisoformat(one["at"]) - moment < SLOW_HANDS


def test_an_outbox_of_many_hundreds_drains_each_once(staff: Staff, wire: Wire) -> None:
    page = staff.sign_in("ana", at=origin_of(wire)).page
    enrolled.enrol(page, origin_of(wire), "Tablet B")
    enrolled.set_pin(page, origin_of(wire), PINS["Ana Silva"])
    page.goto(f"{origin_of(wire)}/")
    page.get_by_role("link", name="Room 1").click()
    page.wait_for_selector(enrolled.READY)
    address = page.url

    page.evaluate(FILL, MANY)
    page.goto(address)
    page.wait_for_selector(enrolled.READY)

    enrolled.is_all_in_the_record(page)
    notes = [one for one in enrolled.marks(page) if one["kind"] == "NoteWritten"]
    assert len(notes) == MANY
    assert [one["sentence"] for one in notes] == sorted(
        (one["sentence"] for one in notes), key=number_in
    )


def number_in(sentence: str) -> int:
    return int("".join(sign for sign in sentence if sign.isdigit()))

"""From an entry on one tablet to every open screen, beside the same bytes over a raw socket."""

from __future__ import annotations

import socket
import threading
import time
from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils import timezone

from benchmarks.numbers import Times, say_times
from tests.pathway.dosing_session.live import running_site
from tests.pathway.dosing_session.story import Tablet

if TYPE_CHECKING:
    from benchmarks.site import Site
    from tests.pathway.dosing_session.live import Browser, Ear

SCREENS = 20
EVENTS = 60
EVERY_SECONDS = 0.2
BYTES = 4_000
PATIENCE_SECONDS = 20


def run(site: Site) -> None:
    with running_site(site.database.app_url) as port:
        _run(site, port)


def _run(site: Site, port: int) -> None:
    session = site.sessions[0]
    watcher = site.browser(port, "ana")
    ears = [watcher.listen(session.pk) for _ in range(SCREENS)]
    heard: dict[int, list[float]] = defaultdict(list)
    threads = [threading.Thread(target=_listen, args=(ear, heard), daemon=True) for ear in ears]
    for thread in threads:
        thread.start()
    time.sleep(1)
    sent = _chart(site.browser(port, "jonas"), Tablet(session))
    for thread in threads:
        thread.join(timeout=PATIENCE_SECONDS)
    taken = [
        (at - sent[place]) * 1000 for place, times in heard.items() if place in sent for at in times
    ]
    if len(taken) < EVENTS * SCREENS:
        raise RuntimeError(f"{EVENTS * SCREENS - len(taken)} screens did not hear an entry.")
    say_times(
        f"An entry on each of {SCREENS} open screens",
        Times(taken),
        _raw(),
        against="raw socket echo",
    )
    for ear in ears:
        ear.close()


def _listen(ear: Ear, heard: dict[int, list[float]]) -> None:
    """Until the last entry was heard."""
    seen = first = ear.next("patch")[0]
    for event, place, _ in ear.messages():
        if event == "patch" and place > seen:
            heard[place].append(time.perf_counter())
            seen = place
        if seen == first + EVENTS:
            return


def _chart(browser: Browser, tablet: Tablet) -> dict[int, float]:
    """Each entry's place in the log, and when it was tapped."""
    sent = {}
    for _ in range(EVENTS):
        now, tapped = timezone.now(), time.perf_counter()
        parcel = tablet.parcel(now, tablet.event(now, "Observed", code="peace"))
        _, answer = browser.post(f"/room/{tablet.session.pk}/events", parcel)
        sent[answer["results"][0]["sequence"]] = tapped
        time.sleep(EVERY_SECONDS)
    return sent


def _raw() -> Times:
    """One socket in, the same bytes out to as many sockets as there were screens."""
    taken: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        screens = [socket.create_connection(address) for _ in range(SCREENS)]
        ends = [server.accept()[0] for _ in range(SCREENS)]
        tablet = socket.create_connection(address)
        relay_end = server.accept()[0]
        relay = threading.Thread(target=_relay, args=(relay_end, ends))
        relay.start()
        for _ in range(EVENTS):
            tapped = time.perf_counter()
            tablet.sendall(bytes(BYTES))
            for screen in screens:
                _read(screen, BYTES)
                taken.append((time.perf_counter() - tapped) * 1000)
        tablet.close()
        relay.join()
        for one in (*screens, *ends, relay_end):
            one.close()
    return Times(taken)


def _relay(source: socket.socket, ends: list[socket.socket]) -> None:
    while data := source.recv(65_536):
        for end in ends:
            end.sendall(data)


def _read(source: socket.socket, size: int) -> None:
    while size > 0:
        size -= len(source.recv(size))

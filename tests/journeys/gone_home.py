"""Where a journey after a session begins, told through the actions on a site that runs.

Nobody clicks through the hours in the room again: tests of the room do that. `told` is for the
test; the stories below it are run inside the site, as an operator's command would be.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tests.journeys.site import ZONE, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.clinic.demo import Cast
    from tests.journeys.site import RunningSite


@dataclass(frozen=True)
class Who:
    """Somebody of whom the demo knows nothing: no day of the demo's stands in the way of theirs."""

    given_name: str
    family_name: str
    born_on: date

    @property
    def birthday(self) -> tuple[str, str, str]:
        """As it is typed at the door of their own pages."""
        return f"{self.born_on.day}", f"{self.born_on:%B}", f"{self.born_on.year}"


NILS = Who("Nils", "Aaberg", date(1988, 2, 1))
NORA = Who("Nora", "Lind", date(1977, 5, 20))
TILDA = Who("Tilda", "Sand", date(1992, 10, 4))


def told(site: RunningSite, story: str, begins_at: datetime) -> str:
    """Tell one of the stories, the session or visit beginning then; the link of its person."""
    words = f"from tests.journeys import gone_home; gone_home.{story}({begins_at.isoformat()!r})"
    at_the_site = environment(site.clock.file, site.gateway_port) | {
        "HOLDSPACE_DATA": str(site.clock.file.parent),
        "HOLDSPACE_DEMO": "1",
    }
    shell = [sys.executable, "-m", "holdspace", "manage", "shell", "-v0", "-c", words]
    said = subprocess.run(
        shell, env=at_the_site, stdout=subprocess.PIPE, check=True, text=True
    ).stdout
    return f"{site.origin}{said.split()[-1]}"


def next_monday(site: RunningSite) -> date:
    """The one after the site's today: from there on the demo clinic is open for five days."""
    today = site.clock.now().astimezone(ZONE).date()
    return today + timedelta(days=7 - today.weekday())


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of a day on the clinic's wall."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


# --- inside the site ------------------------------------------------------------------------------


def nils_went_home(begins: str) -> None:
    _went_home(NILS, datetime.fromisoformat(begins), "Room 3")


def tilda_went_home(begins: str) -> None:
    _went_home(TILDA, datetime.fromisoformat(begins), "Room 1")


def _went_home(who: Who, begins_at: datetime, room: str) -> None:
    """A first session, from the baseline to the door, two and a half hours later."""
    from holdspace.pathway.dosing_session.opening import open_session
    from tests.pathway.dosing_session.story import Tablet, appointment_of
    from tests.pathway.dosing_session.summary_story import live_it

    with _clinic_of(who, begins_at) as cast:
        ana, appointment = cast.actor("ana"), appointment_of(cast, "mara", begins_at, room=room)
        tablet = Tablet(open_session(ana, appointment, begins_at))
        closed_at = live_it(cast, tablet, begins_at)
        closed = tablet.chart(ana, closed_at, "RecordClosed", outcome="completed")
        assert closed.state == "new", closed.sentence


def nora_slept_a_night(begins: str) -> None:
    """Hers, with a plan, goals, and a questionnaire before it and on the next morning."""
    from tests.pathway.review.story import live

    begins_at = datetime.fromisoformat(begins)
    with _clinic_of(NORA, begins_at) as cast:
        live(cast, begins_at, room="Room 2")


@contextmanager
def _clinic_of(who: Who, then: datetime) -> Iterator[Cast]:
    """The cast with this one in the place of Mara, whom stories are about; then their link."""
    from django.urls import reverse

    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.demo import find_cast
    from holdspace.clinic.own_access.actions import make_link
    from holdspace.pathway.course.person_actions import PersonDetails, enter_person

    cast = find_cast()
    assert cast is not None
    with clinic_context(cast.clinic.id):
        desk, details = cast.actor("desk"), PersonDetails(**vars(who))
        patient = enter_person(actor=desk, details=details)
        yield replace(cast, patients={**cast.patients, "mara": patient})
        _, secret = make_link(actor=desk, patient=patient, now=then)
    sys.stdout.write(reverse("own_access:join", args=[secret]) + "\n")

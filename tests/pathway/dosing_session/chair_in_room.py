"""A help button beside a person, and the screens of the staff that may hear it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import connection

from holdspace.pathway.dosing_session.chair import chair_of, join, offer_code
from holdspace.pathway.dosing_session.help_calls import press
from holdspace.pathway.dosing_session.help_listening import Spoken, note_listener
from holdspace.pathway.dosing_session.queries import session_state

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast
    from holdspace.domain.session_help import Help
    from holdspace.pathway.dosing_session.models import ChairDevice, DosingSession

NOW_AGE = timedelta(0)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


@dataclass
class Chair:
    """The device that lies beside Mara."""

    cast: Cast
    session: DosingSession
    secret: str

    def device(self) -> ChairDevice:
        found = chair_of(self.secret)
        assert found is not None
        return found

    def press(self, now: datetime, *, age: timedelta = NOW_AGE, number: UUID | None = None):
        return press(self.device(), number or uuid4(), age, now)

    @property
    def help(self) -> Help:
        return session_state(self.session).help


def beside(cast: Cast, session: DosingSession, now: datetime) -> Chair:
    """A device that has joined by its code."""
    secret = join(offer_code(cast.actor("ana"), session, now), now)
    inside_again(cast)
    return Chair(cast, session, secret)


def inside_again(cast: Cast) -> None:
    """Joining leaves the clinic's context that the test had opened; it is opened again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.clinic_id', %s, true)", [str(cast.clinic.id)])


def screen(cast: Cast, who: str, now: datetime, *, shows: DosingSession | None = None, **said: Any):
    spoken = Spoken(
        device_id=said.pop("device_id", None) or uuid4(),
        is_visible=said.pop("is_visible", True),
        may_sound=said.pop("may_sound", True),
        session_id=shows.pk if shows else None,
    )
    return note_listener(cast.actor(who), spoken, now, **said)

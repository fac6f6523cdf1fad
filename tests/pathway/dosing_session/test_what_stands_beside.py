"""A watched room asks for what stands beside its log only when it is new, and then at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from holdspace.clinic.people.models import SignedStatement
from holdspace.pathway.consult.actions import withdraw_consent
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.dosing_session.beside import ROWS_BESIDE, KnownBeside
from holdspace.pathway.dosing_session.looking import look_again, look_in_clinic
from holdspace.pathway.dosing_session.models import Monitor, MonitorAssignment, MonitorDoubt
from holdspace.pathway.prepare.actions import PlannedEscort, name_escort
from holdspace.pathway.prepare.readiness_memo import ROWS_IT_RESTS_ON
from tests.pathway.dosing_session.story import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.dosing_session.models import DosingSession

pytestmark = pytest.mark.django_db

BEAT = timedelta(seconds=2)
COMES_BY_ITSELF = {"dosing_session_sessionevent", "vitals_sample"}
"""Log and samples are asked for at each look."""
AT_EACH_BEAT = {"dosing_session_chairdevice", "dosing_session_helplistener"}


@pytest.fixture
def session(cast: Cast, inside: None, now: datetime) -> DosingSession:
    return opened(cast, now)


@pytest.fixture
def known(session: DosingSession, now: datetime) -> KnownBeside:
    """A page has looked."""
    known = KnownBeside(session.pk)
    look_again(known.at(now, is_beat=True)).state()
    return known


def tables(sql: str) -> set[str]:
    return set(re.findall(r'(?:FROM|JOIN) "?([a-z]+_[a-z_]+)"?', sql))


def _monitor(cast: Cast, session: DosingSession, now: datetime) -> None:
    monitor = Monitor.objects.create(clinic=cast.clinic, name="Bedside 1", device_key="one")
    MonitorAssignment.objects.create(
        clinic=cast.clinic, monitor=monitor, room=session.room, assigned_by=cast.staff["ana"],
        from_at=now,
    )  # fmt: skip


def _doubt(cast: Cast, session: DosingSession, now: datetime) -> None:
    monitor = Monitor.objects.create(clinic=cast.clinic, name="Bedside 2", device_key="two")
    MonitorDoubt.objects.create(
        clinic=cast.clinic, monitor=monitor, session=session, words="It names somebody else.",
        named="x", began_at=now, last_heard_at=now,
    )  # fmt: skip


def _signature(cast: Cast, session: DosingSession, now: datetime) -> None:
    SignedStatement.objects.create(
        clinic=cast.clinic, subject=SignedStatement.Subject.OWN_LIMITS, text="I take it on.",
        signed_by=cast.staff["okafor"], signed_at=now,
    )  # fmt: skip


def _consent(cast: Cast, session: DosingSession, now: datetime) -> None:
    consent = Consent.objects.get(course=session.cycle.course, item="treatment")
    withdraw_consent(actor=cast.actor("ana"), consent=consent, now=now)


def _escort(cast: Cast, session: DosingSession, now: datetime) -> None:
    escort = PlannedEscort(name="Ben", phone="1")
    name_escort(actor=cast.actor("ana"), cycle=session.cycle, escort=escort, now=now)


def _name(cast: Cast, session: DosingSession, now: datetime) -> None:
    session.patient.called = "Mimi"
    session.patient.save(update_fields=["called"])


def _room(cast: Cast, session: DosingSession, now: datetime) -> None:
    session.room.name = "The quiet room"
    session.room.save(update_fields=["name"])


CHANGES = (_monitor, _doubt, _signature, _consent, _escort, _name, _room)


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_what_is_new_is_seen_at_the_next_beat(
    cast: Cast,
    session: DosingSession,
    known: KnownBeside,
    now: datetime,
    change: Callable[[Cast, DosingSession, datetime], None],
) -> None:
    later = now + BEAT
    before = look_again(known.at(later, is_beat=True)).state()

    change(cast, session, later)

    seen = look_again(known.at(later, is_beat=True)).state()
    assert seen == look_in_clinic(session.pk, later).state() != before


def test_every_table_a_look_reads_is_in_the_stamp(
    cast: Cast, session: DosingSession, now: datetime
) -> None:
    for change in CHANGES:
        change(cast, session, now)
    with CaptureQueriesContext(connection) as asked:
        look_in_clinic(session.pk, now).state()

    read = set().union(*(tables(one["sql"]) for one in asked))
    stamped = tables(ROWS_BESIDE) | tables(ROWS_IT_RESTS_ON)
    assert {"dosing_session_monitordoubt", "prepare_escort", "rooms_room"} <= read
    assert read <= stamped | COMES_BY_ITSELF | AT_EACH_BEAT


def test_nothing_beside_is_asked_for_again_while_it_is_the_same(
    known: KnownBeside, now: datetime
) -> None:
    with CaptureQueriesContext(connection) as asked:
        look_again(known.at(now + BEAT, is_beat=True)).state()
    stamps = [one["sql"] for one in asked if "xmin" in one["sql"]]
    others = [tables(one["sql"]) for one in asked if "xmin" not in one["sql"]]

    assert len(stamps) == 2
    assert set().union(*others) & (tables(ROWS_BESIDE) | tables(ROWS_IT_RESTS_ON)) <= {
        "dosing_session_sessionevent", "people_staffmember", "dosing_session_dosingsession",
    }  # fmt: skip


def test_between_two_beats_only_log_and_samples_are_asked_for(
    known: KnownBeside, now: datetime
) -> None:
    with CaptureQueriesContext(connection) as asked:
        look_again(known.at(now + BEAT / 2, is_beat=False)).state()

    assert set().union(*(tables(one["sql"]) for one in asked)) <= {
        *COMES_BY_ITSELF, "people_staffmember",
    }  # fmt: skip


def test_what_grows_old_is_asked_for_again_each_minute(known: KnownBeside, now: datetime) -> None:
    within, after = now + timedelta(seconds=59), now + timedelta(seconds=60)
    first = known.at(now, is_beat=True).consents

    assert known.at(within, is_beat=True).consents is first
    assert known.at(after, is_beat=True).consents is not first

"""The list that must be empty before the day is closed: nothing drops off it by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings as site
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdspace.clinic.context import clinic_context
from holdspace.clinic.rooms.models import Room
from holdspace.domain.session_events import Phase
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.queries import log_of, outstanding_checks
from holdspace.pathway.dosing_session.summary import document_of
from holdspace.pathway.dosing_session.summary_document import sha256_of
from holdspace.pathway.dosing_session.summary_sign_off import close_record, sign_record
from holdspace.pathway.today import loose_ends
from holdspace.pathway.today.queries import day_of
from tests.pathway.dosing_session.story import Tablet, opened

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
TOMORROW = MORNING + timedelta(days=1)
DEEP = 8


@pytest.fixture
def clinic(cast):
    with clinic_context(cast.clinic.id):
        yield cast


@pytest.fixture
def tablet(clinic) -> Tablet:
    return Tablet(opened(clinic, MORNING))


def board(cast, now: datetime, who: str = "ana"):
    return day_of(cast.actor(who), now)


def ends(cast, now: datetime, who: str = "ana") -> list[tuple[str, str]]:
    return [(end.kind, end.title) for end in board(cast, now, who).loose_ends]


def chart(cast, tablet: Tablet, minute: float, kind: str, **payload: object) -> str:
    at = MORNING + timedelta(minutes=minute)
    return tablet.chart(cast.actor("okafor"), at, kind, **payload).state


def give(cast, tablet: Tablet, minute: float) -> None:
    """A dose that was given before anybody planned it here."""
    state = chart(
        cast, tablet, minute, "DoseGiven",
        drug="ketamine", route="im", dose_mg="40", already_happened=True, reason="On paper",
    )  # fmt: skip
    assert state == "new"


def close(cast, tablet: Tablet, minute: float, outcome="left_early") -> None:
    now = MORNING + timedelta(minutes=minute)
    close_record(
        cast.actor("okafor"), tablet.session, outcome=outcome, reason="With her sister", now=now
    )


def sign(cast, tablet: Tablet, minute: float) -> None:
    from holdspace.pathway.dosing_session.looking import look

    now = MORNING + timedelta(minutes=minute)
    sha256 = sha256_of(document_of(look(tablet.session, now)))
    sign_record(
        cast.actor("okafor"), tablet.session, meaning="I wrote it", read_sha256=sha256, now=now
    )


def test_a_session_under_way_is_no_loose_end_and_keeps_the_day_open(clinic, tablet) -> None:
    day = board(clinic, MORNING + timedelta(minutes=30))

    assert (day.loose_ends, day.under_way) == ((), 1)


def test_a_session_of_yesterday_says_since_when_who_last_and_what_is_missing(
    clinic, tablet
) -> None:
    give(clinic, tablet, 20)

    end = board(clinic, TOMORROW).loose_ends[0]

    assert (end.kind, end.title) == ("Not closed", "Room 1, M. K.")
    assert end.words == "open since 9 March, 10:00. Opened on an earlier day."
    assert end.details == (
        "Dosing. Last charted by Dr Okafor, 9 March, 10:20.",
        "What keeps it open: Nobody signed that the person may go home, or said how they left.",
    )
    assert end.href == f"/room/{tablet.session.pk}/"


def test_it_stays_until_somebody_closes_it_however_old_it_is(clinic, tablet) -> None:
    years_later = MORNING + timedelta(days=1000)
    assert ends(clinic, years_later) == [("Not closed", "Room 1, M. K.")]

    close(clinic, tablet, 60, "cancelled")

    assert ends(clinic, years_later) == []


def test_a_room_that_is_out_of_use_keeps_its_card_while_a_session_is_open_in_it(
    clinic, tablet
) -> None:
    Room.objects.filter(name__in=["Room 1", "Room 2"]).update(in_use=False)

    names = [card.name for card in board(clinic, MORNING).rooms]

    assert "Room 1" in names
    assert "Room 2" not in names


def test_a_dose_that_nobody_checked_is_listed_until_the_record_is_signed(clinic, tablet) -> None:
    give(clinic, tablet, 20)
    assert outstanding_checks(tablet.session)
    open_record = ends(clinic, MORNING + timedelta(minutes=30))
    close(clinic, tablet, 60)
    closed_record = ends(clinic, MORNING + timedelta(minutes=61))
    sign(clinic, tablet, 62)

    assert open_record == [("Second check", "Room 1, M. K.")]
    assert closed_record == [("Second check", "Room 1, M. K."), ("Not signed", "Room 1, M. K.")]
    assert ends(clinic, MORNING + timedelta(minutes=63)) == []


def test_a_record_that_nobody_signed_is_listed_with_its_summary(clinic, tablet) -> None:
    close(clinic, tablet, 60, "cancelled")

    end = board(clinic, TOMORROW).loose_ends[0]

    assert end.kind == "Not signed"
    assert end.words == "closed 9 March, 11:00. No clinician has signed the record."
    assert end.href == f"/room/{tablet.session.pk}/summary/"


def test_a_dose_that_came_after_the_closing_is_listed_until_the_record_is_signed_with_it(
    clinic, tablet
) -> None:
    close(clinic, tablet, 60)
    sign(clinic, tablet, 61)
    signed = ends(clinic, MORNING + timedelta(minutes=62))
    give(clinic, tablet, 63)
    late = ends(clinic, MORNING + timedelta(minutes=64))
    at_the_desk = board(clinic, MORNING + timedelta(minutes=64), "desk").loose_ends
    sign(clinic, tablet, 65)

    assert signed == []
    assert ("Came after closing", "Room 1, M. K.") in late
    assert [end.href for end in at_the_desk if end.kind == "Came after closing"] == [""]
    assert ends(clinic, MORNING + timedelta(minutes=66)) == []


def test_what_is_too_much_for_lines_of_its_own_is_counted(clinic, tablet, monkeypatch) -> None:
    close(clinic, tablet, 60, "cancelled")
    other = Tablet(opened(clinic, MORNING, patient="theo", room="Room 2"))
    close(clinic, other, 61, "cancelled")
    monkeypatch.setattr(loose_ends, "ONE_BY_ONE", 1)

    assert ends(clinic, TOMORROW) == [("Not signed", "Room 1, M. K."), ("Not signed", "1 more")]


def test_the_desk_sees_that_something_is_open_and_nothing_of_the_chart(clinic, tablet) -> None:
    give(clinic, tablet, 20)

    (end,) = board(clinic, TOMORROW, "desk").loose_ends

    assert (end.kind, end.details, end.href) == ("Not closed", (), "")


def test_another_clinics_sessions_are_not_on_the_list(clinic, tablet, stranger) -> None:
    with clinic_context(clinic.clinic.id):
        assert ends(clinic, TOMORROW) != []

    with clinic_context(stranger.clinic.id):
        assert ends(stranger, TOMORROW) == []


def test_the_page_shows_the_list_and_the_rooms_alone_ask_nothing_of_it(clinic, tablet) -> None:
    client = Client()
    client.force_login(clinic.staff["ana"].account, site.AUTHENTICATION_BACKENDS[-1])
    with time_machine.travel(TOMORROW, tick=False):
        whole = client.get("/").content.decode()
        rooms = client.get("/", headers={"HX-Request": "true"}).content.decode()

    assert "To close the day this list must be empty." in whole
    assert "Opened on an earlier day." in whole
    assert "Opened on an earlier day." not in rooms


STEPS = st.sampled_from(
    [
        *(("PhaseEntered", {"phase": phase.value}) for phase in Phase),
        ("DoseGiven", {
            "drug": "ketamine", "route": "im", "dose_mg": "40",
            "already_happened": True, "reason": "On paper",
        }),
        ("InfusionStarted", {
            "drug": "ketamine", "concentration_mg_per_ml": "1", "rate_ml_per_hour": "50",
            "already_happened": True, "reason": "On paper",
        }),
        ("InfusionStopped", {}),
        ("DosingEnded", {}),
        ("EmergencyDeclared", {}),
        ("EmergencyEnded", {"outcome": "well"}),
        ("EntryUndone", {}),
        ("NoteWritten", {"text": "A note"}),
        *(
            ("RecordClosed", {"outcome": outcome, "reason": "So it was"})
            for outcome in ("completed", "cancelled", "transferred", "left_early")
        ),
    ]
)  # fmt: skip


def walk(cast, tablet: Tablet, path: list[tuple[str, dict[str, object]]]) -> None:
    """Send each step to the real record. What is refused is no step."""
    latest, infusion = uuid4(), uuid4()
    for number, (kind, payload) in enumerate(path):
        at = MORNING + timedelta(seconds=2 * number)
        pointing = {
            "EntryUndone": {"target_id": latest},
            "InfusionStopped": {"infusion_id": infusion},
        }
        event = tablet.event(at, kind, **payload, **pointing.get(kind, {}))
        (result,) = tablet.send(cast.actor("okafor"), at, event)
        if result.state == "new":
            latest = result.event_id
            infusion = result.event_id if kind == "InfusionStarted" else infusion


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.lists(STEPS, min_size=1, max_size=DEEP))
def test_whatever_happened_a_session_is_closed_or_on_the_list(clinic, tablet, path) -> None:
    with transaction.atomic():
        walk(clinic, tablet, path)
        session = DosingSession.objects.get(pk=tablet.session.pk)
        listed = [end.kind for end in board(clinic, TOMORROW).loose_ends]
        is_closed = log_of(session).state.is_closed
        transaction.set_rollback(True)
    tablet.session.refresh_from_db()

    assert (session.closed_at is not None) is is_closed
    assert ("Not closed" in listed) is not is_closed
    assert ("Not signed" in listed) is is_closed

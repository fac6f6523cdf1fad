"""A person looks at a monitor that names somebody else, and says whom it measures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.interfaces.monitors.actions import StoodElsewhere, add_monitor, stand_monitor
from holdspace.interfaces.monitors.doubt_actions import (
    IS_ANOTHER,
    IS_ANOTHER_AFTER_ALL,
    IS_THE_ONE,
    DoubtSettled,
    settle_doubt,
)
from holdspace.interfaces.monitors.forms import StandForm
from holdspace.pathway.dosing_session.models import MonitorAssignment, MonitorDoubt
from tests.interfaces.clinic_monitors import session_in

if TYPE_CHECKING:
    from django.test import Client

    from holdspace.clinic.demo import Cast

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(autouse=True)
def plain_file_names(settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def doubt(cast: Cast) -> MonitorDoubt:
    session = session_in(cast, "Room 2", "mara", opened_at=NOW - timedelta(minutes=40))
    with clinic_context(cast.clinic.id):
        monitor = add_monitor(actor=cast.actor("ana"), name="Monitor 2", device_key="B")
        return MonitorDoubt.objects.create(
            clinic=cast.clinic,
            monitor=monitor,
            session=session,
            named="a digest",
            began_at=NOW - timedelta(minutes=5),
            last_heard_at=NOW,
            words="Monitor 2 says that it is measuring somebody else: the name differs.",
        )


def test_ana_finds_the_doubt_says_it_is_mara_and_both_are_in_the_trail(
    cast: Cast, client: Client, doubt: MonitorDoubt
) -> None:
    client.force_login(cast.staff["ana"].account)
    page = f"/monitors/doubts/{doubt.pk}/"

    listed = client.get("/monitors/").content.decode()
    asked = client.get(page).content.decode()
    nothing = client.post(page, {})
    said = client.post(page, {"who": "this"}, follow=True).content.decode()
    later = client.get("/monitors/").content.decode()

    assert (doubt.words in listed, page in listed) == (True, True)
    assert "Mara" in asked
    assert (nothing.status_code, "Say whom it measures" in nothing.content.decode()) == (422, True)
    assert f"{IS_THE_ONE}." in said
    assert "Ana Silva said at" in said
    assert doubt.words not in later
    with clinic_context(cast.clinic.id):
        acts = AuditEntry.objects.filter(patient=doubt.session.patient_id).values_list("act")
        assert {act for (act,) in acts} == {
            "look at a doubt about a monitor",
            "say whom a monitor measures",
        }


def test_who_says_it_second_reads_what_the_first_one_found(
    cast: Cast, client: Client, doubt: MonitorDoubt
) -> None:
    with clinic_context(cast.clinic.id):
        settle_doubt(actor=cast.actor("ana"), doubt=doubt, is_this_person=False, now=NOW)
        with pytest.raises(DoubtSettled):
            settle_doubt(actor=cast.actor("okafor"), doubt=doubt, is_this_person=True, now=NOW)
    client.force_login(cast.staff["okafor"].account)

    page = f"/monitors/doubts/{doubt.pk}/"
    read = client.post(page, {"who": "this", "found": ""}, follow=True).content.decode()

    assert "Somebody has said this meanwhile." in read
    assert f"{IS_ANOTHER}." in read


def test_a_slip_can_be_said_otherwise_and_the_trail_has_both(
    cast: Cast, client: Client, doubt: MonitorDoubt
) -> None:
    client.force_login(cast.staff["ana"].account)
    page = f"/monitors/doubts/{doubt.pk}/"
    client.post(page, {"who": "another", "found": ""})

    offered = client.get(page).content.decode()
    said = client.post(page, {"who": "this", "found": "another"}, follow=True).content.decode()
    again = client.post(page, {"who": "another", "found": "this"}, follow=True).content.decode()

    assert ("That is not right" in offered, 'value="another"' in offered) == (True, True)
    assert f"{IS_THE_ONE}." in said
    assert "mark it as an artefact in the room" in again
    assert f"{IS_ANOTHER_AFTER_ALL}." in again
    with clinic_context(cast.clinic.id):
        assert AuditEntry.objects.filter(act="say whom a monitor measures").count() == 3


def test_another_clinic_knows_of_no_doubt(
    stranger: Cast, client: Client, doubt: MonitorDoubt
) -> None:
    client.force_login(stranger.staff["ana"].account)

    assert client.get(f"/monitors/doubts/{doubt.pk}/").status_code == 404


# --- since when it stands there -------------------------------------------------------------------


def stays(cast: Cast) -> list[tuple[str, datetime, datetime | None]]:
    found = MonitorAssignment.objects.order_by("id").select_related("room")
    return [(one.room.name, one.from_at, one.until_at) for one in found]


def test_a_monitor_that_nobody_placed_can_have_stood_there_for_a_while(cast: Cast) -> None:
    ana, since = cast.actor("ana"), NOW - timedelta(minutes=20)
    with clinic_context(cast.clinic.id):
        monitor = add_monitor(actor=ana, name="Monitor 2", device_key="B")
        room = cast.rooms["Room 2"]
        stand_monitor(actor=ana, monitor=monitor, room=room, now=NOW)

        stand_monitor(actor=ana, monitor=monitor, room=room, now=NOW, since=since)
        stand_monitor(actor=ana, monitor=monitor, room=room, now=NOW, since=NOW)

        assert stays(cast) == [("Room 2", NOW, NOW), ("Room 2", since, None)]


def test_a_time_is_that_of_the_clinics_clock(cast: Cast) -> None:
    noon = datetime(2025, 6, 1, 12, tzinfo=UTC)  # 14:00 in the clinic
    room = cast.rooms["Room 2"]
    with clinic_context(cast.clinic.id):
        form = StandForm(cast.actor("ana"), {"room": room.pk, "since": "13:40"}, now=noon)

        assert form.is_valid()
        assert form.cleaned_data["since"] == noon - timedelta(minutes=20)


def test_until_when_it_stood_elsewhere_is_said_in_the_clinics_time(cast: Cast) -> None:
    ana, noon = cast.actor("ana"), datetime(2025, 6, 1, 12, tzinfo=UTC)
    before = noon - timedelta(hours=1)
    with clinic_context(cast.clinic.id):
        monitor = add_monitor(actor=ana, name="Monitor 2", device_key="B")
        stand_monitor(actor=ana, monitor=monitor, room=cast.rooms["Room 1"], now=before)
        stand_monitor(actor=ana, monitor=monitor, room=None, now=noon)

        with pytest.raises(StoodElsewhere, match="Room 1 until 14:00"):
            stand_monitor(
                actor=ana, monitor=monitor, room=cast.rooms["Room 2"], now=noon, since=before
            )


def test_what_went_to_another_rooms_record_is_not_claimed_back(cast: Cast) -> None:
    ana = cast.actor("ana")
    with clinic_context(cast.clinic.id):
        monitor = add_monitor(actor=ana, name="Monitor 2", device_key="B")
        before = NOW - timedelta(hours=1)
        stand_monitor(actor=ana, monitor=monitor, room=cast.rooms["Room 1"], now=before)
        since = NOW - timedelta(minutes=20)

        with pytest.raises(StoodElsewhere, match="Room 1 until now"):
            stand_monitor(
                actor=ana, monitor=monitor, room=cast.rooms["Room 2"], now=NOW, since=since
            )

        assert stays(cast) == [("Room 1", before, None)]


def test_a_time_more_than_half_a_day_back_keeps_what_was_typed_and_says_what_to_do(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.staff["ana"].account)
    with clinic_context(cast.clinic.id):
        monitor = add_monitor(actor=cast.actor("ana"), name="Monitor 2", device_key="B")
    page = f"/monitors/{monitor.pk}/stands/"
    opened_on = client.get(page).context["opened_on"]
    ahead = (datetime.now(UTC) + timedelta(hours=8)).strftime("%H:%M")

    answer = client.post(
        page, {"room": cast.rooms["Room 2"].pk, "since": ahead, "opened_on": opened_on}
    )

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "Say a time of the last 12 hours, or leave it empty." in words
    assert f'value="{ahead}"' in words

"""The person's own pages before a session: their words, their drafts, their clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from holdspace.clinic.people.models import Patient
from holdspace.clinic.schedule.models import Appointment
from holdspace.pathway.course.actions import medicine_begins_to_act, medicine_no_longer_acts
from holdspace.pathway.course.queries import goals_of, protocol_of
from holdspace.pathway.prepare import actions
from holdspace.pathway.prepare.models import Draft, Escort, GuidancePlan, Intention, OwnTimes
from holdspace.pathway.prepare.visit_queries import times_of
from tests.clinic.own_sign_in import sign_in_as_person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
GUIDANCE = {"level": "1", "hand_signal": "I lift my hand."}


@pytest.fixture
def phone(client, in_clinic, cycle):
    """Mara, signed in on her own phone, on the morning of the day before her session."""
    with time_machine.travel(NOW, tick=False):
        sign_in_as_person(client, in_clinic.patients["mara"])
        yield client


@pytest.fixture
def visit(in_clinic) -> Appointment:
    starts = NOW + timedelta(days=1)
    return Appointment.objects.create(
        clinic=in_clinic.clinic,
        kind=Appointment.Kind.DOSING,
        patient=in_clinic.patients["mara"],
        room=in_clinic.rooms["Room 1"],
        starts_at=starts,
        ends_at=starts + timedelta(hours=3),
        zone=in_clinic.clinic.time_zone,
    )


def send(client, what, **values):
    """As the page sends it: with what the form was opened on."""
    page = client.get(reverse(f"prepare:own_{what}"))
    return client.post(
        reverse(f"prepare:own_{what}"), {"opened_on": page.context["opened_on"], **values}
    )


def keep(client, what, **values):
    return client.post(reverse("prepare:own_draft", args=[what]), values)


def told(cast, cycle):
    return times_of(cast.clinic.pk, protocol_of(cycle.course), cast.clinic.name)


def read(client, what="plan") -> str:
    return client.get(reverse(f"prepare:own_{what}")).content.decode()


def test_without_an_appointment_the_page_says_so(phone) -> None:
    assert "No visit yet" in read(phone)


def test_the_plan_has_the_moments_of_the_appointment(phone, visit) -> None:
    page = " ".join(read(phone).split())

    assert "Until <b>03:00</b> on Tuesday 10 March" in page
    assert "At <b>08:50</b> on Tuesday 10 March" in page
    assert "Do not drive before <b>Wednesday 11 March</b>" in page


def test_somebody_in_another_zone_sees_both_clocks(phone, visit) -> None:
    Patient.objects.filter(pk=visit.patient_id).update(time_zone="Europe/Lisbon")

    page = " ".join(read(phone).split())

    assert (
        "Until <b>02:00</b> on Tuesday 10 March<small>clinic time: Tuesday 10 March, 03:00" in page
    )
    assert "You are in Lisbon. The clinic is in Berlin." in page


def test_a_cancelled_visit_is_gone_and_a_moved_one_has_new_moments(phone, visit) -> None:
    Appointment.objects.filter(pk=visit.pk).update(cancelled_at=NOW)

    assert "No visit yet" in read(phone)


def test_what_the_prescriber_wrote_stands_there_word_for_word(
    phone, in_clinic, cycle, visit
) -> None:
    actions.write_medicine_lines(
        actor=in_clinic.actor("okafor"), cycle=cycle, words="Sertraline as always.", now=NOW
    )

    assert "Sertraline as always." in read(phone)


def test_the_calendar_file_says_when_and_nothing_else(phone, visit, in_clinic) -> None:
    file = phone.get(reverse("prepare:own_calendar")).content.decode()

    assert "DTSTART:20260310T080000Z\r\n" in file
    assert "SUMMARY:Appointment\r\n" in file
    assert in_clinic.clinic.name not in file
    assert "etamine" not in file


def test_an_intention_is_the_persons_and_staff_see_that(phone, cycle) -> None:
    send(phone, "intention", words="To sleep again.")

    row = Intention.objects.get(cycle=cycle)
    assert (row.words, row.noted_by, row.by) == ("To sleep again.", None, "the person")


def test_what_staff_copies_from_paper_is_said_to_be_the_persons(in_clinic, cycle) -> None:
    row = actions.write_intention(
        actor=in_clinic.actor("jonas"), cycle=cycle, words="Rest.", now=NOW, is_copied=True
    )

    assert row.written == "Copied from what the person wrote or said, by Jonas Weber"


def test_a_draft_is_kept_shown_again_and_seen_by_nobody_else(phone, in_clinic, cycle) -> None:
    keep(phone, "intention", words="To slee")

    assert "To slee" in read(phone, "intention")
    assert Intention.objects.count() == 0


def test_an_emptied_draft_is_none(phone) -> None:
    keep(phone, "intention", words="To slee")
    keep(phone, "intention", words="  ")

    assert Draft.objects.count() == 0


def test_what_was_sent_leaves_no_draft(phone) -> None:
    keep(phone, "intention", words="To slee")
    send(phone, "intention", words="To sleep.")

    assert Draft.objects.count() == 0


def test_one_can_begin_again(phone) -> None:
    keep(phone, "guidance", **GUIDANCE)
    phone.post(reverse("prepare:own_draft", args=["guidance"]), {"discard": "1"})

    assert Draft.objects.count() == 0


def test_what_staff_wrote_meanwhile_is_shown_and_not_written_over(phone, in_clinic, cycle) -> None:
    opened_on = phone.get(reverse("prepare:own_intention")).context["opened_on"]
    actions.write_intention(actor=in_clinic.actor("jonas"), cycle=cycle, words="By Jonas.", now=NOW)

    sent = {"opened_on": opened_on, "words": "By Mara."}
    answer = phone.post(reverse("prepare:own_intention"), sent)

    assert answer.status_code == 409
    assert "By Jonas." in answer.content.decode()
    assert "By Mara." in answer.content.decode()
    assert Intention.objects.count() == 1


def test_nothing_typed_is_lost_when_something_is_missing(phone) -> None:
    answer = send(phone, "escort", name="Ines", phone="")

    assert answer.status_code == 422
    assert 'value="Ines"' in answer.content.decode()


def test_an_escort_named_on_the_phone_says_who_said_it_and_how_they_go_home(phone, cycle) -> None:
    send(phone, "escort", name="Ines", phone="0151 000", ride="taxi", is_confirmed="on")

    escort = Escort.objects.get(cycle=cycle)
    assert (escort.by, escort.ride, escort.is_confirmed) == ("the person", "taxi", True)


def test_without_the_consent_to_touch_nothing_asks_about_it(phone, cycle) -> None:
    send(phone, "guidance", **GUIDANCE, is_touch_allowed="on", touch_areas="Hand")

    assert "touch_areas" not in read(phone, "guidance")
    assert GuidancePlan.objects.get(cycle=cycle).is_touch_allowed is False


def test_goals_are_kept_version_by_version(phone, course) -> None:
    send(phone, "goals", words="To sleep.")
    send(phone, "goals", words="To sleep, and to cook again.")

    assert goals_of(course) == "To sleep, and to cook again."


def test_a_session_that_was_is_not_written_into(phone, cycle) -> None:
    medicine_begins_to_act(cycle=cycle, at=NOW)
    medicine_no_longer_acts(cycle=cycle, at=NOW)

    assert phone.get(reverse("prepare:own_intention")).status_code == 404
    assert "This session is behind you" in read(phone)


def test_another_persons_preparation_is_out_of_reach(phone, in_clinic, cycle, client) -> None:
    keep(phone, "intention", words="Mara alone.")
    sign_in_as_person(client, in_clinic.patients["rosa"])

    assert client.get(reverse("prepare:own_intention")).status_code == 404
    assert "Mara alone." not in read(client)


def test_what_it_may_feel_like_has_the_times_of_the_persons_own_route(phone) -> None:
    assert "It often starts 2 to 10 minutes after you get it." in read(phone, "feel")


def test_a_clinics_own_times_are_told_and_asked_for(client, in_clinic, cycle, visit) -> None:
    client.force_login(in_clinic.staff["okafor"].account)
    address = reverse("prepare:own_times")
    page = client.get(address)
    typed = {field.name: field.value() for field in page.context["form"]}
    typed |= {"racemic.iv.last_meal_minutes": 240, "opened_on": page.context["opened_on"]}

    assert client.post(address, typed).status_code == 302
    assert told(in_clinic, cycle).last_meal_minutes == 240


def test_a_time_outside_the_limits_is_refused_with_its_field(client, in_clinic) -> None:
    client.force_login(in_clinic.staff["okafor"].account)
    address = reverse("prepare:own_times")
    page = client.get(address)
    typed = {field.name: field.value() for field in page.context["form"]}
    typed |= {"esketamine.nasal.nasal_spray_minutes": 59, "opened_on": page.context["opened_on"]}

    answer = client.post(address, typed)

    assert (answer.status_code, OwnTimes.objects.count()) == (422, 0)

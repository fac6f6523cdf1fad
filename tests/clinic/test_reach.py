"""Hours and numbers: said by the owner, shown to everybody, never guessed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from holdspace.clinic.people.models import Clinic
from holdspace.clinic.reach.forms import ReachForm, as_form_values
from holdspace.clinic.reach.queries import (
    IN_ANOTHER_COUNTRY,
    LOCAL_EMERGENCY,
    ReachKind,
    openness_of,
    people_to_reach,
)

MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
CLINIC, CRISIS, EMERGENCY = ReachKind.CLINIC, ReachKind.CRISIS, ReachKind.EMERGENCY


def saved(cast) -> Clinic:
    return Clinic.objects.get(pk=cast.clinic.pk)


def filled(cast, **changes) -> dict[str, object]:
    return {**as_form_values(cast.clinic), **changes}


def test_a_person_can_reach_the_clinic_a_crisis_line_and_the_emergency_number(cast) -> None:
    found = people_to_reach(cast.clinic)

    assert [one.kind for one in found] == [CLINIC, CRISIS, EMERGENCY]
    assert found[0].words == "Monday to Thursday, 08:00 to 18:00; Friday, 08:00 to 16:00"
    assert [one.href for one in found] == ["tel:03023125040", "tel:08001110111", "tel:112"]


def test_a_clinic_that_has_said_nothing_still_names_the_local_emergency_number(cast) -> None:
    nothing = Clinic(name="New", time_zone="UTC")

    assert [one.label for one in people_to_reach(nothing)] == [LOCAL_EMERGENCY]
    assert openness_of(nothing, MONDAY_NOON).is_open is None


def test_who_lives_in_another_zone_is_told_that_the_number_may_be_another(cast) -> None:
    mara = cast.patients["mara"]
    at_home = people_to_reach(cast.clinic, mara)[-1]
    mara.time_zone = "America/Chicago"

    abroad = people_to_reach(cast.clinic, mara)[-1]

    assert (at_home.number, at_home.words) == ("112", "")
    assert (abroad.number, abroad.words) == ("112", IN_ANOTHER_COUNTRY)


def test_hours_that_cannot_be_read_are_hours_nobody_has_said(cast) -> None:
    cast.clinic.opening_hours = {"someday": [["09:00", "17:00"]]}

    assert openness_of(cast.clinic, MONDAY_NOON).is_open is None


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("09:00-17:00", [["09:00", "17:00"]]),
        ("9-12, 1300 to 17:30", [["09:00", "12:00"], ["13:00", "17:30"]]),
        ("0:00-24:00", [["00:00", "24:00"]]),
    ],
)
def test_hours_are_typed_as_people_write_them(cast, typed, stored) -> None:
    form = ReachForm(filled(cast, saturday=typed))

    assert form.is_valid(), form.errors
    assert form.changes()["opening_hours"]["saturday"] == stored


@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        ("monday", "all day", "is no span of time"),
        ("monday", "17:00-09:00", "ends before it begins"),
        ("monday", "09:00-12:00, 11:00-13:00", "overlap"),
        ("crisis_lines", "Somebody to talk to", "Line 1"),
        ("crisis_lines", "One: 123\nAnother:", "Line 2"),
        ("country", "Germany", "Two letters"),
    ],
)
def test_what_cannot_be_meant_is_said_and_nothing_typed_is_lost(
    cast, client, field, typed, complaint
) -> None:
    client.force_login(cast.staff["owner"].account)
    opened_on = client.get("/clinic/reach/edit/").context["opened_on"]
    sent = filled(cast, phone="030 1", opened_on=opened_on, **{field: typed})

    page = client.post("/clinic/reach/edit/", sent)

    assert page.status_code == 422
    assert complaint in page.content.decode()
    assert "030 1" in page.content.decode()
    assert saved(cast).phone == cast.clinic.phone


def test_the_owner_changes_them_and_everybody_reads_them(cast, client) -> None:
    client.force_login(cast.staff["owner"].account)
    opened_on = client.get("/clinic/reach/edit/").context["opened_on"]
    lines = "Krisendienst: 030 23125 041\nTelefonSeelsorge: 0800 111 0 111"

    client.post(
        "/clinic/reach/edit/",
        filled(cast, crisis_lines=lines, saturday="10-12", opened_on=opened_on),
    )

    client.force_login(cast.staff["desk"].account)
    page = client.get("/clinic/reach/").content.decode()
    assert "030 23125 041" in page
    assert "Saturday, 10:00 to 12:00" in page
    assert saved(cast).crisis_lines[0] == {"label": "Krisendienst", "number": "030 23125 041"}


def test_a_stale_form_of_hours_shows_both_versions(cast, client) -> None:
    client.force_login(cast.staff["owner"].account)
    opened_on = client.get("/clinic/reach/edit/").context["opened_on"]
    client.post("/clinic/reach/edit/", filled(cast, phone="030 1", opened_on=opened_on))

    page = client.post("/clinic/reach/edit/", filled(cast, phone="030 2", opened_on=opened_on))

    assert page.status_code == 409
    assert saved(cast).phone == "030 1"

"""Two people have one form open: whoever sends it second is shown both versions, and decides."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import Cast, make_cast
from holdspace.clinic.people.models import SignedStatement, StaffMember
from holdspace.clinic.people.roles import Role
from holdspace.pathway.consult import consent_texts
from holdspace.pathway.consult.actions import withdraw_consent
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.course.actions import CoursePlan, start_course
from holdspace.pathway.course.models import DoseCycle
from holdspace.pathway.dosing_session.models import Monitor
from holdspace.pathway.prepare.models import Intention
from tests.pathway.consult.signed import signed

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.server.database_address import Database

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
Values = dict[str, Any]


@dataclass
class Desk:
    """Two people of the staff, each before a screen of their own, and what they write about."""

    cast: Cast
    ids: dict[str, object]
    ana: Client
    jonas: Client

    def path(self, pattern: str) -> str:
        return pattern.format(**self.ids)


def signed_in(member: StaffMember) -> Client:
    client = Client()
    client.force_login(
        member.account, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def furnished(cast: Cast) -> Desk:
    """Mara in the first cycle of a course, a monitor; Ana and Jonas may do everything."""
    with clinic_context(cast.clinic.id):
        for key in ("ana", "jonas"):
            StaffMember.objects.filter(pk=cast.staff[key].pk).update(roles=list(Role))
        course = start_course(
            actor=cast.actor("okafor"),
            patient=cast.patients["mara"],
            plan=CoursePlan(
                indication="chronic_pain",
                protocol_name="iv-racemic-0.5mgkg-40min",
                protocol_version=1,
                planned_sessions=6,
            ),
            started_on=NOW.date(),
        )
        monitor = Monitor.objects.create(clinic=cast.clinic, name="Monitor 1", device_key="A")
        ids = {
            "cycle": DoseCycle.objects.get(course=course).pk,
            "course": course.pk,
            "mara": cast.patients["mara"].pk,
            "mei": cast.staff["mei"].pk,
            "room": cast.rooms["Room 4"].pk,
            "other_room": cast.rooms["Room 3"].pk,
            "monitor": monitor.pk,
        }
    return Desk(cast, ids, signed_in(cast.staff["ana"]), signed_in(cast.staff["jonas"]))


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return furnished(cast)


PERSON = {"given_name": "Mara", "family_name": "Keller", "born_on": "1984-03-12"}
FORMS: list[tuple[str, Values, Values, str, str]] = [
    (
        "/cycles/{cycle}/intention/",
        {"words": "To sleep again."}, {"words": "To grieve."},
        "To sleep again.", "To grieve.",
    ),
    (
        "/cycles/{cycle}/guidance/",
        {"level": 1, "hand_signal": "A raised hand"}, {"level": 4, "hand_signal": "Two squeezes"},
        "1: Non-directive presence", "4: Active",
    ),
    (
        "/cycles/{cycle}/answer/fasting/",
        {"met": "met", "detail": ""}, {"met": "unmet", "detail": "Breakfast at 8"},
        "Met", "Breakfast at 8",
    ),
    (
        "/cycles/{cycle}/weight/",
        {"weight": "71.5", "measured_on": "2026-03-09"},
        {"weight": "77.5", "measured_on": "2026-03-08"},
        "71.5 kg", "77.5 kg",
    ),
    (
        "/cycles/{cycle}/escort/",
        {"name": "Ida", "phone": "1", "day": "2026-03-09", "at": "1430"},
        {"name": "Paul", "phone": "2", "day": "2026-03-09", "at": "1500"},
        "14:30", "15:00",
    ),
    (
        "/people/{mara}/edit/",
        {**PERSON, "phone": "030 1"}, {**PERSON, "phone": "030 2"},
        "030 1", "030 2",
    ),
    (
        "/clinic/staff/{mei}/",
        {"name": "Mei Tan", "roles": ["therapist"]}, {"name": "Mei Tan", "roles": ["prescriber"]},
        "Therapist", "Prescriber",
    ),
    (
        "/clinic/rooms/{room}/",
        {"name": "Garden room", "in_use": "on"}, {"name": "Quiet room"},
        "Garden room", "Quiet room",
    ),
    (
        "/monitors/{monitor}/stands/",
        {"room": "{room}"}, {"room": "{other_room}"},
        "Room 4", "Room 3",
    ),
]  # fmt: skip
"""Address, what Ana sends, what Jonas sends, and a word of each as both versions show it."""
each_form = pytest.mark.parametrize(
    ("path", "hers", "his", "her_words", "his_words"), FORMS, ids=[one[0] for one in FORMS]
)


def fingerprint_on(page: HttpResponse) -> str:
    found = re.search(r'name="opened_on" value="([0-9a-f]{64})"', page.content.decode())
    assert found is not None
    return found[1]


def fingerprint_of(client: Client, path: str) -> str:
    """What the page would be opened on now."""
    return fingerprint_on(client.get(path))


def send(desk: Desk, client: Client, path: str, values: Values, opened_on: str) -> HttpResponse:
    filled = {
        name: value.format(**desk.ids) if isinstance(value, str) else value
        for name, value in values.items()
    }
    return client.post(path, {**filled, "opened_on": opened_on})


@pytest.mark.django_db
@each_form
def test_the_second_to_send_is_shown_both_versions_and_nothing_is_written(
    desk: Desk, path: str, hers: Values, his: Values, her_words: str, his_words: str
) -> None:
    path = desk.path(path)
    opened_on = fingerprint_of(desk.jonas, path)
    assert send(desk, desk.ana, path, hers, opened_on).status_code == 302
    after_hers = fingerprint_of(desk.ana, path)

    answer = send(desk, desk.jonas, path, his, opened_on)

    versions = answer.content.decode().split('class="both-versions')[1].split("</section>")[0]
    assert answer.status_code == 409
    assert her_words in versions
    assert his_words in versions
    assert "Ana Silva" in versions
    assert fingerprint_of(desk.ana, path) == after_hers != opened_on


@pytest.mark.django_db
@each_form
def test_one_press_keeps_mine(
    desk: Desk, path: str, hers: Values, his: Values, her_words: str, his_words: str
) -> None:
    path = desk.path(path)
    opened_on = fingerprint_of(desk.jonas, path)
    send(desk, desk.ana, path, hers, opened_on)
    after_hers = fingerprint_of(desk.ana, path)
    both = send(desk, desk.jonas, path, his, opened_on)

    kept = send(desk, desk.jonas, path, his, fingerprint_on(both))

    assert b'form="form">Keep mine' in both.content
    assert kept.status_code == 302
    assert fingerprint_of(desk.ana, path) not in {opened_on, after_hers}


@pytest.mark.django_db
@each_form
def test_who_opens_it_afterwards_is_not_asked(
    desk: Desk, path: str, hers: Values, his: Values, her_words: str, his_words: str
) -> None:
    path = desk.path(path)
    send(desk, desk.ana, path, hers, fingerprint_of(desk.ana, path))

    answer = send(desk, desk.jonas, path, his, fingerprint_of(desk.jonas, path))

    assert answer.status_code == 302


@pytest.mark.django_db
@each_form
def test_a_form_that_does_not_say_what_it_was_opened_on_is_stale(
    desk: Desk, path: str, hers: Values, his: Values, her_words: str, his_words: str
) -> None:
    path = desk.path(path)

    assert send(desk, desk.ana, path, hers, "").status_code == 409


@pytest.mark.django_db
def test_nothing_typed_is_lost_and_theirs_is_one_press_away(desk: Desk) -> None:
    path = desk.path("/cycles/{cycle}/intention/")
    opened_on = fingerprint_of(desk.jonas, path)
    send(desk, desk.ana, path, {"words": "To sleep again."}, opened_on)

    page = send(desk, desk.jonas, path, {"words": "To grieve."}, opened_on).content.decode()

    typed = page.split("<textarea")[1].split("</textarea>")[0]
    assert "To grieve." in typed
    assert f'<a class="button" href="/people/{desk.ids["mara"]}/?cycle=1">Keep theirs' in page


@pytest.mark.django_db
def test_both_versions_shown_leave_a_line_in_the_trail(desk: Desk) -> None:
    path = desk.path("/cycles/{cycle}/intention/")
    opened_on = fingerprint_of(desk.jonas, path)
    send(desk, desk.ana, path, {"words": "To sleep again."}, opened_on)
    send(desk, desk.jonas, path, {"words": "To grieve."}, opened_on)

    with clinic_context(desk.cast.clinic.id):
        latest = AuditEntry.objects.latest("id")

    assert (latest.staff_id, latest.patient_id) == (
        desk.cast.staff["jonas"].pk,
        desk.ids["mara"],
    )


@pytest.mark.django_db
def test_a_stale_form_that_is_not_whole_is_mended_first_and_is_still_stale(desk: Desk) -> None:
    path = desk.path("/cycles/{cycle}/answer/fasting/")
    opened_on = fingerprint_of(desk.jonas, path)
    send(desk, desk.ana, path, {"met": "met"}, opened_on)

    first = send(desk, desk.jonas, path, {"met": "unmet", "detail": ""}, opened_on)
    second = send(desk, desk.jonas, path, {"met": "unmet", "detail": "Ate"}, fingerprint_on(first))

    assert (first.status_code, second.status_code) == (422, 409)


@pytest.mark.django_db
def test_a_third_person_in_between_is_shown_as_well(desk: Desk) -> None:
    path = desk.path("/cycles/{cycle}/intention/")
    opened_on = fingerprint_of(desk.jonas, path)
    send(desk, desk.ana, path, {"words": "First"}, opened_on)
    both = send(desk, desk.jonas, path, {"words": "Second"}, opened_on)
    send(desk, desk.ana, path, {"words": "Third"}, fingerprint_of(desk.ana, path))

    again = send(desk, desk.jonas, path, {"words": "Second"}, fingerprint_on(both))

    assert again.status_code == 409
    assert b"Third" in again.content


@pytest.mark.django_db
def test_a_person_with_two_windows_is_told_that_it_was_they(desk: Desk) -> None:
    path = desk.path("/cycles/{cycle}/intention/")
    opened_on = fingerprint_of(desk.ana, path)
    send(desk, desk.ana, path, {"words": "First"}, opened_on)

    page = send(desk, desk.ana, path, {"words": "Second"}, opened_on).content.decode()

    assert "in another window" in page


@pytest.mark.django_db
def test_the_next_session_is_added_once_when_two_ask_for_it(desk: Desk) -> None:
    path = desk.path("/courses/{course}/cycle/")

    said = [
        client.post(path, {"after": "1"}, follow=True).content.decode()
        for client in (desk.ana, desk.jonas)
    ]

    with clinic_context(desk.cast.clinic.id):
        numbers = set(DoseCycle.objects.filter(course=desk.ids["course"]).values_list("number"))
    assert "Nothing was added twice." in said[1]
    assert numbers == {(1,), (2,)}


@pytest.mark.django_db
def test_words_that_changed_under_the_director_are_not_signed(desk: Desk) -> None:
    okafor = signed_in(desk.cast.staff["okafor"])

    said = okafor.post("/clinic/statements/own-limits/sign/", {"text": "0" * 64}, follow=True)

    assert "The words changed since this page was opened." in said.content.decode()
    with clinic_context(desk.cast.clinic.id):
        assert SignedStatement.objects.count() == 0


def sign(desk: Desk, client: Client, opened_on: str) -> HttpResponse:
    return send(
        desk,
        client,
        consent_page(desk),
        {"signed_name": "Mara Keller", "scope": "My hand."},
        opened_on,
    )


def consent_page(desk: Desk) -> str:
    return desk.path("/courses/{course}/consent/touch/")


@pytest.mark.django_db
def test_a_consent_whose_words_changed_is_read_and_signed_afresh(desk: Desk, monkeypatch) -> None:
    opened_on = fingerprint_of(desk.ana, consent_page(desk))
    text = consent_texts.CURRENT["touch"]
    newer = replace(text, version=text.version + 1, words="Other words.")
    monkeypatch.setitem(consent_texts.CURRENT, "touch", newer)

    answer = sign(desk, desk.ana, opened_on)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Other words." in page
    assert "Keep mine" not in page
    assert 'value="Mara Keller"' not in page
    assert sign(desk, desk.ana, fingerprint_on(answer)).status_code == 302


@pytest.mark.django_db
def test_a_consent_withdrawn_meanwhile_is_not_given_again_by_an_old_page(desk: Desk) -> None:
    opened_on = fingerprint_of(desk.jonas, consent_page(desk))
    ana = desk.cast.actor("ana")
    with clinic_context(desk.cast.clinic.id):
        course = DoseCycle.objects.get(pk=desk.ids["cycle"]).course
        given = signed(desk.cast, course, "touch", NOW, by="ana")
        withdraw_consent(actor=ana, consent=given, now=NOW)

    answer = sign(desk, desk.jonas, opened_on)

    with clinic_context(desk.cast.clinic.id):
        in_force = Consent.objects.in_force().count()
    assert (answer.status_code, in_force) == (409, 0)


def test_of_two_that_arrive_in_the_same_moment_one_is_asked(own_database: Database) -> None:
    desk = furnished(make_cast())
    path = desk.path("/cycles/{cycle}/intention/")
    opened_on = fingerprint_of(desk.ana, path)

    def press(client: Client) -> int:
        try:
            return send(desk, client, path, {"words": "Mine"}, opened_on).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        answers = sorted(hands.map(press, [signed_in(desk.cast.staff["ana"]) for _ in range(8)]))

    with clinic_context(desk.cast.clinic.id):
        written = Intention.objects.count()
    assert (answers, written) == ([302, *[409] * 7], 1)

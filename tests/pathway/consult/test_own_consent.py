"""The person reads, says back, signs and takes back on their own phone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.clinic.own_access.confirm import CONFIRMED_FOR
from holdspace.clinic.tasks.models import Task
from holdspace.pathway.consult.models import Consent, SaidBack
from holdspace.pathway.consult.queries import item_of_consent
from holdspace.pathway.consult.teach_back_companion_words import questions_about
from holdspace.pathway.course.actions import (
    CoursePlan,
    medicine_begins_to_act,
    medicine_no_longer_acts,
    start_course,
)
from holdspace.pathway.course.queries import latest_cycle_of
from tests.clinic.own_sign_in import sign_in_as_person
from tests.pathway.consult.signed import say_everything_back, signed, signed_alone

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.course.models import Course

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


class Phone:
    """Mara's phone, and the clinic that sees what she does on it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.client = Client()
        with clinic_context(cast.clinic.id):
            self.course = self._course("mara")
        self.person = sign_in_as_person(self.client, cast.patients["mara"])

    def _course(self, key: str) -> Course:
        plan = CoursePlan(
            indication="treatment_resistant_depression",
            protocol_name="iv-racemic-0.5mgkg-40min",
            protocol_version=1,
            planned_sessions=6,
        )
        return start_course(
            actor=self.cast.actor("okafor"),
            patient=self.cast.patients[key],
            plan=plan,
            started_on=NOW.date(),
        )

    def confirm(self, ago: timedelta = timedelta(0)) -> None:
        session = self.client.session
        session["own_confirmed_at"] = (datetime.now(UTC) - ago).isoformat()
        session.save()

    def get(self, path: str) -> str:
        return self.client.get(path).content.decode()

    def sign(self, item: str, **typed: str) -> HttpResponse:
        path = f"/me/consent/{item}/"
        found = re.search(r'name="opened_on" value="(\w+)"', self.get(path))
        typed = {"signed_name": "Mara Keller", "opened_on": found[1] if found else "", **typed}
        return self.client.post(path, typed)

    def say_all_back(self) -> None:
        with clinic_context(self.cast.clinic.id):
            say_everything_back(self.person, self.course, NOW)

    def standing(self, item: str):
        with clinic_context(self.cast.clinic.id):
            return item_of_consent(self.course, item)

    def acts(self) -> None:
        with clinic_context(self.cast.clinic.id):
            medicine_begins_to_act(cycle=latest_cycle_of(self.course), at=NOW)

    def acts_no_more(self) -> None:
        with clinic_context(self.cast.clinic.id):
            medicine_no_longer_acts(cycle=latest_cycle_of(self.course), at=NOW)

    def count(self, model) -> int:
        with clinic_context(self.cast.clinic.id):
            return model.objects.count()


@pytest.fixture
def phone() -> Phone:
    return Phone(make_cast())


def answer(phone: Phone, question: str, choice: str) -> str:
    sent = {"question": question, "answer": choice}
    return phone.client.post("/me/treatment/questions/", sent, follow=True).content.decode()


def test_the_page_about_the_treatment_says_what_is_not_approved(phone: Phone) -> None:
    page = phone.get("/me/treatment/")

    assert "That is called off-label." in page
    assert "What else there is" in page


def test_an_answer_that_is_not_so_is_met_with_how_it_is_and_asked_again(phone: Phone) -> None:
    first = questions_about("racemic")[0]
    wrong = next(one for one in first.choices if not one.is_right)

    page = answer(phone, first.code, wrong.code)

    assert wrong.reply in page
    assert first.words in page


def test_the_last_right_answer_leads_on_to_the_signature(phone: Phone) -> None:
    for question in questions_about("racemic"):
        right = next(one for one in question.choices if one.is_right)
        page = answer(phone, question.code, right.code)

    assert 'href="/me/consent/treatment/"' in page
    assert phone.count(SaidBack) == len(questions_about("racemic"))


def test_no_answer_chosen_is_asked_for_and_nothing_is_kept(phone: Phone) -> None:
    refused = phone.client.post("/me/treatment/questions/", {"question": "feels"})

    assert (refused.status_code, phone.count(SaidBack)) == (422, 0)
    assert "Choose one of the answers." in refused.content.decode()


def test_the_treatment_is_not_signed_before_it_was_said_back(phone: Phone) -> None:
    phone.confirm()

    page = phone.get("/me/consent/treatment/")
    refused = phone.sign("treatment")

    assert "To the questions" in page
    assert (refused.status_code, phone.count(Consent)) == (422, 0)


def test_the_person_signs_what_they_read(phone: Phone) -> None:
    phone.say_all_back()
    phone.confirm()

    signed_page = phone.sign("treatment")

    latest = phone.standing("treatment").latest
    assert signed_page.status_code == 302
    assert (latest.signed_by_person, latest.recorded_by, latest.signed_name) == (
        True, None, "Mara Keller",
    )  # fmt: skip
    assert latest.text_sha256 == phone.standing("treatment").text.fingerprint
    with clinic_context(phone.cast.clinic.id):
        line = AuditEntry.objects.get(act="record a consent")
    assert (line.by_patient, line.object_id) == (True, str(latest.pk))


@pytest.mark.parametrize(
    ("ago", "status"),
    [(CONFIRMED_FOR - timedelta(seconds=20), 302), (CONFIRMED_FOR + timedelta(seconds=1), 422)],
    ids=["just now", "too long ago"],
)
def test_only_who_proved_just_now_that_it_is_them_signs(phone: Phone, ago, status) -> None:
    phone.confirm()
    opened_on = re.search(r'name="opened_on" value="(\w+)"', phone.get("/me/consent/touch/"))[1]
    phone.confirm(ago)

    sent = {"signed_name": "Mara Keller", "scope": "My left hand.", "opened_on": opened_on}
    answered = phone.client.post("/me/consent/touch/", sent)

    assert answered.status_code == status
    assert status == 302 or "My left hand." in answered.content.decode()


def test_whoever_has_not_proved_it_is_asked_to_and_comes_back(phone: Phone) -> None:
    phone.confirm(timedelta(hours=1))

    page = phone.get("/me/consent/touch/")

    assert "/me/confirm?next=%2Fme%2Fconsent%2Ftouch%2F" in page
    assert 'name="signed_name"' not in page


@pytest.mark.parametrize(
    ("item", "typed", "said"),
    [
        ("touch", {"scope": ""}, "Fill this in first, or leave it unsigned."),
        (
            "recording",
            {"scope": "Sound, for me", "delete_on": ""},
            "Name the day on which it is deleted.",
        ),
        (
            "recording",
            {"scope": "Sound, for me", "delete_on": "2026-01-01"},
            "Name the day on which it is deleted.",
        ),
    ],
    ids=["where", "no day", "a day that is past"],
)
def test_how_far_it_goes_is_said_before_it_is_signed(phone: Phone, item, typed, said) -> None:
    phone.confirm()

    refused = phone.sign(item, **typed)

    page = refused.content.decode()
    assert (refused.status_code, phone.count(Consent)) == (422, 0)
    assert said in page
    assert 'value="Mara Keller"' in page


def test_a_page_opened_before_it_was_taken_back_signs_nothing_again(phone: Phone) -> None:
    phone.confirm()
    opened_on = re.search(r'name="opened_on" value="(\w+)"', phone.get("/me/consent/touch/"))[1]
    with clinic_context(phone.cast.clinic.id):
        signed_alone(phone.person, phone.course, "touch", NOW)
    phone.client.post("/me/consent/touch/take-back/")

    sent = {"signed_name": "Mara Keller", "scope": "My hand.", "opened_on": opened_on}
    refused = phone.client.post("/me/consent/touch/", sent)

    assert refused.status_code == 422
    assert not phone.standing("touch").is_in_force


def test_two_taps_take_a_consent_back_and_nobody_asks_why(phone: Phone) -> None:
    phone.confirm()
    phone.sign("touch", scope="My hand.")

    listed = phone.get("/me/consent/")
    second = phone.get("/me/consent/touch/take-back/")
    done = phone.client.post("/me/consent/touch/take-back/", follow=True).content.decode()

    assert 'href="/me/consent/touch/take-back/"' in listed
    assert "You do not have to say why." in second
    assert "<textarea" not in second
    assert "It counts from now on" in done
    latest = phone.standing("touch").latest
    assert (latest.withdrawn_by_person, latest.withdrawn_by) == (True, None)
    assert phone.count(Task) == 1


def test_while_the_medicine_acts_the_person_takes_back_and_signs_nothing(phone: Phone) -> None:
    phone.confirm()
    phone.sign("touch", scope="My hand.")
    phone.acts()

    page = phone.get("/me/consent/observers/")
    refused = phone.sign("observers", scope="Lea")
    phone.client.post("/me/consent/touch/take-back/")
    again = phone.sign("touch", scope="My hand.")

    assert "The medicine may still be at work." in page
    assert (refused.status_code, again.status_code) == (422, 422)
    assert not phone.standing("touch").is_in_force


def test_the_window_opens_again_once_the_person_is_found_ready(phone: Phone) -> None:
    phone.confirm()
    phone.acts()
    phone.acts_no_more()

    assert phone.sign("touch", scope="My hand.").status_code == 302


def test_touch_at_more_places_is_another_signature_and_the_first_stays_readable(phone) -> None:
    phone.confirm()
    phone.sign("touch", scope="My hand.")
    first = phone.standing("touch").latest

    phone.sign("touch", scope="My hand and my shoulder.")

    assert phone.standing("touch").latest.scope == "My hand and my shoulder."
    assert f"/me/consent/signed/{first.pk}/" in phone.get("/me/consent/")
    assert "You signed it again" in phone.get(f"/me/consent/signed/{first.pk}/")


def test_what_was_signed_before_a_witness_is_taken_back_on_the_phone(phone: Phone) -> None:
    with clinic_context(phone.cast.clinic.id):
        consent = signed(phone.cast, phone.course, "sharing", NOW, scope="Dr. Weiss")

    page = phone.get(f"/me/consent/signed/{consent.pk}/")
    phone.client.post("/me/consent/sharing/take-back/")

    assert "with Jonas Weber" in page
    assert not phone.standing("sharing").is_in_force


def test_nobody_reads_what_another_person_signed(phone: Phone) -> None:
    with clinic_context(phone.cast.clinic.id):
        course = phone._course("theo")
        consent = signed(phone.cast, course, "sharing", NOW, scope="Dr. Weiss")

    assert phone.client.get(f"/me/consent/signed/{consent.pk}/").status_code == 404


def test_the_home_page_leads_to_what_is_to_be_signed_and_then_no_more(phone: Phone) -> None:
    before = phone.get("/me/")
    phone.say_all_back()
    to_sign = phone.get("/me/")
    phone.confirm()
    phone.sign("treatment")
    after = phone.get("/me/")

    assert "Read about your treatment" in before
    assert "Agree to your treatment, or not" in to_sign
    assert "Agree to your treatment, or not" not in after
    assert "What you agreed to" in after


def test_whoever_took_the_treatment_back_is_not_asked_to_sign_it_again(phone: Phone) -> None:
    phone.say_all_back()
    phone.confirm()
    phone.sign("treatment")

    phone.client.post("/me/consent/treatment/take-back/")

    assert "Agree to your treatment" not in phone.get("/me/")


def test_what_was_agreed_to_is_a_row_and_never_what_is_next(phone: Phone) -> None:
    phone.say_all_back()
    phone.confirm()
    phone.sign("treatment")

    page = phone.get("/me/")

    card = page.split('<section class="card">')[1:]
    assert all("What you agreed to" not in one.split("</section>")[0] for one in card)
    assert 'href="/me/consent/"' in page

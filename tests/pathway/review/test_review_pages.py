"""The pages of a review: read by those who care, signed by a prescriber; the person's own."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from holdspace.clinic.audit.models import AuditEntry
from holdspace.domain.review_parts import Part
from holdspace.pathway.course.plan_queries import plan_of
from holdspace.pathway.review.models import CourseClosing, GoalRated, NextWish, OwnSigns
from holdspace.pathway.review.queries import review_of
from tests.clinic.own_sign_in import sign_in_as_person
from tests.pathway.review.story import score, wish

CLOSE = {
    "kind": "closing",
    "reason": "Six sessions, in remission.",
    "for_person": "Call us when you like.",
    "whom_to_call": "Harbour Clinic: 555 0100",
    "look_again_on": "",
}


@pytest.fixture(scope="module")
def begins_at():
    return timezone.now() - timedelta(days=1)


def client_of(lived, who, *, proved=False) -> Client:
    client = Client()
    client.force_login(
        lived.cast.staff[who].account,
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    if proved:
        session = client.session
        session["account_authentication_methods_user"] = str(lived.cast.staff[who].account_id)
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session.save()
    return client


def page_of(lived) -> str:
    return reverse("review:review", args=[lived.cycle.pk])


def text(response) -> str:
    return " ".join(response.content.decode().split())


def accepting(client, lived, **changed) -> dict[str, str]:
    """Everything accepted that is proposed, as the form sends it."""
    shown = client.get(page_of(lived)).context["shown"]
    said = {
        f"{one.part}_choice": "accept" if one.is_proposed else "decline"
        for one in shown.proposal.parts
    }
    return {**said, "read": shown.proposal.fingerprint, "words": "Borne well.", **changed}


def sign(client, lived, **changed):
    return client.post(
        reverse("review:sign", args=[lived.cycle.pk]), accepting(client, lived, **changed)
    )


def test_the_page_shows_the_proposal_beside_the_facts_and_leaves_its_trace(lived) -> None:
    wish(lived)
    said = text(client_of(lived, "okafor").get(page_of(lived)))

    assert "The ladder&#x27;s next step is 0.6 mg/kg, 42 mg for 70 kg." in said
    assert "151/93 mmHg, 30 min after the dose; 118 before" in said
    assert "Rule REV-D10, version 1" in said
    assert "What would change it:" in said
    assert "The program orders nothing" in said
    assert AuditEntry.objects.filter(act="read a review", object_id=str(lived.cycle.pk)).exists()


def test_a_therapist_reads_it_and_finds_no_signature_to_give(lived) -> None:
    therapist = client_of(lived, "jonas")
    said = text(therapist.get(page_of(lived)))

    assert "A prescriber signs this." in said
    assert "Sign the review" not in said
    assert therapist.post(reverse("review:sign", args=[lived.cycle.pk])).status_code == 403


def test_signed_with_the_password_it_makes_the_next_plan(lived) -> None:
    wish(lived)
    asked = sign(client_of(lived, "okafor"), lived)
    answer = sign(client_of(lived, "okafor", proved=True), lived)
    signed = review_of(lived.cycle)

    assert asked.url.startswith("/account/reauthenticate/")
    assert answer.url == reverse("today:person", args=[lived.course.patient_id])
    assert signed.plan == plan_of(lived.course)
    shown = client_of(lived, "jonas").get(reverse("review:signed", args=[signed.pk]))
    assert "Dose: accepted" in text(shown)


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(lived) -> None:
    wish(lived)
    answer = sign(
        client_of(lived, "okafor", proved=True),
        lived,
        dose_choice="edit",
        dose_value="",
        support_choice="decline",
        support_reason="",
        guidance_words="Only his own music.",
    )

    assert answer.status_code == 422
    assert "Dose: Write down what it is to be instead." in text(answer)
    assert "Support, why not as it is: Write down why you do not take it" in text(answer)
    assert "Only his own music." in text(answer)
    assert review_of(lived.cycle) is None


def test_what_the_protocol_asks_to_look_at_is_read_before_it_is_signed(lived) -> None:
    wish(lived)
    changed = {"dose_choice": "edit", "dose_value": "0.8", "dose_reason": "As discussed."}
    prescriber = client_of(lived, "okafor", proved=True)
    first = sign(prescriber, lived, **changed)
    second = sign(prescriber, lived, **changed, read_plan=first.context["to_read"])

    assert first.status_code == 422
    assert "The step up from the dose before is more than 0.25 mg/kg." in text(first)
    assert second.status_code == 302


def test_a_page_opened_on_older_facts_signs_nothing(lived) -> None:
    wish(lived)
    prescriber = client_of(lived, "okafor", proved=True)
    sent = accepting(prescriber, lived)
    wish(lived, depth="lighter")
    answer = prescriber.post(reverse("review:sign", args=[lived.cycle.pk]), sent)

    assert answer.status_code == 422
    assert "facts have changed since you opened this page" in text(answer)
    assert review_of(lived.cycle) is None


def test_a_page_on_older_facts_says_so_when_it_is_opened_again(lived) -> None:
    wish(lived)
    sign(client_of(lived, "okafor", proved=True), lived)
    score(lived.cast, [1, 1, 1, 1, 1, 1, 1, 1, 0, None], timezone.now())

    assert "Computed on older facts" in text(client_of(lived, "okafor").get(page_of(lived)))
    person = client_of(lived, "ana").get(reverse("today:person", args=[lived.course.patient_id]))
    assert "The review was computed on older facts." in text(person)


def test_staff_note_goals_and_wish_as_the_person_says_them(lived) -> None:
    sent = {"goal_0": "4", "goal_1": "", "company": "more", "depth": "same", "words": "Slower."}
    client_of(lived, "jonas").post(reverse("review:wish", args=[lived.cycle.pk]), sent)

    assert list(GoalRated.objects.order_by("id").values_list("goal", "score")) == [
        ("To sleep through.", 4),
        ("To see my sister again.", None),
    ]
    assert NextWish.objects.get().noted_by == lived.cast.staff["jonas"]


# --- the person's own -----------------------------------------------------------------------------


@pytest.fixture
def phone(lived) -> Client:
    client = Client()
    sign_in_as_person(client, lived.course.patient)
    return client


def test_a_day_later_the_phone_asks_about_goals_until_they_were_looked_at(lived, phone) -> None:
    before = text(phone.get("/me/?all"))
    sent = {"goal_0": "6", "goal_1": "", "company": "same", "depth": "", "words": ""}
    answer = phone.post("/me/closing/goals/", sent)
    kept = text(phone.get("/me/closing/"))

    assert "Look at your goals" not in before  # 21 hours after going home
    assert answer.url == "/me/closing/"
    assert "To sleep through." in kept
    assert "6 of 10" in kept
    assert NextWish.objects.get().noted_by is None


def test_their_own_plan_is_theirs_to_write_and_stays_when_the_course_is_over(lived, phone) -> None:
    opened = phone.get("/me/closing/plan/").context["opened_on"]
    words = {"signs": "I cancel things.", "helps": "The sea.", "whom": "Ida", "keeps": "Walking"}
    phone.post("/me/closing/plan/", {**words, "opened_on": opened})
    client_of(lived, "okafor").post(reverse("review:close", args=[lived.course.pk]), CLOSE)
    lived.course.refresh_from_db()
    kept = text(phone.get("/me/closing/"))
    again = phone.get("/me/closing/plan/")

    assert lived.course.ended_on is not None
    assert "I cancel things." in kept
    assert "Call us when you like." in kept
    assert "Harbour Clinic: 555 0100" in kept
    assert again.status_code == 200
    assert OwnSigns.objects.get().noted_by is None


def test_two_who_write_the_same_plan_see_both_versions(lived, phone) -> None:
    opened = phone.get("/me/closing/plan/").context["opened_on"]
    staff = client_of(lived, "jonas")
    url = reverse("review:signs", args=[lived.course.pk])
    staff.post(url, {"signs": "She sleeps less.", "opened_on": staff.get(url).context["opened_on"]})
    answer = phone.post("/me/closing/plan/", {"signs": "I cancel things.", "opened_on": opened})

    assert answer.status_code == 409
    assert "She sleeps less." in text(answer)


def test_maintenance_leaves_the_course_open(lived) -> None:
    client_of(lived, "okafor").post(
        reverse("review:close", args=[lived.course.pk]), {**CLOSE, "kind": "maintenance"}
    )
    lived.course.refresh_from_db()

    assert lived.course.ended_on is None
    assert CourseClosing.objects.get().kind == "maintenance"


@pytest.mark.parametrize(("latest", "is_said"), [(9, False), (10, True)])
def test_signs_of_relapse_are_said_on_the_persons_page(lived, latest, is_said) -> None:
    for total in (5, latest):
        answers = [min(3, max(0, total - 3 * place)) for place in range(8)]
        score(lived.cast, [*answers, 0, None], timezone.now())
    page = client_of(lived, "ana").get(reverse("today:person", args=[lived.course.patient_id]))

    assert ("Signs of relapse" in text(page)) is is_said


def test_each_part_of_the_page_has_its_fields_for_who_signs(lived) -> None:
    form = client_of(lived, "okafor").get(page_of(lived)).context["form"]

    assert {name.split("_")[0] for name in form.fields} == {*(part.value for part in Part), "words",
                                                            "read"}  # fmt: skip
    assert "dose_value" in form.fields

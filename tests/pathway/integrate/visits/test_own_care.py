"""Who else cares for somebody, as they say it on their own phone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.pathway.integrate.visits.care_companion import MOST
from holdspace.pathway.integrate.visits.models import OtherCare
from tests.clinic.own_sign_in import sign_in_as_person

pytestmark = pytest.mark.django_db
VEGA = {"kind": "therapist", "name": "Elena Vega", "phone": "", "words": "each Tuesday"}
PAGE = "/me/other-care/"


@pytest.fixture
def phone(cast, client):
    sign_in_as_person(client, cast.patients["mara"])
    return client


def noted_by_staff(cast, patient="mara", **more) -> OtherCare:
    said = {"kind": "psychiatrist", "name": "Dr Lindqvist", "words": "a colleague of ours"} | more
    with clinic_context(cast.clinic.id):
        return OtherCare.objects.create(
            clinic=cast.clinic,
            patient=cast.patients[patient],
            by=cast.staff["okafor"],
            at=timezone.now(),
            **said,
        )


def test_what_a_person_says_stands_on_the_page_of_the_staff_as_their_word(cast, phone) -> None:
    phone.post(PAGE, VEGA)

    phone.force_login(cast.staff["jonas"].account)
    page = phone.get(reverse("visits:visits", args=[cast.patients["mara"].pk])).content.decode()
    assert "Elena Vega" in page
    assert "Therapist: each Tuesday. Said by the person" in " ".join(page.split())
    with clinic_context(cast.clinic.id):
        assert AuditEntry.objects.filter(act="say who else cares", by_patient=True).count() == 1


def test_without_a_name_it_is_said_and_nothing_typed_is_lost(cast, phone) -> None:
    answer = phone.post(PAGE, VEGA | {"name": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write their name." in page
    assert 'value="each Tuesday"' in page


def test_what_the_staff_wrote_beside_a_name_is_not_shown(cast, phone) -> None:
    noted_by_staff(cast)

    page = phone.get(PAGE).content.decode()

    assert "Dr Lindqvist" in page
    assert "Written down by the clinic" in page
    assert "a colleague of ours" not in page


def test_no_longer_takes_it_off_both_lists_and_leaves_it_in_the_record(cast, phone) -> None:
    care = noted_by_staff(cast)

    phone.post(f"{PAGE}{care.pk}/end/")

    assert "Dr Lindqvist" not in phone.get(PAGE).content.decode()
    with clinic_context(cast.clinic.id):
        assert OtherCare.objects.get(pk=care.pk).ended_at is not None


def test_somebody_elses_list_is_not_there(cast, phone) -> None:
    theirs = noted_by_staff(cast, patient="theo", name="Nadia Brandt")

    assert phone.post(f"{PAGE}{theirs.pk}/end/").status_code == 404
    assert "Nadia Brandt" not in phone.get(PAGE).content.decode()


def test_twenty_are_enough_and_the_list_says_so(cast, phone) -> None:
    rows = [noted_by_staff(cast, name=f"Helper {number}") for number in range(MOST - 1)]
    answers = [phone.post(PAGE, VEGA).status_code, phone.post(PAGE, VEGA).status_code]

    with clinic_context(cast.clinic.id):
        assert OtherCare.objects.count() == len(rows) + 1
    assert answers == [302, 422]

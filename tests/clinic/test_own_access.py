"""A patient's own pages open to that patient, and to nobody else."""

from __future__ import annotations

import pytest

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from tests.clinic.own_sign_in import sign_in_as_person

pytestmark = pytest.mark.django_db


def test_a_person_who_is_signed_in_sees_their_home(cast, client) -> None:
    person = sign_in_as_person(client, cast.patients["mara"])

    page = client.get("/me/")

    assert page.status_code == 200
    assert "Good to see you, Mara" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    with clinic_context(person.clinic_id):
        line = AuditEntry.objects.get()
    assert (line.by_patient, line.patient_id, line.staff_id) == (True, person.patient_id, None)


def test_a_stranger_is_sent_to_sign_in(cast, client) -> None:
    assert client.get("/me/")["Location"] == "/me/sign-in"


def test_a_member_of_staff_is_refused(cast, client) -> None:
    client.force_login(cast.staff["okafor"].account)

    assert client.get("/me/").status_code == 403


def test_no_page_of_the_staff_opens_to_a_person(cast, client) -> None:
    sign_in_as_person(client, cast.patients["mara"])

    assert client.get("/").status_code == 403

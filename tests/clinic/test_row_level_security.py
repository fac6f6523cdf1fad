"""The wall between clinics stands in the database, whatever a view forgets."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Patient

pytestmark = pytest.mark.django_db


def test_without_a_context_there_are_no_rows(cast) -> None:
    assert Patient.objects.count() == 0


def test_in_a_context_there_are_only_the_clinics_own_rows(cast, stranger) -> None:
    with clinic_context(cast.clinic.id):
        found = set(Patient.objects.values_list("clinic_id", flat=True))

    assert found == {cast.clinic.id}


def test_a_row_cannot_be_written_into_another_clinic(cast, stranger) -> None:
    with clinic_context(cast.clinic.id), pytest.raises(DatabaseError), transaction.atomic():
        Patient.objects.create(
            clinic=stranger.clinic, given_name="A", family_name="B", born_on="1990-01-01"
        )


def test_the_tests_connect_as_the_app_role(cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("holdspace_app",)


@pytest.mark.django_db
def test_a_context_inside_another_gives_it_back(cast, stranger) -> None:
    with clinic_context(cast.clinic.id):
        with clinic_context(stranger.clinic.id):
            far = set(Patient.objects.values_list("clinic_id", flat=True))
        own = set(Patient.objects.values_list("clinic_id", flat=True))

    assert far == {stranger.clinic.id}
    assert own == {cast.clinic.id}
    assert Patient.objects.count() == 0

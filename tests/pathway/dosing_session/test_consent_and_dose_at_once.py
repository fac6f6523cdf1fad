"""A dose is started in the moment in which a consent is signed or withdrawn: one comes first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.pathway.consult.actions import ConsentClosed
from holdspace.pathway.consult.queries import item_of_consent
from holdspace.pathway.course.queries import is_medicine_acting
from holdspace.pathway.dosing_session.recording import Recording
from tests.pathway.consult.signed import signed
from tests.pathway.dosing_session.agreed_touch import Room
from tests.pathway.dosing_session.story import ready_to_dose, start_infusion


def at_once(clinic_id: int, *work) -> list[object]:
    """Each in a thread and a transaction of its own; an exception is an answer too."""
    together = Barrier(len(work), timeout=30)

    def begin(one):
        try:
            with clinic_context(clinic_id):
                together.wait()
                return one()
        except ConsentClosed as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(work)) as threads:
        return [one.result() for one in [threads.submit(begin, one) for one in work]]


@pytest.fixture
def about_to_dose(own_database):
    cast, now = make_cast(), timezone.now() - timedelta(seconds=5)
    with clinic_context(cast.clinic.id):
        room = Room(cast, now - timedelta(minutes=20))
        return room, now, ready_to_dose(cast, room.tablet, now)


def test_of_a_dose_and_a_withdrawal_one_comes_first(about_to_dose) -> None:
    """Either the dose began before it was withdrawn, or it did not begin at all."""
    room, now, plan_id = about_to_dose

    started, _ = at_once(
        room.cast.clinic.id,
        lambda: start_infusion(room.cast, room.tablet, now, plan_id),
        lambda: room.withdraw("treatment", timezone.now()),
    )

    with clinic_context(room.cast.clinic.id):
        acts = is_medicine_acting(room.mara.patient_id)
        stands = item_of_consent(room.course, "treatment").is_in_force
    assert not stands
    assert (started.state == "new") == acts
    assert started.state == "new" or "Withdrawn." in started.sentence


def test_of_a_dose_and_a_signature_one_comes_first(about_to_dose) -> None:
    """Either it was signed before the dose, or it is not signed."""
    room, now, plan_id = about_to_dose

    started, answered = at_once(
        room.cast.clinic.id,
        lambda: start_infusion(room.cast, room.tablet, now, plan_id),
        lambda: signed(room.cast, room.course, "observers", timezone.now()),
    )

    with clinic_context(room.cast.clinic.id):
        stands = item_of_consent(room.course, "observers").is_in_force
    assert started.state == "new"
    assert stands == (not isinstance(answered, ConsentClosed))


def test_who_signs_or_withdraws_waits_for_a_dose_that_is_being_started(about_to_dose) -> None:
    room, now, _ = about_to_dose

    def with_little_patience(act) -> str:
        try:
            with clinic_context(room.cast.clinic.id):
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '200ms'")
                act()
        except OperationalError as waited:
            return str(waited)
        finally:
            connection.close()
        return "did not wait"

    with clinic_context(room.cast.clinic.id), ThreadPoolExecutor(1) as other:
        Recording(room.cast.actor("ana"), room.session, now).hold_consent()
        answers = [
            other.submit(with_little_patience, act).result()
            for act in (
                lambda: room.withdraw("treatment", now),
                lambda: signed(room.cast, room.course, "observers", now),
            )
        ]

    assert ["lock timeout" in one for one in answers] == [True, True]

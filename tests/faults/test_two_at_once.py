"""Two people do the same thing to one record in the same moment: neither is written over (R24)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.pathway.dosing_session.looking import look
from holdspace.pathway.dosing_session.models import SignedDocument
from holdspace.pathway.dosing_session.queries import verify_chain
from holdspace.pathway.dosing_session.summary import document_of
from holdspace.pathway.dosing_session.summary_document import sha256_of
from holdspace.pathway.dosing_session.summary_forms import MEANINGS
from holdspace.pathway.dosing_session.summary_sign_off import sign_record, signatures_of
from tests.pathway.dosing_session.story import Tablet, opened

SIGNERS = ("okafor", "ana", "jonas")
CHECKERS = ("ana", "okafor")


@pytest.fixture
def clinic(own_database):
    """A session with something in it, in a database that several threads reach."""
    cast, now = make_cast(), timezone.now()
    with clinic_context(cast.clinic.id):
        tablet = Tablet(opened(cast, now))
        tablet.chart(cast.actor("ana"), now, "NoteWritten", text="Quiet throughout.")
    return cast, tablet.session


def at_once(clinic_id: int, *work) -> list[object]:
    """Each in a thread and a transaction of its own; all begin when all are ready."""
    together = threading.Barrier(len(work), timeout=30)

    def begin(one):
        try:
            with clinic_context(clinic_id):
                together.wait()
                return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(work)) as threads:
        return [one.result() for one in [threads.submit(begin, one) for one in work]]


def test_who_signs_in_the_same_moment_signs_beside_and_not_over_each_other(clinic) -> None:
    cast, session = clinic
    now = timezone.now()
    with clinic_context(cast.clinic.id):
        read = sha256_of(document_of(look(session, now)))

    at_once(
        cast.clinic.id,
        *(
            lambda who=who: sign_record(
                cast.actor(who), session, meaning=MEANINGS[0], read_sha256=read, now=now
            )
            for who in SIGNERS
        ),
    )

    with clinic_context(cast.clinic.id):
        seen = look(session, timezone.now())
        signatures = signatures_of(seen, document_of(seen))
        assert {one.name for one in signatures} == {cast.staff[who].name for who in SIGNERS}
        assert {one.state for one in signatures} == {"unchanged"}
        assert SignedDocument.objects.filter(session=session).count() == 1
        assert verify_chain(session) == 2 + len(SIGNERS)


def test_two_halves_of_a_time_out_from_two_tablets_both_stand(clinic) -> None:
    cast, session = clinic
    now = timezone.now()
    tablets = {who: Tablet(session) for who in CHECKERS}

    answers = at_once(
        cast.clinic.id,
        *(
            lambda who=who, one=one: one.chart(
                cast.actor(who), now, "TimeOutConfirmed", checks=["identity"]
            )
            for who, one in tablets.items()
        ),
    )

    assert [one.state for one in answers] == ["new", "new"]
    with clinic_context(cast.clinic.id):
        state = look(session, timezone.now()).log.state
        assert set(state.frame.time_out_people) == {str(cast.staff[who].pk) for who in CHECKERS}
        assert verify_chain(session) == 4

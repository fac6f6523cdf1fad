"""Every session is closed or on the list of what is not, and from every state it can be closed.

Random ways through a session (promise R26). The seed is printed; `HYPOTHESIS_SEED` runs it again.
"""

from __future__ import annotations

import os
import secrets
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st

from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.queries import session_state
from tests.pathway.dosing_session.story import PLAN, Tablet

pytestmark = pytest.mark.django_db
SEED = int(os.environ.get("HYPOTHESIS_SEED") or secrets.randbelow(2**32))

GIVEN = {"drug": "ketamine", "already_happened": True, "reason": "Seen."}
STEPS = (
    ("PhaseEntered", {"phase": "time_out"}),
    ("PhaseEntered", {"phase": "recovery"}),
    ("TimeOutConfirmed", {"checks": ["identity"]}),
    ("DosePlanned", PLAN),
    ("InfusionStarted", {**GIVEN, "concentration_mg_per_ml": "1", "rate_ml_per_hour": "52.5"}),
    ("DoseGiven", {**GIVEN, "route": "iv", "dose_mg": "10"}),
    ("DosingEnded", {}),
    ("EmergencyDeclared", {}),
    ("EmergencyEnded", {"outcome": "over"}),
    ("Observed", {"code": "tears"}),
    ("RecordClosed", {"outcome": "cancelled", "reason": "Unwell"}),
    ("RecordClosed", {"outcome": "transferred", "reason": "Ward"}),
    ("RecordClosed", {"outcome": "completed"}),
)


@seed(SEED)
@settings(
    max_examples=40, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.booleans()), max_size=8))
def test_no_session_ends_up_nowhere(cast, tablet, now, steps) -> None:
    note(f"HYPOTHESIS_SEED={SEED}")
    with transaction.atomic():
        session = DosingSession.objects.get(pk=tablet.session.pk)
        walked, closed = Tablet(session), False
        for number, ((kind, payload), by_doctor) in enumerate(steps):
            who = cast.actor("okafor" if by_doctor else "ana")
            answer = walked.chart(who, now + timedelta(minutes=number), kind, **payload)
            assert_on_the_right_list(session)
            # Nothing but its own act closes a record: not the end of the dose, not the way home.
            closed |= kind == "RecordClosed" and answer.state == "new"
            assert session_state(session).is_closed is closed

        leave(walked, cast.actor("okafor"), now + timedelta(hours=1))

        assert session_state(session).is_closed
        assert_on_the_right_list(session)
        transaction.set_rollback(True)


def assert_on_the_right_list(session: DosingSession) -> None:
    unclosed = DosingSession.objects.unclosed().filter(pk=session.pk).exists()
    assert unclosed is not session_state(session).is_closed


def leave(tablet: Tablet, doctor, at) -> None:
    """Stop what runs, end the emergency, hand the person over to a ward."""
    for infusion in session_state(tablet.session).doses.infusions:
        tablet.chart(doctor, at, "InfusionStopped", infusion_id=infusion.infusion_id)
    tablet.chart(doctor, at, "EmergencyEnded", outcome="over")
    tablet.chart(doctor, at, "RecordClosed", outcome="transferred", reason="To the ward.")

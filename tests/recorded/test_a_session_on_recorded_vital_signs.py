"""A session run to discharge on a recorded stay's vital signs, fed through the real socket."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from holdspace.clinic.context import clinic_context
from holdspace.domain.session_log import to_payload
from holdspace.pathway.dosing_session.models import VitalsSample
from holdspace.pathway.dosing_session.queries import session_state, verify_chain
from holdspace.replay.bodies import bodies
from holdspace.replay.scenario import read_scenario
from holdspace.server import feed
from tests.interfaces.clinic_monitors import add_monitor, assign
from tests.interfaces.gateway_process import wait_until
from tests.interfaces.stored import messages
from tests.pathway.dosing_session.story import Tablet, opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.clinic.demo import Cast
    from holdspace.replay.scenario import Moment
    from tests.interfaces.gateway_process import GatewayProcess

STORY = Path(__file__).parents[1] / "scenarios" / "iv_from_arrival_to_home.yaml"
STAFF = {"mira": "okafor", "ana": "ana", "ben": "jonas"}
FED_AT_MINUTE = 108
FIELDS = (
    "systolic_mmhg",
    "diastolic_mmhg",
    "heart_rate_per_min",
    "respiratory_rate_per_min",
    "spo2_percent",
)


@pytest.fixture
def tablet(clinic: Cast) -> Tablet:
    """A session that began so long ago that the last minutes before going home are now."""
    began_at = datetime.now(UTC) - timedelta(minutes=FED_AT_MINUTE)
    assign(clinic, add_monitor(clinic, feed.DEVICE_KEY), "Room 1", from_at=began_at)
    with clinic_context(clinic.clinic.id):
        return Tablet(opened(clinic, began_at))


def live(cast: Cast, tablet: Tablet, moments: Iterable[Moment], names: dict[str, UUID]) -> None:
    """Chart what happens in these moments; nothing of it may be refused."""
    scenario_start = read_scenario(STORY).start
    for moment in moments:
        at = tablet.session.opened_at + (moment.at - scenario_start)
        for body in bodies(moment.what, at, names):
            event_id = uuid4()
            names[moment.name or ""] = event_id
            event = tablet.event(at, type(body).__name__, event_id, **to_payload(body))
            (result,) = tablet.send(cast.actor(STAFF[moment.by]), at, event)
            assert result.state == "new", result.sentence


def told(*, before: bool) -> list[Moment]:
    """The story's events before or after the feed, without what the record or the server gives."""
    story = read_scenario(STORY)
    feeding = story.start + timedelta(minutes=FED_AT_MINUTE)
    return [
        moment
        for moment in story.story
        if moment.what
        and moment.refused is None
        and (moment.at < feeding) == before
        and (before or not {"vitals", "RecordSigned"} & set(moment.what))
    ]


def whole_sample(session_id: UUID) -> VitalsSample:
    """The latest sample in which the record holds every value that going home rests on."""
    rows = VitalsSample.objects.filter(session_id=session_id).order_by("-at")
    return next(row for row in rows if all(getattr(row, name) is not None for name in FIELDS))


def test_a_session_goes_home_on_what_the_record_holds(
    recordings: Path, tablet: Tablet, gateway: GatewayProcess, clinic: Cast
) -> None:
    (header,) = (recordings / "record").glob("*.hea")
    names: dict[str, UUID] = {}
    with clinic_context(clinic.clinic.id):
        live(clinic, tablet, told(before=True), names)

    # Its first quarter of an hour ends with the first cuff reading that is in it.
    assert (
        feed.run_feed(
            [str(header), "--port", str(gateway.port), "--speed", "6000", "--messages", "15"]
        )
        == 0
    )
    wait_until(lambda: len(messages(clinic)) == 15)
    with clinic_context(clinic.clinic.id):
        sample = whole_sample(tablet.session.pk)
        verified = tablet.chart(
            clinic.actor("ana"),
            datetime.now(UTC),
            "VitalsCharted",
            source="monitor",
            sample_id=sample.id,
            measured_at=sample.at,
            **{name: getattr(sample, name) for name in FIELDS},
        )
        assert verified.state == "new", verified.sentence
        live(clinic, tablet, told(before=False), names)
        state = session_state(tablet.session)
        lines = verify_chain(tablet.session)

    charted = state.vitals[-1].body
    assert (charted.sample_id, charted.systolic_mmhg, charted.spo2_percent) == (sample.id, 120, 96)
    assert state.home.handed_over is not None
    assert state.is_closed
    assert lines == state.latest_sequence

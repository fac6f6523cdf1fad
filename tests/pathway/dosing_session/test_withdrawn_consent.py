"""A consent is withdrawn while a session is open: the room says so, and no dose begins under it."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.domain.session_events import Met
from holdspace.pathway.consult.actions import (
    withdraw_consent,
)
from holdspace.pathway.consult.announcing import CONSENT_CHANNEL
from holdspace.pathway.dosing_session import stream
from holdspace.pathway.dosing_session.looking import look
from holdspace.pathway.dosing_session.summary import document_of
from holdspace.pathway.dosing_session.summary_document import sha256_of
from holdspace.pathway.dosing_session.summary_sign_off import close_record
from holdspace.pathway.prepare.actions import note_readiness
from tests.pathway.consult.signed import signed
from tests.pathway.dosing_session.agreed_touch import Room
from tests.pathway.dosing_session.story import (
    PLAN,
    ready_to_dose,
    start_infusion,
)

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.dosing_session.batch import Result

MINUTE = timedelta(minutes=1)
LONGER_THAN_ANY_TEST = 10_000.0


@pytest.fixture
def room(cast: Cast, now: datetime) -> Room:
    with clinic_context(cast.clinic.id):
        yield Room(cast, now)


def test_the_room_says_what_was_withdrawn_when_and_by_whom(room: Room) -> None:
    room.withdraw("touch", room.now + MINUTE)

    assert room.panels(room.now + 2 * MINUTE)["consent"]["withdrawn"] == [
        {
            "item": "touch",
            "title": "Touch",
            "at": (room.now + MINUTE).isoformat().replace("+00:00", "Z"),
            "how": "by the person",
            "follows": "No touch from now on.",
            "stops_doses": False,
        }
    ]


def test_touch_falls_out_of_the_plan_everywhere_in_the_room(room: Room) -> None:
    agreed = room.panels(room.now)
    room.withdraw("touch", room.now + MINUTE)
    withdrawn = room.panels(room.now + 2 * MINUTE)

    assert agreed["plan"]["touch"] == "Hand only, ask first"
    assert "Hand only" in json.dumps(agreed["guidance"])
    assert withdrawn["plan"]["touch"] == "No touch: the person withdrew it"
    assert "Hand only" not in json.dumps(withdrawn["guidance"])


def test_a_replay_of_the_time_before_knows_nothing_of_it(room: Room) -> None:
    room.withdraw("touch", room.now + 2 * MINUTE)

    before = room.panels(room.now + MINUTE)

    assert before["consent"]["withdrawn"] == []
    assert before["plan"]["touch"] == "Hand only, ask first"


def test_signed_again_the_line_is_gone_and_touch_is_asked_again(room: Room) -> None:
    room.withdraw("touch", room.now + MINUTE)
    signed(room.cast, room.course, "touch", room.now + 2 * MINUTE)

    panels = room.panels(room.now + 3 * MINUTE)

    assert panels["consent"]["withdrawn"] == []
    assert panels["plan"]["touch"].startswith("No touch: the consent was signed after the plan")


def test_a_withdrawn_treatment_shuts_the_start_gate(room: Room) -> None:
    at = room.now + timedelta(minutes=20)
    plan_id = ready_to_dose(room.cast, room.tablet, at)
    room.withdraw("treatment", at - MINUTE)

    refused = start_infusion(room.cast, room.tablet, at, plan_id)

    assert refused.state == "refused"
    assert "Withdrawn." in refused.sentence
    assert room.consent_at_the_gate(at)["met"] == Met.UNMET.value


class Running:
    """An infusion of Mara's that is paused, and then she takes the consent to treatment back."""

    def __init__(self, room: Room) -> None:
        self.room, self.at = room, room.now + timedelta(minutes=20)
        plan_id = ready_to_dose(room.cast, room.tablet, self.at)
        start_infusion(room.cast, room.tablet, self.at, plan_id)
        state = look(room.session, self.at).log.state
        self.infusion_id = str(state.doses.started[0].event_id)
        self.chart("InfusionPaused", 2)
        room.withdraw("treatment", self.at + 3 * MINUTE)

    def chart(self, kind: str, minute: int, actor: str = "ana", **payload: str) -> Result:
        return self.room.tablet.chart(
            self.room.cast.actor(actor), self.at + minute * MINUTE, kind,
            **({"infusion_id": self.infusion_id, **payload} if "Infusion" in kind else payload),
        )  # fmt: skip

    def flags(self, minute: int) -> list[str]:
        panels = self.room.panels(self.at + minute * MINUTE)
        return [one["sentence"] for one in panels["flags"] if one["code"] == "after_withdrawal"]


def test_to_resume_after_a_withdrawal_asks_why_and_is_charted_with_a_flag(room: Room) -> None:
    running = Running(room)

    asked = running.chart("InfusionResumed", 5)
    charted = running.chart("InfusionResumed", 6, reason="Dr Okafor judged stopping the worse.")

    assert asked.state == "refused"
    assert "say why" in asked.sentence
    assert charted.state == "new"
    assert "flagged" in charted.sentence
    (flag,) = running.flags(7)
    assert "Dr Okafor judged stopping the worse." in flag
    assert "Infusion resumed after the person had withdrawn" in flag
    document = document_of(look(room.session, running.at + 8 * MINUTE))
    assert flag in [line.words for line in document.flags]


def test_resumed_before_the_withdrawal_or_signed_again_nothing_is_asked(room: Room) -> None:
    running = Running(room)
    before = running.room.tablet.event(
        running.at + 2 * MINUTE + MINUTE / 2, "InfusionResumed", infusion_id=running.infusion_id
    )
    (result,) = room.tablet.send(room.cast.actor("ana"), running.at + 5 * MINUTE, before)

    assert result.state == "new"
    assert result.sentence == ""
    assert running.flags(6) == []


def test_a_tablet_that_had_not_heard_of_it_is_taken_late_without_a_reason_and_flagged(
    room: Room,
) -> None:
    running = Running(room)
    resumed = room.tablet.event(
        running.at + 4 * MINUTE, "InfusionResumed", infusion_id=running.infusion_id
    )
    (result,) = room.tablet.send(room.cast.actor("ana"), running.at + 30 * MINUTE, resumed)

    assert result.state == "new"
    (flag,) = running.flags(31)
    assert "No reason is in the record." in flag


def test_after_it_no_dose_is_planned_and_what_was_given_is_charted_with_a_flag(room: Room) -> None:
    running = Running(room)

    planned = running.chart("DosePlanned", 5, actor="okafor", **PLAN)
    given = running.chart(
        "DoseGiven", 6, drug="ketamine", route="iv", dose_mg="5", already_happened="true",
        reason="It ran before we heard.",
    )  # fmt: skip

    assert planned.state == "refused"
    assert "No dose is planned under it." in planned.sentence
    assert given.state == "new"
    assert len(running.flags(7)) == 1


def test_a_plan_made_before_it_is_taken_when_it_arrives_late(room: Room) -> None:
    at = room.now + 10 * MINUTE
    plan = room.tablet.event(at, "DosePlanned", **PLAN)
    room.withdraw("treatment", at + MINUTE)

    (result,) = room.tablet.send(room.cast.actor("okafor"), at + 5 * MINUTE, plan)

    assert result.state == "new"


def test_what_was_given_all_the_same_is_charted(room: Room) -> None:
    room.withdraw("treatment", room.now + MINUTE)

    given = room.tablet.chart(
        room.cast.actor("ana"), room.now + 2 * MINUTE, "DoseGiven", drug="ketamine", route="iv",
        dose_mg="5", already_happened=True, reason="It ran before we heard.",
    )  # fmt: skip

    assert given.state == "new"


def test_a_withdrawal_of_touch_asks_for_the_word_of_the_day_again(room: Room) -> None:
    room.withdraw("touch", room.now + MINUTE)
    asked = room.consent_at_the_gate(room.now + 2 * MINUTE)
    note_readiness(
        actor=room.cast.actor("ana"), cycle=room.session.cycle, code="consent_reaffirmed",
        met=Met.MET, detail="", now=room.now + 3 * MINUTE,
    )  # fmt: skip

    assert asked["met"] == Met.UNKNOWN.value
    assert "ask again" in asked["detail"]
    assert room.consent_at_the_gate(room.now + 4 * MINUTE)["met"] == Met.MET.value


def test_what_reaches_into_no_room_is_no_line_in_one(room: Room) -> None:
    consent = signed(room.cast, room.course, "research", room.now)
    withdraw_consent(actor=room.cast.actor("ana"), consent=consent, now=room.now + MINUTE)

    assert room.panels(room.now + 2 * MINUTE)["consent"]["withdrawn"] == []


def test_the_summary_says_what_was_agreed_and_what_was_withdrawn(room: Room) -> None:
    room.withdraw("touch", room.now + MINUTE)

    lines = document_of(look(room.session, room.now + 2 * MINUTE)).consents

    assert lines[0].words.startswith("Treatment")
    assert [one.words for one in lines[1:]] == ["Touch withdrawn, by the person."]


def test_what_is_withdrawn_after_the_record_was_closed_moves_no_signature(room: Room) -> None:
    close_record(
        room.cast.actor("okafor"), room.session, outcome="cancelled", reason="Not today.",
        now=room.now + MINUTE,
    )  # fmt: skip
    signed_document = sha256_of(document_of(look(room.session, room.now + 2 * MINUTE)))

    room.withdraw("touch", room.now + 3 * MINUTE)

    later = document_of(look(room.session, room.now + 4 * MINUTE))
    assert sha256_of(later) == signed_document


# --- live -----------------------------------------------------------------------------------------


async def next_patch(pages: Any) -> dict[str, Any]:
    async for raw in pages:
        if b"event: patch" in raw:
            return json.loads(raw.split(b"data: ", 1)[1])
    raise EOFError


def test_an_open_page_is_told_without_waiting_for_the_next_beat(own_database, monkeypatch) -> None:
    monkeypatch.setattr(stream, "BEAT_EVERY_SECONDS", LONGER_THAN_ANY_TEST)
    cast = make_cast()
    with clinic_context(cast.clinic.id):
        room = Room(cast, timezone.now())

    def in_clinic(act: Any, *said: Any) -> None:
        with clinic_context(cast.clinic.id):
            act(*said, timezone.now())
        connection.close()

    async def watch() -> dict[str, Any]:
        hub = stream.Hub(timezone.now)
        account_id = cast.staff["ana"].account_id
        pages = hub.stream(room.session.pk, cast.clinic.id, account_id, None)
        async with asyncio.timeout(30):
            await next_patch(pages)
            while not hub._watches[room.session.pk].state:  # noqa: ASYNC110 - nothing says so
                await asyncio.sleep(0.01)
            # No beat comes any more: whoever hears of this note listens to the database.
            await asyncio.to_thread(in_clinic, room.write_note)
            await next_patch(pages)
            await asyncio.to_thread(in_clinic, room.withdraw, "treatment")
            told = await next_patch(pages)
        await pages.aclose()
        return told

    told = asyncio.run(watch())

    assert [one["item"] for one in told["panels"]["consent"]["withdrawn"]] == ["treatment"]
    gate = {fact["code"]: fact["met"] for fact in told["panels"]["gate_start"]}
    assert gate["consent"] == "unmet"


def test_a_change_of_consent_is_said_once_it_is_there(own_database) -> None:
    cast = make_cast()
    with psycopg.connect(own_database.app_url, autocommit=True) as listener:
        listener.execute(f"LISTEN {CONSENT_CHANNEL}")
        with clinic_context(cast.clinic.id):
            room = Room(cast, timezone.now())
            too_soon = [one.payload for one in listener.notifies(timeout=0.2)]
        heard = [one.payload for one in listener.notifies(timeout=5, stop_after=1)]

    assert (too_soon, heard) == ([], [str(room.mara.patient_id)])

"""The panels of the room page about the person and what helps them: guidance, scales, harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from holdspace.domain.discharge import NOTED
from holdspace.domain.guidance import (
    ShownCard,
    all_cards,
    ladder,
    open_cards,
    wears_off_in_minutes,
)
from holdspace.domain.guidance_ladder import LEVELS, level_of
from holdspace.domain.observations import OBSERVATIONS, SUPPORTS
from holdspace.domain.protocol import Score
from holdspace.domain.scales import BadAnswers, scale_for
from holdspace.domain.scales.moaas import ANCHORS
from holdspace.domain.scales.ratings import QUESTIONS
from holdspace.domain.source_words import source_in_words
from holdspace.pathway.dosing_session.samples import moment
from holdspace.pathway.dosing_session.words import EMERGENCY_ROLES

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.models import Clinic
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
    from holdspace.pathway.dosing_session.circumstances import Circumstances

JSON = dict[str, Any]

BEDSIDE = (Score.MOAAS, Score.CADSS6, Score.ALDRETE, Score.PADSS)


def guidance_panel(state: Session, around: Circumstances, raised: dict[str, datetime]) -> JSON:
    """How much company is wanted now, the cards that are open, the ladder."""
    protocol, now = around.protocol, around.now
    touch = around.touch.touch
    level = state.guidance_level
    if level is None:
        level = protocol.guidance.default_level
    return {
        "level": level,
        "word": level_of(level).word,
        "levels": [{"level": one.level, "name": one.name, "word": one.word} for one in LEVELS],
        "open_cards": [
            _card(one) for one in open_cards(state, protocol, touch, now, raised=raised)
        ],
        "all_cards": [_card(one) for one in all_cards(state, protocol, touch, now)],
        "ladder": [
            {
                "rung": one.rung,
                "trigger": one.trigger,
                "action": one.action,
                "role": one.role,
                "taken_at": moment(one.taken_at) if one.taken_at else None,
            }
            for one in ladder(state, protocol, now)
        ],
        "wears_off_in_minutes": wears_off_in_minutes(state, protocol, now),
    }


def _card(card: ShownCard) -> JSON:
    return {
        "id": card.id,
        "title": card.title,
        "opened_by": card.opened_by,
        "opened_at": moment(card.opened_at) if card.opened_at else None,
        "source": source_in_words(card.source),
        "steps": [
            {
                "code": step.code,
                "text": step.text,
                "done_at": moment(step.done_at) if step.done_at else None,
            }
            for step in card.steps
        ],
    }


def with_now(state: Session, now: datetime) -> list[JSON]:
    """Who is with the person."""
    return [
        {"person": one.person, "manner": one.manner, "since": moment(one.began_at)}
        for one in state.person.with_the_person(now)
    ]


# --- scales ---------------------------------------------------------------------------------------


def ratings_panel(state: Session) -> dict[str, JSON]:
    """The latest rating of each kind."""
    return {
        one.body.scale: {"score": one.body.score, "at": moment(one.at)}
        for one in state.person.ratings
    }


def scales_panel(state: Session, protocol: Protocol) -> dict[str, JSON]:
    """Each bedside scale with its items, and its latest score."""
    variant = protocol.discharge.aldrete_variant
    shown: dict[str, JSON] = {}
    for code in BEDSIDE:
        scale = scale_for(code, aldrete_variant=variant)
        shown[code.value] = {
            "name": scale.name,
            "variant": scale.variant,
            "pass_at": scale.pass_at,
            "maximum": scale.maximum,
            "items": [
                {"name": item.name, "low": item.low, "high": item.high} for item in scale.items
            ],
            "anchors": {str(k): v for k, v in ANCHORS.items()} if code is Score.MOAAS else {},
            "score": None,
            "sentence": None,
            "at": None,
            "answers": None,
        }
        for one in state.person.scores_of(code.value):
            shown[code.value] |= {"at": moment(one.at), "answers": list(one.body.items)}
            try:
                scored = scale.score(one.body.items)
            except BadAnswers as wrong:
                shown[code.value] |= {"score": None, "sentence": str(wrong)}
            else:
                shown[code.value] |= {"score": scored.total, "sentence": scored.sentence}
    return shown


def catalogue() -> JSON:
    """Every button of the room, in groups."""
    return {
        "observations": {
            group: [{"code": tap.code, "label": tap.label, "tone": tap.tone} for tap in taps]
            for group, taps in OBSERVATIONS.items()
        },
        "supports": [{"code": tap.code, "label": tap.label, "tone": tap.tone} for tap in SUPPORTS],
        "questions": {code.value: question for code, question in QUESTIONS.items()},
        "criteria": [{"code": code, "label": label} for code, label in NOTED.items()],
    }


# --- harm -----------------------------------------------------------------------------------------


def emergency_panel(state: Session, clinic: Clinic) -> JSON:
    """The emergency that goes on or was the last, and what to say to the ambulance."""
    latest = state.harm.emergencies[-1] if state.harm.emergencies else None
    steps = latest.steps if latest else ()
    return {
        "declared_at": moment(latest.declared.at) if latest else None,
        "ended_at": moment(latest.ended.at) if latest and latest.ended else None,
        "steps": [
            {
                "step": one.body.step,
                "person": one.body.person,
                "at": moment(one.at),
                "by": one.author_name,
            }
            for one in steps
        ],
        "number": clinic.emergency_number,
        "address": clinic.emergency_address,
        "roles": list(EMERGENCY_ROLES),
    }


def adverse_events(state: Session) -> list[JSON]:
    """What went wrong, with what became of it."""
    return [
        {
            "id": str(one.noted.event_id),
            "term": one.noted.body.term,
            "grade": one.noted.body.grade,
            "action": one.follow_ups[-1].body.action if one.follow_ups else one.noted.body.action,
            "outcome": one.outcome,
            "at": moment(one.noted.at),
            "by": one.noted.author_name,
        }
        for one in state.harm.adverse_events
    ]

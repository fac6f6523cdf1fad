"""The frame of a document: head, staff, gates, the way home, the legend, the person's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.consent_in_session import flags_of_withdrawal
from holdspace.domain.flags import flags
from holdspace.domain.mark_words import ROUTES
from holdspace.domain.quantities import in_words
from holdspace.domain.session_events import (
    DischargeSigned,
    DoseChecked,
    DoseGiven,
    DosePlanned,
    HelpAnswered,
    InfusionStarted,
    Met,
    PresenceBegan,
    SessionOpened,
    TimeOutConfirmed,
)
from holdspace.domain.session_variant import variant_of
from holdspace.pathway.dosing_session.summary_document import FactRow, Gate, Line, OwnWords
from holdspace.pathway.dosing_session.summary_times import day_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
    from holdspace.domain.session_events import Fact
    from holdspace.pathway.dosing_session.looking import Look
    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.dosing_session.summary_times import Times

ACTS = (
    (SessionOpened, "opened the session"),
    (DosePlanned, "planned the dose"),
    (DoseChecked, "read the dose again"),
    (TimeOutConfirmed, "confirmed the time-out"),
    (InfusionStarted, "started the infusion"),
    (DoseGiven, "gave the dose"),
    (HelpAnswered, "answered a help call"),
    (DischargeSigned, "signed the discharge"),
)
ANSWERS = {Met.MET: "met", Met.UNMET: "not met", Met.UNKNOWN: "not known"}

LEGEND = (
    Line(label="by hand", words="measured and typed by the person named"),
    Line(label="monitor, verified", words="sent by the monitor and confirmed by the person named"),
    Line(
        label="stream",
        words="sent by the monitor, verified by nobody: lowest to highest of each stretch of time",
    ),
    Line(label="struck", words="no longer counts; it stays readable, with the reason"),
    Line(label="hollow", words="marked as an artefact by the person named; it counts for nothing"),
    Line(label="recorded", words="written down at this later time than it happened"),
    Line(label="no signal", words="the monitor sent nothing: a gap is left, never joined"),
)


def head_of(
    state: Session, session: DosingSession, protocol: Protocol, times: Times
) -> tuple[Line, ...]:
    opened = state.opened
    course = session.cycle.course
    of = f" of {course.planned_sessions}" if course.planned_sessions else ""
    lines = [
        Line(
            label="Protocol",
            words=f"{protocol.title} ({protocol.name}, version {protocol.version})",
        ),
        Line(label="Session", words=f"{session.cycle.number}{of}"),
        Line(label="Route", words=ROUTES[protocol.route]),
        Line(label="Weight", words=_weight(opened)),
    ]
    variant = variant_of(state, protocol)
    if variant is not None:
        lines.append(Line(label="Signed variant", words=f"{variant.title}: {variant.sentence}"))
    return (*lines, *_hours(state, session, times))


def flags_of(look: Look, state: Session, times: Times, until: datetime) -> tuple[Line, ...]:
    """What was let in with a mark on it, each with its time; a variant stands in the head."""
    of_consent = flags_of_withdrawal(state, look.around.withdrawals, until)
    protocol = look.around.protocol
    return tuple(
        Line(label=times.clock(flag.at) if flag.at else "In all", words=flag.sentence)
        for flag in (*of_consent, *flags(state, protocol, until))
        if flag.code != "variant"
    )


def _weight(opened: SessionOpened | None) -> str:
    if opened is None or opened.weight_kg is None:
        return "not known"
    measured = (
        f", measured {day_in_words(opened.weight_measured_on)}"
        if (opened.weight_measured_on)
        else ""
    )
    return f"{in_words(opened.weight_kg, 'kg')}{measured}"


def _hours(state: Session, session: DosingSession, times: Times) -> tuple[Line, ...]:
    moments = (
        ("Opened", session.opened_at),
        ("First dose", state.first_dose_at),
        ("Dose ended", state.dose_ended_at),
        ("Went home", state.home.handed_over.at if state.home.handed_over else None),
    )
    return tuple(Line(label=label, words=times.clock(at)) for label, at in moments if at)


def staff_of(state: Session) -> tuple[Line, ...]:
    """Who wrote in this record or was with the person, and what they answered for."""
    acts: dict[str, list[str]] = {}
    for entry in state.entries:
        if not entry.author_id:
            continue  # a call from the chair is nobody's on the staff
        done = acts.setdefault(entry.author_name, [])
        done += [words for kind, words in ACTS if isinstance(entry.body, kind)]
    for kept in state.standing:
        if isinstance(kept.body, PresenceBegan):
            acts.setdefault(kept.body.person, []).append("was with the person")
    return tuple(
        Line(label=name, words=", ".join(dict.fromkeys(done)) or "charted")
        for name, done in acts.items()
    )


# --- gates and the way home -----------------------------------------------------------------------


def gates_of(state: Session, times: Times) -> tuple[Gate, ...]:
    """What the first release and the discharge rested on."""
    passed = [
        f"{one.body.criterion.replace('_', ' ')}: {one.body.reason} (asked for by "
        f"{one.body.requested_by_name or 'a colleague'}, let pass by {one.author_name})"
        for one in state.frame.overrides
    ]
    gates = []
    if state.frame.releases:
        release = state.frame.releases[0]
        gates.append(
            Gate(
                title="Before the dose",
                when=f"{times.clock(release.at)}, {release.author_name}",
                facts=_facts(release.body.facts, times),
                let_pass=tuple(passed),
            )
        )
    signed = state.home.discharge_signed
    if signed is not None:
        gates.append(
            Gate(
                title="Before going home",
                when=f"{times.clock(signed.at)}, signed by {signed.author_name}",
                facts=_facts(signed.body.facts, times),
                let_pass=(),
            )
        )
    return tuple(gates)


def _facts(facts: Iterable[Fact], times: Times) -> tuple[FactRow, ...]:
    return tuple(
        FactRow(
            name=fact.code.replace("_", " ").capitalize(),
            answer=ANSWERS[fact.met],
            detail=fact.detail,
            source=f"{fact.source}, {times.clock(fact.as_of)}" if fact.as_of else fact.source,
        )
        for fact in facts
    )


def home_of(state: Session, times: Times) -> tuple[Line, ...]:
    home = state.home
    lines = []
    if home.escort is not None:
        body = home.escort.body
        matches = "the name agreed" if body.name_matches_plan else "not the name agreed"
        lines.append(
            Line(
                label="Escort",
                words=f"{body.name}, {body.phone}, here {times.clock(home.escort.at)}: {matches}",
            )
        )
    if home.discharge_signed is not None:
        signed = home.discharge_signed
        words = f"{signed.author_name}, {times.clock(signed.at)}"
        lines.append(Line(label="Discharge signed", words=words))
    if home.handed_over is not None:
        left = home.handed_over
        words = f"{left.body.escort_name}, {times.clock(left.at)}, by {left.author_name}"
        lines.append(Line(label="Handed over to", words=words))
        if left.body.told:
            lines.append(Line(label="They were told", words="; ".join(left.body.told)))
    return tuple(lines)


# --- what goes home with the person ---------------------------------------------------------------


def own_words_of(state: Session, *, called: str, day: str, intention: str) -> OwnWords:
    return OwnWords(
        called=called,
        day=day,
        intention=intention,
        first_words=_notes(state, "first_words"),
        themes=_notes(state, "themes"),
        helped=_notes(state, "helped"),
    )


def _notes(state: Session, topic: str) -> tuple[str, ...]:
    return tuple(one.body.text for one in state.person.notes if one.body.topic == topic)

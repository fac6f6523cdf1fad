"""Discharge criteria that rest on scales, on what the person says, and on what staff see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.clock_time import clock_time
from holdspace.domain.discharge_look import Answer, Look, met, plain, settled, unknown, unmet
from holdspace.domain.scales.cadss6 import is_resolved
from holdspace.domain.session_events import Met

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdspace.domain.session_events import ScaleScored
    from holdspace.domain.session_standing import Kept

VOMITED = "vomiting"
INSTRUCTIONS = ("instructions_written", "instructions_spoken")


def awake(look: Look) -> Answer:
    """The last readings of MOAA/S all at the top, the first and last of them far enough apart."""
    readings = _scores(look, "moaas")
    wanted, count = look.number("moaas"), int(look.number("readings"))
    if not readings:
        return unknown("No sedation score since the dose.")
    latest = readings[-1]
    if latest.at < look.fresh_since:
        return unknown(f"The last sedation score is {look.age(latest.at)}: too old.", latest.at)
    run = [*_trailing_run(readings, lambda score: score.body.items[0] == wanted)]
    if not run:
        return unmet(f"MOAA/S {latest.body.items[0]}, {look.age(latest.at)}.", latest.at)
    apart = plain(look.number("apart"), "min")
    if len(run) >= count and run[-1].at - run[0].at >= look.minutes("apart"):
        return met(f"MOAA/S {wanted} twice, at least {apart} apart.", latest.at)
    return unmet(
        f"MOAA/S {wanted} since {clock_time(run[0].at, look.now)}; again after {apart}.", latest.at
    )


def _trailing_run(
    readings: tuple[Kept[ScaleScored], ...], holds: Callable[[Kept[ScaleScored]], bool]
) -> tuple[Kept[ScaleScored], ...]:
    run: list[Kept[ScaleScored]] = []
    for reading in reversed(readings):
        if not holds(reading):
            break
        run.insert(0, reading)
    return tuple(run)


def dissociation_resolved(look: Look) -> Answer:
    """Back to the person's own baseline by the score, or "resolved" by a clinician, the later."""
    noted = look.session.home.criterion("dissociation_resolved")
    scores = _scores(look, "cadss6")
    if noted is not None and noted.at >= look.dose_at and (not scores or noted.at >= scores[-1].at):
        return settled(
            good=noted.body.met,
            detail=f"{noted.author_name}: {noted.body.detail or _yes_or_no(met=noted.body.met)}.",
            as_of=noted.at,
        )
    if not scores:
        return unknown("No dissociation score since the dose.")
    baselines = [one for one in look.session.person.scores_of("cadss6") if one.at < look.dose_at]
    latest = scores[-1]
    if latest.at < look.fresh_since:
        return unknown(f"The last dissociation score is {look.age(latest.at)}: too old.", latest.at)
    if not baselines:
        return unknown("No dissociation score before the dose to compare with.", latest.at)
    score, baseline = sum(latest.body.items), sum(baselines[-1].body.items)
    return settled(
        good=is_resolved(score, baseline, above_baseline=int(look.number("above_baseline"))),
        detail=f"CADSS-6 {score}, {look.age(latest.at)}; before the dose {baseline}.",
        as_of=latest.at,
    )


def aldrete(look: Look) -> Answer:
    return _passes(look, "aldrete", "Aldrete")


def padss(look: Look) -> Answer:
    return _passes(look, "padss", "PADSS")


def _passes(look: Look, scale: str, name: str) -> Answer:
    scores = _scores(look, scale)
    if not scores:
        return unknown(f"No {name} score since the dose.")
    latest = scores[-1]
    if latest.at < look.fresh_since:
        return unknown(f"The last {name} score is {look.age(latest.at)}: too old.", latest.at)
    total, needed = sum(latest.body.items), look.number("pass")
    return settled(
        good=total >= needed,
        detail=f"{name} {total}, {look.age(latest.at)}; {plain(needed)} or more is needed.",
        as_of=latest.at,
    )


def nausea_low(look: Look) -> Answer:
    return _rated(look, "nausea")


def distress_low(look: Look) -> Answer:
    return _rated(look, "distress")


def _rated(look: Look, scale: str) -> Answer:
    ratings = [one for one in look.session.person.ratings_of(scale) if one.at >= look.dose_at]
    if not ratings:
        return unknown(f"Nobody has asked about {scale} since the dose.")
    latest, limit = ratings[-1], look.number("at_most")
    if latest.at < look.fresh_since:
        return unknown(f"The last {scale} rating is {look.age(latest.at)}: too old.", latest.at)
    return settled(
        good=latest.body.score <= limit,
        detail=f"{scale.capitalize()} {latest.body.score} of 10, {look.age(latest.at)}; "
        f"{plain(limit)} or less is needed.",
        as_of=latest.at,
    )


def no_vomiting(look: Look) -> Answer:
    """Not within so many minutes; never is as good."""
    vomited = look.session.person.observed(VOMITED)
    if not vomited:
        return met("No vomiting.")
    latest = vomited[-1]
    return settled(
        good=look.now - latest.at >= look.minutes("for"),
        detail=f"Vomited {look.age(latest.at)}; {plain(look.number('for'), 'min')} must pass.",
        as_of=latest.at,
    )


def no_high_suicide_risk(look: Look) -> Answer:
    """From the structured screen outside the room, or asked again in the room; the worse counts."""
    noted = look.session.home.criterion("no_high_suicide_risk")
    told = next((one for one in look.outside if one.code == "suicide_risk_tier"), None)
    if noted is not None and not noted.body.met:
        return unmet(f"{noted.author_name}: {noted.body.detail or 'high risk'}.", noted.at)
    if told is None:
        return unknown("The tier of suicide risk is not known.")
    return Answer(met=told.met, detail=told.detail, as_of=told.as_of)


def escort_present(look: Look) -> Answer:
    """Here in person, and the one who was agreed."""
    escort = look.session.home.escort
    if escort is None:
        return unmet("The escort is not here yet.")
    name = escort.body.name
    if not escort.body.name_matches_plan:
        return unmet(f"{name} is here, but another name was agreed.", escort.at)
    if not escort.body.phone.strip():
        return unmet(f"{name} is here; no phone number is written down.", escort.at)
    return met(f"{name} is here.", escort.at)


def instructions_given(look: Look) -> Answer:
    """On paper and by word of mouth: both."""
    answers = [noted(look, code) for code in INSTRUCTIONS]
    open_ones = [one for one in answers if one.met is not Met.MET]
    return open_ones[0] if open_ones else met("In writing and in words.", answers[-1].as_of)


def seen(look: Look) -> Answer:
    """Seen by a person: steady gait, drank, oriented, line out, adverse events written down."""
    return noted(look, look.criterion.code.value)


def noted(look: Look, code: str) -> Answer:
    """The latest answer somebody gave to one discharge fact, since the dose."""
    answer = look.session.home.criterion(code)
    plain_name = code.replace("_", " ")
    if answer is None or answer.at < look.dose_at:
        return unknown(f"Nobody has noted it yet: {plain_name}.")
    words = answer.body.detail or f"{plain_name}: {_yes_or_no(met=answer.body.met)}"
    return settled(good=answer.body.met, detail=f"{answer.author_name}: {words}.", as_of=answer.at)


def _yes_or_no(*, met: bool) -> str:
    return "yes" if met else "not yet"


def _scores(look: Look, scale: str) -> tuple[Kept[ScaleScored], ...]:
    """Scores since the dose: one from before says nothing about going home."""
    return tuple(
        one for one in look.session.person.scores_of(scale) if look.dose_at <= one.at <= look.now
    )

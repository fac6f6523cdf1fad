"""The words for every kind of event: short label for the axis, one sentence for list and print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from holdspace.domain import session_events as happened
from holdspace.domain.guidance_cards import CARDS
from holdspace.domain.guidance_ladder import LADDER, LEVELS
from holdspace.domain.infusion import InfusionChange
from holdspace.domain.observations import Tone, tap_of
from holdspace.domain.protocol import Vital
from holdspace.domain.quantities import in_words
from holdspace.domain.vitals import KINDS, values_of

if TYPE_CHECKING:
    from decimal import Decimal

ROUTES = {
    happened.Route.INTRAVENOUS: "into a vein",
    happened.Route.INTRAMUSCULAR: "into a muscle",
    happened.Route.SUBCUTANEOUS: "under the skin",
    happened.Route.NASAL: "into the nose",
    happened.Route.SUBLINGUAL: "under the tongue",
    happened.Route.ORAL: "by mouth",
}
PHASES = {
    happened.Phase.ARRIVAL: "Arrival",
    happened.Phase.TIME_OUT: "Time-out",
    happened.Phase.DOSING: "Dosing",
    happened.Phase.EXPLORATION: "Exploration",
    happened.Phase.RETURN: "Return",
    happened.Phase.TALKING: "Talking it through",
    happened.Phase.RECOVERY: "Recovery",
    happened.Phase.HOME: "Home",
}
SCALES = {"moaas": "MOAA/S", "cadss6": "CADSS-6", "aldrete": "Aldrete", "padss": "PADSS"}
TOPICS = {"note": "Note", "first_words": "First words", "themes": "Themes", "helped": "What helped"}


INFUSION = happened.InfusionStarted | InfusionChange
GUIDANCE = (
    happened.SupportGiven
    | happened.GuidanceLevelSet
    | happened.GuidanceStepTaken
    | happened.LadderRungTaken
)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said about one body."""

    lane: Literal["vitals", "dose", "with", "events", "guidance", "system"]
    label: str
    sentence: str
    tone: Tone = "neutral"


def say_frame(body: happened.FrameEvent) -> Said:  # noqa: C901 - a flat match
    """The frame: mostly the system's lane; phases are events of the session."""
    lane: Literal["events", "system"] = "system"
    label = words = ""
    match body:
        case happened.SessionOpened():
            label = "Opened"
            words = f"Opened on {body.protocol_name}, version {body.protocol_version}."
            words += f" Under the signed variant {body.variant}." if body.variant else ""
        case happened.PhaseEntered():
            lane, label = "events", PHASES[body.phase]
            words = f"{label} begins."
        case happened.TimeOutConfirmed():
            lane, label, words = "events", "Time-out", f"Time-out: {_list(body.checks)}."
        case happened.ReadinessOverridden():
            label = "Let pass"
            asked_for_by = body.requested_by_name or body.requested_by
            words = f"Let pass: {_plain(body.criterion)}, for {asked_for_by}: {body.reason}"
        case happened.DosingReleased():
            label, words = "Start gate open", f"Start gate open on {len(body.facts)} facts."
        case happened.DosingEnded():
            lane, label, words = "events", "Dosing ended", f"Dosing ended.{_why(body.reason)}"
        case happened.RecordSigned():
            label, words = "Signed", f"Record signed: {body.meaning}."
        case happened.RecordClosed():
            outcome = body.outcome.replace("_", " ")
            label, words = "Closed", f"Record closed, {outcome}.{_why(body.reason)}"
    return Said(lane=lane, label=label, sentence=words)


def say_dose(body: happened.DoseEvent) -> Said:
    """The dose lane. What was charted as already given asks for attention."""
    if isinstance(body, INFUSION):
        return _say_infusion(body)
    tone: Tone = "neutral"
    label = words = ""
    match body:
        case happened.DosePlanned():
            label = "Plan"
            words = f"Planned: {body.drug} {_mg(body.dose_mg)} {ROUTES[body.route]}."
            words += f" Reviewed: {body.review_reason}" if body.review_reason else ""
        case happened.DoseChecked():
            label, words = "Check", "The plan was read and worked out again by a second person."
        case happened.DoseGiven():
            label = _mg(body.dose_mg)
            words = f"{body.drug.capitalize()} {label} {ROUTES[body.route]}"
            words += f", {body.site}." if body.site else "."
            words += _already(happened=body.already_happened, reason=body.reason)
            tone = "attention" if body.already_happened else tone
        case happened.OtherDrugGiven():
            label, tone = body.drug, "attention" if body.is_rescue else tone
            words = f"{body.drug} {in_words(body.amount, body.unit)} {body.route}, "
            words += f"ordered by {body.ordered_by}."
    return Said(lane="dose", label=label, sentence=words, tone=tone)


def _say_infusion(body: happened.InfusionStarted | InfusionChange) -> Said:
    tone: Tone = "neutral"
    label = words = ""
    match body:
        case happened.InfusionStarted():
            label = f"Infusion {_rate(body.rate_ml_per_hour)}"
            strength = in_words(body.concentration_mg_per_ml, "mg/mL")
            words = f"Infusion of {body.drug} {strength} at {_rate(body.rate_ml_per_hour)}."
            words += _already(happened=body.already_happened, reason=body.reason)
            tone = "attention" if body.already_happened else tone
        case happened.InfusionRateChanged():
            label = _rate(body.rate_ml_per_hour)
            words = f"Rate now {label}.{_why(body.reason)}"
        case happened.InfusionPaused():
            label, words = "Pause", f"Infusion paused.{_why(body.reason)}"
        case happened.InfusionResumed():
            label, words = "Resumed", f"Infusion runs again.{_why(body.reason)}"
        case happened.InfusionStopped():
            label, words = "Infusion out", f"Infusion stopped.{_why(body.reason)}"
            if body.pump_volume_ml is not None:
                words += f" The pump says {in_words(body.pump_volume_ml, 'mL')}."
    return Said(lane="dose", label=label, sentence=words, tone=tone)


def say_vitals(body: happened.VitalsCharted | happened.VitalsRescinded) -> Said:
    """Values with their units, who measured, and why an odd one is true."""
    match body:
        case happened.VitalsCharted():
            by = f"from {body.device or 'the monitor'}, verified"
            words = f"{_values(body)}, {'by hand' if body.source == 'hand' else by}."
            words += f" True because: {body.implausible_reason}" if body.implausible_reason else ""
            tone: Tone = "attention" if body.implausible_reason else "neutral"
            return Said(lane="vitals", label="Vital signs", sentence=words, tone=tone)
        case happened.VitalsRescinded():
            return Said(
                lane="vitals", label="Struck out", sentence=f"A reading struck out: {body.reason}"
            )


def say_person(body: happened.PersonEvent) -> Said:  # noqa: C901 - a flat match
    """The person, who was there, and what was done for them."""
    if isinstance(body, GUIDANCE):
        return _say_guidance(body)
    lane: Literal["events", "with"] = "events"
    tone: Tone = "neutral"
    label = words = ""
    match body:
        case happened.Observed():
            tap = tap_of(body.code)
            label, tone = tap.label, tap.tone
            words = f"{label}." if not body.words else f"{label}. In their words: {body.words}"
        case happened.LookedIn():
            lane, label = "with", "Asked" if body.asked_how_they_feel else "Looked in"
            words = f"{label}.{_why(body.answer)}"
        case happened.PresenceBegan():
            lane, label = "with", f"{body.person} in"
            words = f"{body.person} is with the person, {body.manner}."
        case happened.PresenceEnded():
            lane, label = "with", f"{body.person} out"
            words = f"{body.person} is no longer with the person."
        case happened.NoteWritten():
            label, words = TOPICS[body.topic], f"{TOPICS[body.topic]}: {body.text}"
        case happened.Rated():
            label = f"{body.scale.capitalize()} {body.score}"
            words = f"{label} of 10."
        case happened.ScaleScored():
            label = f"{SCALES[body.scale]} {sum(body.items)}"
            words = f"{label}."
    return Said(lane=lane, label=label, sentence=words, tone=tone)


def _say_guidance(
    body: happened.SupportGiven
    | happened.GuidanceLevelSet
    | happened.GuidanceStepTaken
    | happened.LadderRungTaken,
) -> Said:
    label = words = ""
    match body:
        case happened.SupportGiven():
            label = tap_of(body.code).label
            words = f"{label}.{_why(body.detail)}"
        case happened.GuidanceLevelSet():
            label = LEVELS[body.level].word.capitalize()
            words = f"Guidance: {LEVELS[body.level].word} (level {body.level})."
        case happened.GuidanceStepTaken():
            label = _card_title(body.card)
            words = f"{label}: {_plain(body.step)}.{_why(body.effect)}"
        case happened.LadderRungTaken():
            label = f"Step {body.rung}"
            action = LADDER[body.rung].action.replace("{minutes}", "so many")
            words = f"Hard moment, step {body.rung}: {action}.{_why(body.effect)}"
    return Said(lane="guidance", label=label, sentence=words)


def say_harm(body: happened.HarmEvent) -> Said:
    """Signals are the system's; adverse events and emergencies are events."""
    tone: Tone = "harm"
    lane: Literal["events", "system"] = "events"
    label = words = ""
    match body:
        case happened.SignalAcknowledged():
            lane, tone, label = "system", "neutral", "Signal taken"
            words = f"Signal taken: {body.action}"
        case happened.AdverseEventNoted():
            label = body.term
            words = f"Adverse event: {body.term}, {_plain(body.grade)}. {body.action}"
        case happened.AdverseEventFollowed():
            label, tone = "Followed up", "neutral"
            words = f"Adverse event followed up, {body.outcome}: {body.action}"
        case happened.EmergencyDeclared():
            label, words = "Emergency", f"Emergency.{_why(body.what)}"
        case happened.EmergencyStepTaken():
            label, words = "Emergency step", f"Emergency: {body.step}.{_why(body.person)}"
        case happened.EmergencyEnded():
            label, words, tone = "Emergency over", f"Emergency over: {body.outcome}", "neutral"
    return Said(lane=lane, label=label, sentence=words, tone=tone)


def say_home(body: happened.HomeEvent) -> Said:
    """The way home."""
    tone: Tone = "neutral"
    label = words = ""
    match body:
        case happened.CriterionNoted():
            label = _plain(body.code).capitalize()
            words = f"{label}: {'yes' if body.met else 'not yet'}.{_why(body.detail)}"
        case happened.EscortArrived():
            label = "Escort here"
            matches = "the name agreed" if body.name_matches_plan else "not the name agreed"
            words = f"{body.name} is here, {matches}."
        case happened.DischargeSigned():
            label, tone = "May go home", "good"
            words = f"Signed: may go home, on {len(body.facts)} facts."
        case happened.HandedOver():
            label, tone, words = "Home", "good", f"Gone home with {body.escort_name}."
    return Said(lane="events", label=label, sentence=words, tone=tone)


def _values(body: happened.VitalsCharted) -> str:
    values = values_of(body)
    parts: list[str] = []
    if body.systolic_mmhg is not None and body.diastolic_mmhg is not None:
        systolic, diastolic = values.pop(Vital.SYSTOLIC), values.pop(Vital.DIASTOLIC)
        parts = [f"Blood pressure {in_words(systolic, '').strip()}/{in_words(diastolic, 'mmHg')}"]
    parts += [
        f"{KINDS[vital].name} {in_words(value, KINDS[vital].unit)}"
        for vital, value in values.items()
    ]
    return ", ".join(parts)


def _card_title(card_id: str) -> str:
    return next((card.title for card in CARDS if card.id == card_id), _plain(card_id))


def _already(*, happened: bool, reason: str) -> str:
    return f" Charted as already given: {reason}" if happened else ""


def _why(words: str) -> str:
    return f" {words.strip()}" if words.strip() else ""


def _mg(dose_mg: Decimal) -> str:
    return in_words(dose_mg, "mg")


def _rate(ml_per_hour: Decimal) -> str:
    return in_words(ml_per_hour, "mL/h")


def _plain(code: str) -> str:
    return code.replace("_", " ")


def _list(parts: tuple[str, ...]) -> str:
    return ", ".join(_plain(part) for part in parts)

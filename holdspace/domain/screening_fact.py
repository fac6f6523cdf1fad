"""What a fact of the screening is: how it is asked, by whom, and how long its answer counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["yes_no", "number", "date", "moment", "choice", "choices", "text", "medicines"]
"""`date` is a calendar day, `moment` a time on the clock with its zone."""
By = Literal["person", "staff", "both"]


class Section(StrEnum):
    """One part of the intake, in the order in which it is asked."""

    GOALS = "goals"
    BODY = "body"
    HEART = "heart"
    BREATHING = "breathing"
    HEAD = "head"
    MIND = "mind"
    MEDICINES = "medicines"
    SUBSTANCES = "substances"
    PREGNANCY = "pregnancy"
    EXPERIENCE = "experience"
    HOME = "home"
    WORK_UP = "work_up"
    """Measured or judged by staff before the decision."""
    DAY = "day"
    """Asked again on each dosing day."""


@dataclass(frozen=True, kw_only=True)
class FactAsked:
    """One question of the intake, the work-up or the day."""

    code: str
    section: Section
    kind: Kind
    staff_words: str
    """What the fact is called on a page for staff."""
    by: By
    question: str = ""
    """To the person, in plain words. Empty where staff alone answer."""
    help: str = ""
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and words, in order."""
    asked_if: tuple[str, bool | str] | None = None
    """Only asked when that other fact has that value; otherwise it does not apply."""
    good_for: str = ""
    """The setting that says how long an answer counts. Empty: it does not age."""
    is_lasting: bool = False
    """A "yes" stays a "yes" however old it is: what has happened once has happened."""
    scale: str = ""
    """Only asked where the clinic uses that questionnaire."""
    lowest: int | None = None
    highest: int | None = None
    why: str = ""
    """For a fact no rule rests on: what it is asked for."""

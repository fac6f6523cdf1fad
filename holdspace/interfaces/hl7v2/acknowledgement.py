"""Writes the answer to a message: taken, wrong, or not possible now, in clear words."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from holdspace.interfaces.hl7v2.er7 import Message, NotHl7, escape, parse
from holdspace.interfaces.hl7v2.moment import write_moment

Outcome = Literal["AA", "AE", "AR"]
"""AA taken. AE something in the message is wrong. AR not this kind of message, or not now."""
Code = Literal["AA", "AE", "AR", "CA", "CE", "CR"]
"""The application's words, and those by which what holds messages says that it has one."""

Problem = Literal["100", "101", "102", "200", "203", "207"]
"""HL7 table 0357: order of segments, something missing, a value that cannot be read, the kind of
message, its version, the receiver itself."""
_HEADER_PROBLEMS = frozenset({"200", "203"})
_PROBLEM_WORDS: dict[Problem, str] = {
    "100": "Segment sequence error",
    "101": "Required field missing",
    "102": "Data type error",
    "200": "Unsupported message type",
    "203": "Unsupported version id",
    "207": "Application error",
}

_LONGEST_ID = 199
_LONGEST_TEXT = 240


@dataclass(frozen=True, slots=True)
class Addressee:
    """What of the sender's header an answer repeats."""

    control_id: str = ""
    application: str = ""
    facility: str = ""
    processing: str = "P"
    version: str = "2.6"
    wants_commit: str = ""
    """MSH-15, when to say that the message is held: AL always, NE never, ER or SU."""
    wants_application: str = ""
    """MSH-16, when to say what the application made of it."""

    @property
    def is_enhanced(self) -> bool:
        """Whether the sender asked for the newer way of answering. With neither field it did not,
        and gets one answer, always."""
        return bool(self.wants_commit or self.wants_application)


def addressee_of(message: Message) -> Addressee:
    header = message.header
    return Addressee(
        control_id=header.component(10)[:_LONGEST_ID],
        application=header.component(3)[:_LONGEST_ID],
        facility=header.component(4)[:_LONGEST_ID],
        processing=header.component(11)[:1] or "P",
        version=header.component(12)[:8] or "2.6",
        wants_commit=header.component(15).upper()[:2],
        wants_application=header.component(16).upper()[:2],
    )


def addressee_in(raw: bytes) -> Addressee:
    """The sender's header, as far as it can be made out in bytes that may be broken."""
    first = re.split(rb"[\r\n]", raw.lstrip()[:2048], maxsplit=1)[0].decode("latin-1")
    try:
        return addressee_of(parse(first))
    except NotHl7:
        return Addressee()


def codes_for(to: Addressee, outcome: Outcome, problem: Problem | None = None) -> tuple[Code, ...]:
    """Which answers the sender wants, in order; none when it wants none.

    A commit is rejected (CR) for what MSH-9 and MSH-12 say, and is an error (CE) for all else.
    """
    if not to.is_enhanced:
        return (outcome,)
    commit: Code = "CA" if outcome == "AA" else "CR" if problem in _HEADER_PROBLEMS else "CE"
    answers: list[Code] = []
    if _is_wanted(to.wants_commit, outcome):
        answers.append(commit)
    if _is_wanted(to.wants_application, outcome):
        answers.append(outcome)
    return tuple(answers)


def _is_wanted(condition: str, outcome: Outcome) -> bool:
    match condition:
        case "" | "NE":
            return False
        case "SU":
            return outcome == "AA"
        case "ER":
            return outcome != "AA"
        case _:
            return True  # AL; and an answer too many is better than one too few


def acknowledgement(
    to: Addressee, code: Code, text: str, *, now: datetime, problem: Problem | None = None
) -> bytes:
    text = escape(text[:_LONGEST_TEXT])
    stamp = write_moment(now)
    # Nobody shall answer our answers.
    wishes = "NE|NE" if to.is_enhanced else "|"
    header = (
        f"MSH|^~\\&|HOLDSPACE||{escape(to.application)}|{escape(to.facility)}|{stamp}||ACK^R01^ACK|"
        f"{stamp[:18]}{code}|{escape(to.processing)}|{escape(to.version)}|||{wishes}||UNICODE UTF-8"
    )
    segments = [header, f"MSA|{code}|{escape(to.control_id)}|{text}"]
    if problem is not None:
        what = f"{problem}^{_PROBLEM_WORDS[problem]}^HL70357"
        segments.append(f"ERR|||{what}|E||||{text}")
    return ("\r".join(segments) + "\r").encode()

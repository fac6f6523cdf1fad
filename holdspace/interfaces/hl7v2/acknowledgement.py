"""Writes the answer to a message: taken, wrong, or not possible now, in clear words."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from holdspace.interfaces.hl7v2.er7 import Message, NotHl7, escape, parse
from holdspace.interfaces.hl7v2.moment import write_moment

Code = Literal["AA", "AE", "AR"]
"""AA taken. AE something in the message is wrong. AR not this kind of message, or not now."""

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


def addressee_of(message: Message) -> Addressee:
    header = message.header
    return Addressee(
        control_id=header.component(10)[:_LONGEST_ID],
        application=header.component(3)[:_LONGEST_ID],
        facility=header.component(4)[:_LONGEST_ID],
        processing=header.component(11)[:1] or "P",
        version=header.component(12)[:8] or "2.6",
    )


def addressee_in(raw: bytes) -> Addressee:
    """The sender's header, as far as it can be made out in bytes that may be broken."""
    first = re.split(rb"[\r\n]", raw.lstrip()[:2048], maxsplit=1)[0].decode("latin-1")
    try:
        return addressee_of(parse(first))
    except NotHl7:
        return Addressee()


def acknowledgement(to: Addressee, code: Code, text: str, *, now: datetime) -> bytes:
    text = escape(text[:_LONGEST_TEXT])
    stamp = write_moment(now)
    header = (
        f"MSH|^~\\&|HOLDSPACE||{escape(to.application)}|{escape(to.facility)}|{stamp}||ACK^R01^ACK|"
        f"{stamp[:18]}|{escape(to.processing)}|{escape(to.version)}||||||UNICODE UTF-8"
    )
    segments = [header, f"MSA|{code}|{escape(to.control_id)}|{text}"]
    if code != "AA":
        segments.append(f"ERR|||207^Application error^HL70357|E||||{text}")
    return ("\r".join(segments) + "\r").encode()

"""A spooled record, understood as far as it goes: its translation, or why there is none."""

from dataclasses import dataclass, replace
from datetime import tzinfo
from hashlib import sha256

import msgspec

from holdspace.interfaces.fhir.observation import NotFhir
from holdspace.interfaces.hl7v2.acknowledgement import addressee_in, addressee_of
from holdspace.interfaces.hl7v2.charset import WrongEncoding, decode
from holdspace.interfaces.hl7v2.er7 import NotHl7, parse
from holdspace.interfaces.monitors.apart import NOT_TOLD_APART, Part, apart
from holdspace.interfaces.monitors.identity import device_key_of
from holdspace.interfaces.monitors.manifest import UnknownMonitor, family_of
from holdspace.interfaces.monitors.named_person import NOBODY, NamedPerson, named_in
from holdspace.interfaces.monitors.posted.subject import SEVERAL_PEOPLE, whom
from holdspace.interfaces.monitors.posted.translate import (
    carries_its_moments,
    read_posted,
    remarks_on,
    translated,
)
from holdspace.interfaces.monitors.reading import Translation
from holdspace.interfaces.monitors.spool_records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    record: Record
    device_key: str = ""
    control_id: str = ""
    translation: Translation | None = None
    reason: str = ""
    is_posted: bool = False
    """Posted as FHIR by a device with a token, and not sent as HL7."""
    named: NamedPerson = NOBODY
    """Whom it says it is about."""

    @property
    def fingerprint(self) -> str:
        """The same for a message that was sent again because its answer was lost; "" when the
        message carries too little to tell that from a second one that looks alike."""
        if self.is_posted:
            is_alike = self.translation is not None and carries_its_moments(self.translation)
            sender, may_tell = self.device_key, is_alike
        else:
            sent = self.translation.sent.text if self.translation else ""
            sender, may_tell = self.record.source, bool(self.control_id and sent)
        if not may_tell:
            return ""
        return sha256(sender.encode() + b"\x00" + self.record.raw).hexdigest()


def understand_all(record: Record, zone: tzinfo) -> list[Understood]:
    """One for each person that the message is about."""
    parts = [] if record.refusal or record.device_key else apart(record.raw)
    if not parts:
        return [understand(record, zone)]
    return [_of_part(part, record, zone) for part in parts]


def _of_part(part: Part, record: Record, zone: tzinfo) -> Understood:
    understood = understand(msgspec.structs.replace(record, raw=part.raw), zone)
    if part.device_key:
        return replace(understood, device_key=part.device_key)
    return replace(understood, device_key="", translation=None, reason=NOT_TOLD_APART)


def understand(record: Record, zone: tzinfo) -> Understood:
    """Of a message about one person."""
    if is_json(record.raw):
        return _understand_posted(record, zone)
    if record.refusal:
        return _not_understood(record, record.refusal)
    try:
        message = parse(decode(record.raw).text)
    except (WrongEncoding, NotHl7) as error:
        return _not_understood(record, str(error))
    control_id, device_key = addressee_of(message).control_id, device_key_of(message)
    try:
        translation = family_of(message).translate(message, zone, record.received_at)
    except UnknownMonitor as error:
        return Understood(
            record=record, device_key=device_key, control_id=control_id, reason=str(error)
        )
    return Understood(
        record=record,
        device_key=device_key,
        control_id=control_id,
        translation=translation,
        named=named_in(message),
    )


def _not_understood(record: Record, reason: str) -> Understood:
    control_id = addressee_in(record.raw).control_id
    return Understood(
        record=record, device_key=record.device_key, control_id=control_id, reason=reason
    )


def is_json(raw: bytes) -> bool:
    """An HL7 message begins with its header, and never with a brace."""
    return raw.lstrip()[:1] == b"{"


def _understand_posted(record: Record, zone: tzinfo) -> Understood:
    device_key = record.device_key
    if record.refusal:
        return Understood(record=record, device_key=device_key, reason=record.refusal)
    try:
        posted = read_posted(record.raw, zone)
    except NotFhir as error:
        return Understood(record=record, device_key=device_key, reason=str(error))
    named, name = whom(posted), posted.name[:200]
    if named is None:
        return Understood(
            record=record, device_key=device_key, control_id=name, reason=SEVERAL_PEOPLE
        )
    translation = translated(posted, device_key, zone)
    return Understood(
        record=record,
        device_key=device_key,
        control_id=name,
        translation=translation if translation.readings else None,
        reason="; ".join(remarks_on(posted, zone)),
        is_posted=True,
        named=named,
    )

"""A spooled record, understood as far as it goes: its translation, or why there is none."""

from dataclasses import dataclass
from datetime import tzinfo
from hashlib import sha256

from holdspace.interfaces.hl7v2.acknowledgement import addressee_in
from holdspace.interfaces.hl7v2.charset import WrongEncoding, decode
from holdspace.interfaces.hl7v2.er7 import NotHl7, parse
from holdspace.interfaces.monitors.identity import device_key_of
from holdspace.interfaces.monitors.manifest import UnknownMonitor, family_of
from holdspace.interfaces.monitors.reading import Translation
from holdspace.interfaces.monitors.spool_records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    record: Record
    device_key: str = ""
    control_id: str = ""
    translation: Translation | None = None
    reason: str = ""

    @property
    def fingerprint(self) -> str:
        """The same for a message that was sent again because its answer was lost; "" when the
        message carries too little to tell that from a second one that looks alike."""
        sent = self.translation.sent.text if self.translation else ""
        if not self.control_id or not sent:
            return ""
        return sha256(self.record.source.encode() + b"\x00" + self.record.raw).hexdigest()


def understand(record: Record, zone: tzinfo) -> Understood:
    control_id = addressee_in(record.raw).control_id
    if record.refusal:
        return Understood(record=record, control_id=control_id, reason=record.refusal)
    try:
        message = parse(decode(record.raw).text)
        device_key = device_key_of(message)
    except (WrongEncoding, NotHl7) as error:
        return Understood(record=record, control_id=control_id, reason=str(error))
    try:
        translation = family_of(message).translate(message, zone, record.received_at)
    except UnknownMonitor as error:
        return Understood(
            record=record, device_key=device_key, control_id=control_id, reason=str(error)
        )
    return Understood(
        record=record, device_key=device_key, control_id=control_id, translation=translation
    )

"""What the drain remembers between batches; it can be thrown away and read back at any time."""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from holdspace.interfaces.monitors.clock import DeviceClock
from holdspace.interfaces.monitors.registry import remembered_clocks
from holdspace.interfaces.monitors.spool_records import Record
from holdspace.interfaces.monitors.understood import Understood, is_json, understand
from holdspace.pathway.dosing_session.models import MonitorMessage

REMEMBERED_MESSAGES = 20_000
READ_BACK = 2_000
SENT_AGAIN_WITHIN = timedelta(hours=1)


@dataclass(slots=True)
class Memory:
    clinic_id: int
    zone: tzinfo
    clocks: dict[int, DeviceClock | None] = field(default_factory=dict)
    recent: OrderedDict[str, datetime] = field(default_factory=OrderedDict)

    def was_heard_before(self, message: Understood) -> bool:
        """The same bytes from the same place, sent again because our answer was lost."""
        fingerprint, at = message.fingerprint, message.record.received_at
        if not fingerprint:
            return False
        before = self.recent.get(fingerprint)
        self.recent[fingerprint] = at
        self.recent.move_to_end(fingerprint)
        while len(self.recent) > REMEMBERED_MESSAGES:
            self.recent.popitem(last=False)
        return before is not None and at - before <= SENT_AGAIN_WITHIN

    def recall_clocks(self, monitor_ids: Collection[int], now: datetime) -> None:
        """Those that this process has not heard yet, in one question."""
        unheard = [one for one in monitor_ids if one not in self.clocks]
        if unheard:
            self.clocks.update(remembered_clocks(unheard, now=now))


def read_back(clinic_id: int, zone: tzinfo, now: datetime) -> Memory:
    memory = Memory(clinic_id, zone)
    latest = MonitorMessage.objects.order_by("-id")[:READ_BACK]
    for message in reversed(latest):
        if now - message.received_at <= SENT_AGAIN_WITHIN:
            memory.was_heard_before(understand(as_record(message), zone))
    return memory


def as_record(message: MonitorMessage) -> Record:
    """As the spool held it. A device stands beside a posted body only: HL7 says it itself."""
    refused, raw = message.state == MonitorMessage.State.REFUSED, bytes(message.raw)
    return Record(
        sequence=message.pk,
        received_at=message.received_at,
        source=message.source_address,
        raw=raw,
        refusal=message.reason if refused else "",
        device_key=message.device_key if is_json(raw) else "",
    )

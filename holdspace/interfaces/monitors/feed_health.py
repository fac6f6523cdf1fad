"""How each monitor's feed does: how many messages a minute, by which family, and what is wrong."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count, Min

from holdspace.domain.vitals import KINDS
from holdspace.interfaces.monitors.manifest import families
from holdspace.interfaces.monitors.queries import unsettled
from holdspace.pathway.dosing_session.models import MonitorMessage, VitalsSample

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from django.db.models import QuerySet

    from holdspace.clinic.people.roles import Actor
    from holdspace.pathway.dosing_session.models import Monitor

RATE_OVER = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)
MEASURED_WITHIN = timedelta(hours=1)
"""A row that came in the last minutes may be of a moment before: a backlog after a network cut.
Further back would read a morning of every monitor for each look at the page."""
WAITING_OVER = timedelta(hours=24)
FEWER_THAN = 0.8
"""Of what is expected: then it is said that some are missing."""
MOST_REASONS = 5
SHOWN_MESSAGES = 12
LOOKED_BACK = timedelta(days=7)
FROM_A_FILE = "file"
"""Where a recording came from that somebody brought."""

_ROWS = """
    FROM vitals_sample AS sample
    WHERE sample.monitor_id = ANY(%s) AND sample.at BETWEEN %s AND %s
      AND sample.received_at > %s
      AND NOT sample.flags @> '["imported"]'
"""
_COUNTS = f"""
    SELECT monitor_id, count(DISTINCT message_id), min(received_at) {_ROWS} GROUP BY 1
"""
_FLAGS = f"""
    SELECT monitor_id, flag, count(*) FROM (SELECT monitor_id, flags {_ROWS}) AS recent
    CROSS JOIN LATERAL jsonb_array_elements_text(flags) AS flag GROUP BY 1, 2 ORDER BY 1, 3 DESC
"""  # noqa: S608
_REASONS = f"""
    SELECT recent.monitor_id, message.reason, count(*)
    FROM (SELECT DISTINCT monitor_id, message_id {_ROWS}) AS recent
    JOIN dosing_session_monitormessage AS message ON message.id = recent.message_id
    WHERE message.reason <> '' GROUP BY 1, 2 ORDER BY 1, 3 DESC
"""  # noqa: S608
_FAMILIES = f"""
    SELECT DISTINCT ON (monitor_id) monitor_id, other->>'family' {_ROWS}
    ORDER BY monitor_id, sample.received_at DESC
"""

FLAG_WORDS = {
    "demo": "It says that it is simulating: nothing of it is charted as a person's.",
    "clock_off": "Its clock is wrong: its values are placed by ours.",
    "time_in_future": "Times ahead of our clock: those values are placed when they came.",
    "no_device_time": "Values without a time: they are placed when they came.",
    "before_assignment": "Values from before it stood here: they belong to no session.",
    "late": "Values that waited on the way: they keep their own time.",
    "preliminary": "It calls some values preliminary.",
    "correction": "It sent corrections of earlier values.",
    "questionable": "It calls some values questionable.",
}
OTHER_FAMILIES = {"fhir": "FHIR, posted with a token"}
_NAMES = {vital.value: kind.name for vital, kind in KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    messages: int
    """In the last five minutes, whatever became of them."""
    over: timedelta
    """Since the first of them: a monitor that has just begun misses nothing."""
    every: timedelta
    family: str
    limits: tuple[str, ...]
    """What such monitors cannot do, as far as it is known; none is known of what is not heard."""
    troubles: tuple[str, ...]

    @property
    def expected(self) -> int:
        return self.over // self.every

    @property
    def per_minute(self) -> str:
        return _plain(self.messages / (max(self.over, self.every) / MINUTE))

    @property
    def expected_per_minute(self) -> str:
        return _plain(MINUTE / self.every)

    @property
    def misses_some(self) -> bool:
        return 0 < self.messages < self.expected * FEWER_THAN


def health_of(actor: Actor, monitors: Collection[Monitor], now: datetime) -> dict[int, Health]:
    """In the clinic's context, a few questions however many monitors."""
    numbers = [monitor.pk for monitor in monitors]
    window = (numbers, now - MEASURED_WITHIN, now + RATE_OVER, now - RATE_OVER)
    counts = {number: (count, first) for number, count, first in _asked(_COUNTS, window)}
    named = dict(_asked(_FAMILIES, window))
    waiting = _waiting(actor, [monitor.device_key for monitor in monitors], now)
    troubles: defaultdict[int, list[str]] = defaultdict(list)
    for number, flag, count in _asked(_FLAGS, window):
        troubles[number].append(flag_words(flag, count))
    for number, reason, count in _asked(_REASONS, window):
        troubles[number].append(f"{reason[:1].upper()}{reason[1:]}{_times(count)}.")
    found = {}
    for monitor in monitors:
        count, first = counts.get(monitor.pk, (0, None))
        held = waiting[monitor.device_key]
        begun = min((at for at in (first, held.first_at) if at is not None), default=now)
        found[monitor.pk] = Health(
            messages=count + held.recent,
            over=now - begun,
            every=timedelta(seconds=monitor.expects_interval_seconds),
            family=family_words(named.get(monitor.pk) or ""),
            limits=_known_limits(named.get(monitor.pk) or ""),
            troubles=(*held.words, *(words for words in troubles[monitor.pk][:MOST_REASONS])),
        )
    return found


def latest_messages(actor: Actor, monitor: Monitor, now: datetime) -> list[MonitorMessage]:
    """The newest that it sent, whatever became of them, without their bytes."""
    of_clinic = MonitorMessage.objects.filter(clinic_id=actor.clinic_id).defer("raw")
    with_rows = (
        VitalsSample.objects.filter(monitor=monitor, at__range=(now - LOOKED_BACK, now + RATE_OVER))
        .order_by("-at")
        .values_list("message_id", flat=True)[: SHOWN_MESSAGES * 3]
    )
    stored = of_clinic.filter(pk__in=set(with_rows))
    others = unsettled(actor).filter(device_key=monitor.device_key).defer("raw").order_by("-id")
    found = {one.pk: one for one in (*stored, *others[:SHOWN_MESSAGES])}
    newest = sorted(found.values(), key=lambda one: (one.received_at, one.pk), reverse=True)
    return newest[:SHOWN_MESSAGES]


def samples_of(message: MonitorMessage) -> QuerySet[VitalsSample]:
    """What was stored of one message. Nothing of it was measured long before it came."""
    samples = VitalsSample.objects.filter(
        monitor__device_key=message.device_key, message_id=message.pk
    )
    if message.source_address == FROM_A_FILE:
        return samples
    return samples.filter(
        at__gt=message.received_at - LOOKED_BACK, at__lte=message.received_at + RATE_OVER
    )


def flag_words(flag: str, count: int) -> str:
    """Empty for a flag that is no trouble."""
    kind, _, column = flag.partition(":")
    if kind == "invalid":
        name = _NAMES.get(column, column.replace("_", " "))
        return f"{name}: {count} in 5 min {'was' if count == 1 else 'were'} no reading."
    return FLAG_WORDS.get(flag, f"{flag.replace('_', ' ')}.")


def family_words(family: str) -> str:
    manifest = families().get(family)
    return manifest.name if manifest else OTHER_FAMILIES.get(family, family)


def _known_limits(family: str) -> tuple[str, ...]:
    manifest = families().get(family)
    return manifest.known_limits if manifest else ()


@dataclass(slots=True)
class _Waiting:
    recent: int = 0
    first_at: datetime | None = None
    words: tuple[str, ...] = ()


def _waiting(actor: Actor, device_keys: list[str], now: datetime) -> Mapping[str, _Waiting]:
    """What was refused or waits for a person, of the last day."""
    groups = (
        unsettled(actor)
        .filter(received_at__gt=now - WAITING_OVER, device_key__in=device_keys)
        .values("device_key", "state", "reason")
        .annotate(count=Count("id"))
        .order_by("-count")
    )
    recent = (
        unsettled(actor)
        .filter(received_at__gt=now - RATE_OVER, device_key__in=device_keys)
        .values_list("device_key")
        .annotate(count=Count("id"), first_at=Min("received_at"))
    )
    found: defaultdict[str, _Waiting] = defaultdict(_Waiting)
    for group in groups:
        was_refused = group["state"] == MonitorMessage.State.REFUSED
        what = "refused" if was_refused else "waiting"
        number = group["count"]
        word = f"{number} message{'' if number == 1 else 's'} {what}: {group['reason']}."
        found[group["device_key"]].words += (word,)
    for key, count, first_at in recent:
        found[key].recent, found[key].first_at = count, first_at
    return found


def _asked(query: str, window: tuple[list[int], datetime, datetime, datetime]) -> Iterator[tuple]:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(query, window)
        yield from cursor.fetchall()


def _times(count: int) -> str:
    return "" if count == 1 else f" ({count} messages in 5 min)"


def _plain(number: float) -> str:
    return f"{number:.0f}" if number >= 10 or number == int(number) else f"{number:.1f}"  # noqa: PLR2004

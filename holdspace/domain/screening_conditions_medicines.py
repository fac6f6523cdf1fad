"""Conditions on the list of medicines: classes, when last taken, the benzodiazepine load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.medicines import (
    BENZODIAZEPINES,
    MedicineGroup,
    MedicineTaken,
    NotKnown,
    diazepam_equivalent_mg_a_day,
)
from holdspace.domain.quantities import in_words
from holdspace.domain.screening_case import Missing, Used
from holdspace.domain.screening_conditions import Verdict, span_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta
    from decimal import Decimal

    from holdspace.domain.screening_case import Screened

LIST = "medicines"
AMOUNTS = "benzodiazepine_amounts"
LAST_TAKEN = "last_taken"


def _used(screened: Screened, words: str) -> Used:
    return Used(
        code=LIST,
        words=words,
        as_of=screened.medicines_as_of,
        source=screened.medicines_source,
    )


def _unknown(screened: Screened, code: str, name: str, why: str) -> Verdict:
    missing = Missing(code=code, name=name, used=_used(screened, f"{name}: {why}"))
    return Verdict(is_true=None, unknown=(missing,))


def _no_list(screened: Screened) -> str:
    """Why the list cannot be taken for complete, or nothing."""
    if screened.medicines is None:
        return "nobody has asked yet"
    return screened.too_old(screened.medicines_as_of, "medicine_days")


@dataclass(frozen=True)
class Takes:
    """Takes something of this group. What is on the list counts however old the list is."""

    group: MedicineGroup

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({LIST})

    def look(self, screened: Screened) -> Verdict:
        taken = _taken(screened, self.group)
        if taken:
            return Verdict(is_true=True, used=_said(screened, taken, self.group))
        why = _no_list(screened)
        if why:
            return _unknown(screened, LIST, "Medicines", why)
        return Verdict(is_true=False, used=(_used(screened, f"No {self.group.words} listed"),))


@dataclass(frozen=True)
class TakenWithin:
    """Took something of this group so many hours ago or less. The limit is inside."""

    group: MedicineGroup
    limit: str

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({LIST})

    def look(self, screened: Screened) -> Verdict:
        takes = Takes(self.group).look(screened)
        if not takes.is_true:
            return takes
        span = span_of(screened, self.limit)
        taken = _taken(screened, self.group)
        recent = [one for one in taken if _within(one, screened, span)]
        if recent:
            return Verdict(is_true=True, used=_said(screened, recent, self.group))
        undated = [one for one in taken if _is_undated(one, screened)]
        if undated:
            names = ", ".join(one.typed.strip() for one in undated)
            code = f"{LAST_TAKEN}_{self.group.words.replace(' ', '_').replace('-', '_').lower()}"
            return _unknown(screened, code, f"When {names} was last taken", "not noted")
        return Verdict(is_true=False, used=takes.used)


@dataclass(frozen=True)
class DiazepamAbove:
    """The benzodiazepines together amount to more diazepam a day than the limit in mg."""

    limit: str

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({LIST})

    def look(self, screened: Screened) -> Verdict:
        takes = Takes(BENZODIAZEPINES).look(screened)
        if not takes.is_true:
            return takes
        taken = _taken(screened, BENZODIAZEPINES)
        table = screened.settings.diazepam_table
        limit = screened.settings.number(self.limit)
        load = diazepam_equivalent_mg_a_day(taken, table)
        if isinstance(load, NotKnown):
            return self._of_a_part(screened, load, taken)
        used = (*takes.used, _amount(screened, "Amounts to", load))
        return Verdict(is_true=load > limit, used=used)

    def _of_a_part(self, screened: Screened, load: NotKnown, taken: list[MedicineTaken]) -> Verdict:
        """What is known may be above the limit already, whatever the rest amounts to."""
        clear = [one for one in taken if one not in load.medicines]
        part = diazepam_equivalent_mg_a_day(clear, screened.settings.diazepam_table)
        if isinstance(part, NotKnown) or part <= screened.settings.number(self.limit):
            return _unknown(screened, AMOUNTS, "Benzodiazepine dose a day", load.reason)
        said = _said(screened, clear, BENZODIAZEPINES)
        return Verdict(is_true=True, used=(*said, _amount(screened, "Amounts to at least", part)))


@dataclass(frozen=True)
class NotRecognised:
    """Something on the list is no medicine that we know, so it cannot be checked."""

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({LIST})

    def look(self, screened: Screened) -> Verdict:
        if screened.medicines is None:
            return Verdict(is_true=False)  # the rules that need the list say that it is missing
        strange = [one for one in screened.medicines if one.ingredient is None]
        used = tuple(_used(screened, f"Not recognised: {one.words}") for one in strange)
        return Verdict(is_true=bool(strange), used=used)


def _amount(screened: Screened, words: str, load: Decimal) -> Used:
    return _used(screened, f"{words} {in_words(load, 'mg')} of diazepam a day")


def _taken(screened: Screened, group: MedicineGroup) -> list[MedicineTaken]:
    return [one for one in screened.medicines or () if group.holds(one)]


def _said(
    screened: Screened, taken: Iterable[MedicineTaken], group: MedicineGroup
) -> tuple[Used, ...]:
    return tuple(_used(screened, f"{one.words}: {group.words}") for one in taken)


def _is_undated(one: MedicineTaken, screened: Screened) -> bool:
    return one.last_taken_at is None or one.last_taken_at > screened.at


def _within(one: MedicineTaken, screened: Screened, span: timedelta) -> bool:
    return (
        one.last_taken_at is not None
        and one.last_taken_at <= screened.at
        and screened.at - one.last_taken_at <= span
    )

"""Medicines by ingredient: what was typed, which substance that is, what class it belongs to.

Matching goes by ATC prefix first, then by ingredient. What is not recognised is said to be so and
never taken for harmless. Nothing here tells anybody to start, stop or change a medicine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime  # read when a record is
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from holdspace.domain.medicine_ingredient import Ingredient
from holdspace.domain.medicine_list import INGREDIENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "ASHTON", "BENZODIAZEPINES", "Ingredient", "MedicineGroup", "MedicineTaken", "NotKnown",
    "diazepam_equivalent_mg_a_day", "find_medicines", "ingredient", "normalise",
]  # fmt: skip

ASHTON: Mapping[str, Decimal] = MappingProxyType({
    "diazepam": Decimal(10),
    "alprazolam": Decimal("0.5"),
    "clonazepam": Decimal("0.5"),
    "lorazepam": Decimal(1),
    "chlordiazepoxide": Decimal(25),
    "temazepam": Decimal(20),
    "oxazepam": Decimal(20),
    "nitrazepam": Decimal(10),
    "flurazepam": Decimal(15),
})  # fmt: skip
"""mg by mouth equal to 10 mg diazepam (Ashton manual 2002). Tables disagree by up to two times.

Where the table gives a range (flurazepam 15 to 30 mg) the smaller number is taken: it counts more.
"""

CLOSE_ENOUGH = 0.8
"""How alike a misspelt word must be, 0 to 1 (our own number)."""
UNMARKED = str.maketrans("äöüéèáóí", "aoueeaoi")
SHORTEST_MISSPELT = 4
"""Shorter words are too easily taken for another medicine."""


@dataclass(frozen=True, kw_only=True)
class MedicineTaken:
    """One medicine as it was said. `ingredient` is None when it is not recognised."""

    typed: str
    ingredient: str | None
    dose_mg: Decimal | None = None
    """One dose."""
    times_a_day: Decimal | None = None
    """For one that is taken as needed: the most that was said for a day."""
    as_needed: bool = False
    last_taken_at: datetime | None = None
    form: str = ""

    @property
    def words(self) -> str:
        """What was typed, the ingredient when that is another word, and how it is taken."""
        name = self.typed.strip()
        if self.ingredient and self.ingredient.lower() not in name.lower():
            name = f"{name} ({self.ingredient})"
        dose = f"{self.dose_mg.normalize():f} mg" if self.dose_mg is not None else ""
        times = f"{self.times_a_day.normalize():f} a day" if self.times_a_day is not None else ""
        return ", ".join(
            part for part in (name, dose, times, "as needed" if self.as_needed else "") if part
        )


@dataclass(frozen=True, kw_only=True)
class MedicineGroup:
    """Medicines that one rule is about."""

    words: str
    atc: tuple[str, ...] = ()
    ingredients: frozenset[str] = frozenset()
    without_atc: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()

    def holds(self, medicine: MedicineTaken) -> bool:
        """Whether this medicine, or a part of a combination, belongs to the group."""
        if medicine.ingredient is None:
            return False
        found = ingredient(medicine.ingredient)
        parts = (found, *(ingredient(name) for name in found.contains))
        return any(self._holds(part) for part in parts)

    def _holds(self, part: Ingredient) -> bool:
        if part.name in self.without or any(
            code.startswith(prefix) for code in part.atc for prefix in self.without_atc
        ):
            return part.name in self.ingredients
        return part.name in self.ingredients or any(
            code.startswith(prefix) for code in part.atc for prefix in self.atc
        )


BENZODIAZEPINES = MedicineGroup(words="benzodiazepine", atc=("N05BA", "N05CD", "N03AE01"))


@dataclass(frozen=True, kw_only=True)
class NotKnown:
    """The load cannot be worked out: which medicines, and why. Never the same as 0."""

    medicines: tuple[MedicineTaken, ...]
    reason: str


class NoSuchIngredient(KeyError):
    """An ingredient that the list does not hold."""


@cache
def _by_name() -> dict[str, Ingredient]:
    return {each.name: each for each in INGREDIENTS}


@cache
def _by_word() -> dict[str, Ingredient]:
    """Every search word, folded, to its ingredient. Names win over brands."""
    words = {_folded(brand): each for each in INGREDIENTS for brand in each.also}
    return {**words, **{_folded(each.name): each for each in INGREDIENTS}}


def ingredient(name: str) -> Ingredient:
    """The ingredient of this exact name. Raises NoSuchIngredient."""
    try:
        return _by_name()[name]
    except KeyError:
        raise NoSuchIngredient(name) from None


def find_medicines(text: str, limit: int = 8) -> tuple[Ingredient, ...]:
    """What somebody may mean who has typed so far: beginnings first, then inside, then misspelt."""
    typed = _folded(text)
    if not typed:
        return ()
    words = sorted(_by_word())
    begins = [word for word in words if word.startswith(typed)]
    inside = [word for word in words if typed in word and not word.startswith(typed)]
    found = dict.fromkeys(_by_word()[word] for word in (*begins, *inside))
    if not found:
        whole = normalise(text)
        alike = (_by_word()[word] for word in _alike(typed, limit))
        found = dict.fromkeys((*([] if whole is None else [whole]), *alike))
    return tuple(found)[:limit]


def normalise(text: str) -> Ingredient | None:
    """The one ingredient that was typed, other words left aside. None: not recognised.

    Two different medicines in one line are none: each needs a line of its own. A misspelt name is
    taken when one letter is wrong and it can only be one medicine.
    """
    words = _folded(text).split()
    named = {each.name for each in _named(words)}
    if not named and words:
        named = {_by_word()[word].name for word in _one_letter_off(words[0])}
    return ingredient(named.pop()) if len(named) == 1 else None


def _named(words: Sequence[str]) -> list[Ingredient]:
    """What is named in full anywhere in the line; of two that overlap the longer one."""
    known, found, at = _by_word(), [], 0
    while at < len(words):
        runs = {end: " ".join(words[at:end]) for end in range(len(words), at, -1)}
        end = next((end for end, run in runs.items() if run in known), None)
        if end is not None:
            found.append(known[runs[end]])
        at = end or at + 1
    return found


def _alike(typed: str, limit: int) -> list[str]:
    """For somebody who chooses from a list: generous."""
    if len(typed) < SHORTEST_MISSPELT:
        return []
    return get_close_matches(typed, sorted(_by_word()), n=limit, cutoff=CLOSE_ENOUGH)


def _one_letter_off(typed: str) -> list[str]:
    """Known names with the same first letter that one slip turns into what was typed."""
    if len(typed) < SHORTEST_MISSPELT:
        return []
    begins_alike = (word for word in _by_word() if word[0] == typed[0])
    return [word for word in begins_alike if _is_one_slip(word, typed)]


def _is_one_slip(one: str, other: str) -> bool:
    """One letter added, left out, changed, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    rest, others = one[start:], other[start:]
    swapped = rest[:2] == others[1::-1] and rest[2:] == others[2:] and len(others) > 1
    return swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]


def _folded(text: str) -> str:
    """Small letters, one space, no marks of trade; no umlauts or accents."""
    plain = text.casefold().translate(UNMARKED)
    kept = "".join(char if char.isalnum() else " " for char in plain)
    return " ".join(kept.split())


def diazepam_equivalent_mg_a_day(
    medicines: Iterable[MedicineTaken], table: Mapping[str, Decimal]
) -> Decimal | NotKnown:
    """mg of diazepam a day that the benzodiazepines amount to.

    A dose, a number of times or a line of the table that is missing makes the whole load unknown.
    """
    taken = [each for each in medicines if BENZODIAZEPINES.holds(each)]
    unclear = _without_amount(taken, table)
    if unclear:
        names = ", ".join(each.typed.strip() for each in unclear)
        return NotKnown(
            medicines=tuple(unclear),
            reason=f"{names}: the dose, how often, or its equivalent is not known.",
        )
    return sum((_equivalent(each, table) for each in taken), Decimal(0))


def _without_amount(
    taken: Sequence[MedicineTaken], table: Mapping[str, Decimal]
) -> list[MedicineTaken]:
    return [
        each
        for each in taken
        if each.dose_mg is None or each.times_a_day is None or each.ingredient not in table
    ]


def _equivalent(taken: MedicineTaken, table: Mapping[str, Decimal]) -> Decimal:
    if taken.ingredient is None or taken.dose_mg is None or taken.times_a_day is None:
        return Decimal(0)  # nobody comes here: those are unclear
    return taken.dose_mg * taken.times_a_day * 10 / table[taken.ingredient]

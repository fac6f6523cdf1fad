"""How a family of monitors departs from the MDC codes as IHE means them: a table, and no code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from holdspace.interfaces.monitors.mdc.nomenclature import (
    BY_NAME,
    BY_NUMBER,
    NO_READING,
    Term,
)

NumberAndName = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dialect:
    family: str
    no_reading: frozenset[Decimal] = frozenset()
    """Numbers by which this family says that it has no reading, beside those that all use."""
    terms: Mapping[NumberAndName, Term] = field(default_factory=dict)
    """Its own codes, and numbers that are wrong for the name beside them where the family is known
    to mean the name. Looked up by both together, before the general table."""

    def stands_for_no_reading(self, number: Decimal) -> bool:
        return number in self.no_reading or number in NO_READING

    def term(self, number: str, name: str) -> tuple[Term | None, str]:
        """The term, and the words that say so when number and name are not of one thing."""
        name = name.upper()
        known = self.terms.get((number, name))
        if known is not None:
            return known, ""
        by_number, by_name = BY_NUMBER.get(number), BY_NAME.get(name)
        if by_number and by_name and by_number.column != by_name.column:
            return by_number, f"the code {number[:20]} and the name {name[:60]} disagree"
        return by_number or by_name, ""


PLAIN = Dialect(family="mdc")

"""Every fact the screening asks for, and those that only help to know the person."""

from __future__ import annotations

from types import MappingProxyType

from holdspace.domain.screening_fact import FactAsked, Section
from holdspace.domain.screening_facts_body import BODY, PREGNANCY
from holdspace.domain.screening_facts_day import DAY
from holdspace.domain.screening_facts_heart import BREATHING, HEART
from holdspace.domain.screening_facts_mind import HEAD, MIND, SUBSTANCES
from holdspace.domain.screening_facts_person import EXPERIENCE, GOALS, HOME, MEDICINES, WORK_UP

__all__ = ["FACTS", "FactAsked", "NoSuchFact", "Section", "fact_asked", "facts_of"]

FACTS: tuple[FactAsked, ...] = (
    *GOALS,
    *BODY,
    *HEART,
    *BREATHING,
    *HEAD,
    *MIND,
    *MEDICINES,
    *SUBSTANCES,
    *PREGNANCY,
    *EXPERIENCE,
    *HOME,
    *WORK_UP,
    *DAY,
)
_BY_CODE = MappingProxyType({fact.code: fact for fact in FACTS})


class NoSuchFact(KeyError):
    """A code that no fact has."""


def fact_asked(code: str) -> FactAsked:
    """The fact of this code. Raises NoSuchFact."""
    try:
        return _BY_CODE[code]
    except KeyError:
        raise NoSuchFact(code) from None


def facts_of(*sections: Section) -> tuple[FactAsked, ...]:
    """The facts of these sections, in the order in which they are asked."""
    return tuple(fact for section in sections for fact in FACTS if fact.section is section)

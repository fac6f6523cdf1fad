"""One substance of the list of medicines, and how a table of them is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Ingredient:
    """One substance, or a fixed combination that names what it `contains`."""

    name: str
    atc: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Brands and other names: only to be found by."""
    contains: tuple[str, ...] = ()


def read_table(table: str) -> tuple[Ingredient, ...]:
    """Lines of `name | ATC codes | other names | what a combination contains`."""
    return tuple(_read_line(line) for line in table.splitlines() if line.strip())


def _read_line(line: str) -> Ingredient:
    name, *columns = (column.strip() for column in line.split("|"))
    atc, also, contains = (_parts(columns[at]) if at < len(columns) else () for at in range(3))
    return Ingredient(name=name, atc=atc, also=also, contains=contains)


def _parts(column: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in column.split(",") if part.strip())

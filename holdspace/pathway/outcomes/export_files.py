"""An export as files: CSV, JSON, Parquet or FHIR, with the data dictionary beside them.

CSV is RFC 4180, in UTF-8 with a byte-order mark (a spreadsheet then reads it as UTF-8), and no
cell that is a text can begin a formula.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.pathway.outcomes.export_tables import KINDS, described, dictionary
from holdspace.pathway.outcomes.fhir.places import place_of
from holdspace.pathway.outcomes.fhir.written import fhir_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from holdspace.pathway.outcomes.export_tables import Described, Row, Value

    Rows: TypeAlias = Sequence[Sequence[Value]]

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every file in an archive: the same rows are the same bytes."""
BYTE_ORDER_MARK = "\ufeff"
READ_ME = """An export out of Holdspace.

One file for each table or kind of resource, and a data dictionary that says what each column is, in
which unit.
Empty is "not known", "not asked" or "not measured": it is never zero and never "no".
There are no names and no words that anybody wrote: no column can hold them.
Numbers for people are made up anew for each export, unless it was asked for with the record's own.
CSV: RFC 4180, UTF-8 with a byte-order mark (in pandas: encoding="utf-8-sig").
FHIR: R4 (4.0.1), one file for each kind of resource, a resource a line (NDJSON), as bulk data are
laid out. The last column of the dictionary says where each fact stands; CodeSystem.ndjson says what
our own codes mean. What is not known has a dataAbsentReason. Where calendar days are kept back, a
time is an extension that counts days from the first dose, beside the reason "masked".
"""


class EarlierShape(Exception):
    """Written before its tables were changed, and not yet erased."""


def packed(rows: Iterable[Row], columns: Sequence[Described]) -> tuple[int, bytes]:
    """Rows as they are kept until they are fetched. How many, and their bytes."""
    plain = [[_plain(getattr(row, column.name)) for column in columns] for row in rows]
    return len(plain), zlib.compress(json.dumps(plain).encode())


def unpacked(content: bytes, columns: Sequence[Described]) -> list[list[Value]]:
    """What was packed, each value of its own kind again. Raises EarlierShape."""
    rows = json.loads(zlib.decompress(content))
    if any(len(row) != len(columns) for row in rows):
        raise EarlierShape("It was written when its tables had other columns.")
    return [
        [_typed(value, column.kind) for value, column in zip(row, columns, strict=True)]
        for row in rows
    ]


def archive(form: str, tables: Mapping[str, bytes]) -> bytes:
    """Every table in one form, with the data dictionary: a ZIP file.

    Raises KeyError for a form, EarlierShape.
    """
    write = FORMS[form]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in write(tables):
            _put(file, name, content)
        _put(file, "dictionary.csv", _lines(DICTIONARY_HEAD, dictionary_lines()))
        _put(file, "dictionary.json", _json(DICTIONARY_HEAD, dictionary_lines()))
        _put(file, "read-me.txt", READ_ME.encode())
    return held.getvalue()


def a_file_each(
    write: Callable[[Sequence[Described], Rows], bytes], ending: str
) -> Callable[[Mapping[str, bytes]], Iterator[tuple[str, bytes]]]:
    """Of each table, named after it."""

    def files(tables: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        for name, content in tables.items():
            columns = described(name)
            yield f"{name}.{ending}", write(columns, unpacked(content, columns))

    return files


def to_fhir(tables: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Of each kind of resource, out of several tables."""
    return fhir_files(
        {name: unpacked(content, described(name)) for name, content in tables.items()}
    )


def to_csv(columns: Sequence[Described], rows: Rows) -> bytes:
    return _lines([column.name for column in columns], rows)


def to_json(columns: Sequence[Described], rows: Rows) -> bytes:
    return _json([column.name for column in columns], rows)


def to_parquet(columns: Sequence[Described], rows: Rows) -> bytes:
    # Large: a page that writes no such file does not load it.
    import pyarrow  # noqa: PLC0415
    import pyarrow.parquet  # noqa: PLC0415

    kinds = {
        int: pyarrow.int64(),
        Decimal: pyarrow.decimal128(24, 8),
        bool: pyarrow.bool_(),
        date: pyarrow.date32(),
        datetime: pyarrow.timestamp("us", tz="UTC"),
        str: pyarrow.string(),
    }
    schema = pyarrow.schema(
        [
            pyarrow.field(
                each.name,
                kinds[each.kind],
                nullable=each.may_be_empty,
                metadata={"words": each.column.words, "unit": each.column.unit},
            )
            for each in columns
        ]
    )
    values = [[row[place] for row in rows] for place in range(len(columns))]
    table = pyarrow.table(
        [pyarrow.array(each, one.type) for each, one in zip(values, schema, strict=True)],
        schema=schema,
    )
    held = io.BytesIO()
    pyarrow.parquet.write_table(table, held)
    return held.getvalue()


FORMS: Mapping[str, Callable[[Mapping[str, bytes]], Iterator[tuple[str, bytes]]]] = {
    "csv": a_file_each(to_csv, "csv"),
    "json": a_file_each(to_json, "json"),
    "parquet": a_file_each(to_parquet, "parquet"),
    "fhir": to_fhir,
}
DICTIONARY_HEAD = [
    "table", "column", "kind", "unit", "may be empty", "only with own ids", "words", "in FHIR",
]  # fmt: skip


def dictionary_lines() -> list[list[Value]]:
    return [
        [
            each.table,
            each.name,
            KINDS[each.kind],
            each.column.unit,
            each.may_be_empty,
            each.column.only_with_ids,
            each.column.words,
            place_of(each),
        ]
        for each in dictionary()
    ]


def guarded(cell: str) -> str:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cell}" if cell.startswith(FORMULA_BEGINS) else cell


def _lines(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    held = io.StringIO(newline="")
    held.write(BYTE_ORDER_MARK)
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return held.getvalue().encode("utf-8")


def _cell(value: Value) -> str:
    """Empty for what is not known. A negative number is a number, and stays one."""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(_plain(value))


def _json(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Decimal numbers are texts: nothing is lost to a floating point."""
    said = [dict(zip(head, [_plain(value) for value in row], strict=True)) for row in rows]
    return json.dumps(said, indent=1, ensure_ascii=False).encode()


def _plain(value: Value) -> str | int | bool | None:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value


def _typed(value: str | int | bool | None, kind: type) -> Value:  # noqa: FBT001 - out of JSON
    if value is None or kind in {int, bool, str}:
        return value
    text = str(value)
    if kind is Decimal:
        return Decimal(text)
    return datetime.fromisoformat(text) if kind is datetime else date.fromisoformat(text)


def _put(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    about = zipfile.ZipInfo(name, FIRST_MOMENT)
    about.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(about, content)

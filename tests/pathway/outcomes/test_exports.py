"""What is taken out of the record: typed, described, without a word that anybody wrote."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow.parquet
import pytest

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.people.models import Patient
from holdspace.pathway.outcomes import export_actions as actions
from holdspace.pathway.outcomes.export_files import (
    DICTIONARY_HEAD,
    archive,
    guarded,
    packed,
    to_csv,
    unpacked,
)
from holdspace.pathway.outcomes.export_tables import (
    KINDS,
    TABLES,
    Code,
    Column,
    Described,
    PersonRow,
    described,
    dictionary,
)
from holdspace.pathway.outcomes.fhir.written import KINDS as FHIR_KINDS
from holdspace.pathway.outcomes.models import Export, ExportPart
from holdspace.server.clock import write_exports
from tests.pathway.outcomes.fhir_rules import complaints
from tests.pathway.outcomes.history import BEGIN, days

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast

NOW = BEGIN + days(120)


# --- what a column may be, without a database -----------------------------------------------------


def test_no_column_can_hold_what_somebody_wrote() -> None:
    assert {column.kind for column in dictionary()} <= set(KINDS)


def test_a_plain_text_column_is_refused(monkeypatch) -> None:
    monkeypatch.setitem(PersonRow.__annotations__, "person", 'Annotated[str, Column("a name")]')

    with pytest.raises(TypeError, match="A text in an export is a Code"):
        described("people")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_text_begins_a_formula(cell, shown) -> None:
    assert guarded(cell) == shown


def test_csv_is_rfc_4180_in_utf_8_with_a_mark_and_a_number_below_zero_stays_one() -> None:
    columns = [
        Described(table="t", name=name, kind=kind, may_be_empty=True, column=Column("x"))
        for name, kind in (("a", str), ("b", int), ("c", Decimal), ("d", bool))
    ]

    written = to_csv(columns, [['=say "é", twice', -3, Decimal("-0.50"), True], [None] * 4])

    assert written == (
        b"\xef\xbb\xbfa,b,c,d\r\n"
        b'"\'=say ""\xc3\xa9"", twice",-3,-0.50,true\r\n'
        b",,,\r\n"
    )  # fmt: skip


def test_what_is_packed_comes_back_as_it_was() -> None:
    row = TABLES["results"](
        person=Code("a1"),
        result=Code("b2"),
        own_id=None,
        finished_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        day=-2,
        questionnaire=Code("phq9"),
        score=Decimal("13.50000000"),
        answered=8,
        of=9,
        is_prorated=True,
        days_since_dose=None,
        scoring_version=1,
    )
    columns = described("results")

    count, content = packed([row], columns)

    assert (count, unpacked(content, columns)) == (
        1,
        [[getattr(row, column.name) for column in columns]],
    )


def test_a_page_that_writes_no_parquet_does_not_load_what_writes_it() -> None:
    """In a process of its own: this one has loaded it."""
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, holdspace.pathway.outcomes.export_files; print('pyarrow' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "False"


# --- out of a real record -------------------------------------------------------------------------


@pytest.fixture
def written(inside: Cast) -> Export:
    """Mara's course, taken out by the owner; every table written."""
    mara = inside.patients["mara"]
    Patient.objects.filter(pk=mara.pk).update(born_on=date(1930, 1, 1))
    return take_out(inside)


def take_out(cast: Cast, *, key: str = "owner", own_ids: bool = False) -> Export:
    export = actions.ask_for_export(
        actor=cast.actor(key),
        reason="A count for the board",
        begins_on=BEGIN.date(),
        ends_on=NOW.date(),
        has_own_ids=own_ids,
        now=NOW,
    )
    steps = [actions.write_next_part(cast.clinic.pk, NOW) for _ in TABLES]
    assert (steps, actions.write_next_part(cast.clinic.pk, NOW)) == ([True] * len(TABLES), False)
    export.refresh_from_db()
    return export


def files(cast: Cast, export: Export, form: str, key: str = "okafor") -> dict[str, bytes]:
    tables = actions.tables_of(actor=cast.actor(key), export=export, form=form, now=NOW)
    with zipfile.ZipFile(io.BytesIO(archive(form, tables))) as held:
        return {name: held.read(name) for name in held.namelist()}


def lines_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_form_has_every_table_and_its_dictionary(inside, written) -> None:
    names = {form: set(files(inside, written, form)) for form in ("csv", "json", "parquet")}

    for_all = {"dictionary.csv", "dictionary.json", "read-me.txt"}
    assert names == {form: {f"{table}.{form}" for table in TABLES} | for_all for form in names}
    assert (
        set(files(inside, written, "fhir")) == {f"{kind}.ndjson" for kind in FHIR_KINDS} | for_all
    )


def test_as_fhir_it_says_the_same_of_the_same_made_up_people(inside, written) -> None:
    held = files(inside, written, "fhir")
    found = [
        json.loads(line) for kind in FHIR_KINDS for line in held[f"{kind}.ndjson"].splitlines()
    ]
    (person,) = lines_of(files(inside, written, "csv")["people.csv"])
    doses = [each for each in found if each["resourceType"] == "MedicationAdministration"]
    scores = [each for each in found if "derivedFrom" in each]

    assert complaints(found) == []
    assert [each["id"] for each in found if each["resourceType"] == "Patient"] == [person["person"]]
    assert [each["dosage"]["dose"]["value"] for each in doses] == [40, 45.5]
    assert [each["valueQuantity"]["value"] for each in scores] == [20, 12, 4, 14, 14]


def test_files_of_an_earlier_shape_are_not_read_as_if_they_were_of_this_one(
    inside, written, client
) -> None:
    """Written before an update that gave a table another column."""
    count, content = packed([PersonRow(person=Code("a"), own_id=None, age_years=1)], [])
    ExportPart.objects.filter(export=written, table="people").update(content=content)
    Export.objects.update(keep_until=datetime.now(UTC) + timedelta(hours=1))
    client.force_login(inside.staff["okafor"].account)

    assert (count, client.get(f"/exports/{written.pk}/as/csv/").status_code) == (1, 404)


def test_the_three_forms_say_the_same(inside, written) -> None:
    as_csv = lines_of(files(inside, written, "csv")["sessions.csv"])
    as_json = json.loads(files(inside, written, "json")["sessions.json"])
    parquet = files(inside, written, "parquet")["sessions.parquet"]
    as_parquet = pyarrow.parquet.read_table(io.BytesIO(parquet)).to_pylist()

    assert [line["dose_mg"] for line in as_csv] == ["40.000", "45.500"]
    assert [line["dose_mg"] for line in as_json] == ["40.000", "45.500"]
    assert [line["dose_mg"] for line in as_parquet] == [Decimal(40), Decimal("45.5")]
    assert [line["peak_systolic_mmhg"] for line in as_parquet] == [Decimal(138), Decimal(180)]
    assert [line["slowest_answer_seconds"] for line in as_parquet] == [None, 14]
    assert [line["day"] for line in as_json] == [0, 4]


def test_what_nobody_asked_is_empty_and_not_zero(inside, written) -> None:
    first, second = lines_of(files(inside, written, "csv")["sessions.csv"])

    assert (first["highest_nausea"], first["vomited"]) == ("", "")
    assert (second["highest_nausea"], second["vomited"]) == ("1", "false")


def test_the_outcome_is_that_of_the_clinic_view(inside, written) -> None:
    (line,) = json.loads(files(inside, written, "json")["outcomes.json"])

    assert (line["baseline"], line["end"], line["change"]) == ("20.00000000", "4.00000000", "-16")
    assert (line["percent"], line["response"], line["remission"]) == ("-80.0", True, True)


def test_without_own_numbers_nothing_leads_back_and_nobody_is_over_90(inside, written) -> None:
    everything = b"".join(
        content for form in ("csv", "fhir") for content in files(inside, written, form).values()
    )
    mara = inside.patients["mara"]
    (person,) = lines_of(files(inside, written, "csv")["people.csv"])

    assert person["age_years"] == "90"
    assert (person["own_id"], len(person["person"])) == ("", 12)
    for word in (str(mara.pk), mara.family_name, "2026-03", str(written.pk)):
        assert word.encode() not in everything


def test_another_export_gives_everybody_another_number(inside, written) -> None:
    again = take_out(inside)

    people = [
        lines_of(files(inside, each, "csv")["people.csv"])[0]["person"] for each in (written, again)
    ]

    assert people[0] != people[1]
    assert bytes(written.key) == bytes(again.key) == b""


def test_own_numbers_are_for_who_may_read_charts(inside, written) -> None:
    with pytest.raises(actions.OwnNumbersAreForClinicians):
        take_out(inside, key="owner", own_ids=True)
    export = take_out(inside, key="okafor", own_ids=True)
    (person,) = lines_of(files(inside, export, "csv")["people.csv"])

    assert person["own_id"] == str(inside.patients["mara"].pk)
    assert list(Export.objects.visible_to(inside.actor("owner"))) == [written]
    assert Export.objects.visible_to(inside.actor("okafor")).count() == 2
    assert not Export.objects.visible_to(inside.actor("ana")).exists()


def test_after_a_day_the_files_are_erased_and_the_reason_stays(inside, written) -> None:
    late = NOW + timedelta(hours=24)

    before = actions.erase_what_is_old(inside.clinic.pk, late - timedelta(seconds=1))
    parts = ExportPart.objects.count()
    after = actions.erase_what_is_old(inside.clinic.pk, late)

    assert (before, parts, after) == (0, len(TABLES), 1)
    assert not ExportPart.objects.exists()
    assert Export.objects.get().reason == "A count for the board"
    with pytest.raises(actions.NotThere):
        actions.tables_of(
            actor=inside.actor("owner"), export=Export.objects.get(), form="csv", now=late
        )


def test_asking_and_each_fetching_are_in_the_trail(inside, written) -> None:
    files(inside, written, "parquet")

    lines = AuditEntry.objects.filter(object_id=str(written.pk)).order_by("pk")
    assert [(line.act, line.staff.name) for line in lines] == [
        ("ask for an export", "Lena Brandt"),
        ("fetch an export as parquet", "Dr Okafor"),
    ]


def test_two_steps_then_progress_then_the_files(inside, client) -> None:
    client.force_login(inside.staff["owner"].account)
    asked = {"begins_on": "2026-03-01", "ends_on": "2026-06-30", "reason": "For the board"}

    nothing = client.post("/exports/", {**asked, "reason": ""})
    looked_over = client.post("/exports/", asked)
    begun = client.post("/exports/", {**asked, "confirmed": "yes"})
    waits = client.get(begun.url)
    too_early = client.get(f"{begun.url}as/csv/")
    for _ in TABLES:
        write_exports(datetime.now(UTC))
    done = client.get(begun.url)
    file = client.get(f"{begun.url}as/csv/")

    assert (nothing.status_code, b"2026-03-01" in nothing.content) == (422, True)
    assert b"Take this out?" in looked_over.content
    assert b"0 of 6 tables are written" in waits.content
    assert (too_early.status_code, b"Parquet" in done.content) == (404, True)
    assert file["Content-Type"] == "application/zip"
    assert client.get(f"{begun.url}as/xls/").status_code == 404


def test_the_dictionary_has_a_line_for_every_column() -> None:
    assert len(dictionary()) == sum(len(row.__dataclass_fields__) for row in TABLES.values())
    assert all(column.column.words for column in dictionary())
    assert "unit" in DICTIONARY_HEAD

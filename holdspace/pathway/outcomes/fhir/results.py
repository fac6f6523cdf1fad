"""Questionnaires: the answers, the score, and what became of it over a series."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.pathway.outcomes.export_tables import described
from holdspace.pathway.outcomes.fhir.codes import (
    LOINC,
    OWN,
    absent,
    coding,
    column_code,
    concept,
    effective,
    observation,
    on_day,
    own_number,
    refer,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdspace.pathway.outcomes.export_tables import (
        AnswerRow,
        Described,
        OutcomeRow,
        ResultRow,
        Value,
    )
    from holdspace.pathway.outcomes.fhir.codes import Element, Resource

HOW_IT_WAS_SCORED = ("answered", "of", "is_prorated", "days_since_dose", "scoring_version")
CAME_TO = (
    "is_due", "is_completer", "baseline", "end", "change", "percent", "is_worse", "response",
    "remission",
)  # fmt: skip


def response_of(row: ResultRow, answers: Sequence[AnswerRow]) -> Resource:
    """The answers as numbers, shaped as the questionnaire is."""
    given = {each.question: each.value for each in answers}
    when: Element = {"_authored": on_day(row.day)}
    if row.finished_at:
        when = {"authored": row.finished_at.isoformat()}
    return {
        "resourceType": "QuestionnaireResponse",
        "id": row.result,
        # Unlike elsewhere, a response has one identifier and not several.
        **({"identifier": own_number(row.own_id)} if row.own_id else {}),
        "questionnaire": f"{OWN}:questionnaire:{row.questionnaire}",
        "status": "completed",
        "subject": refer("Patient", row.person),
        **when,
        "item": _items(row.questionnaire, given),
    }


def score_of(row: ResultRow) -> Resource:
    columns = {each.name: each for each in described("results")}
    why = absent("unknown", "Too little was answered for a score.")
    code = concept(*_total_code(row.questionnaire), column_code(columns["score"]))
    return observation(
        row.result,
        code,
        row.person,
        "survey",
        {
            **effective(row.finished_at, row.day),
            **value_of(columns["score"], row.score, why),
            "derivedFrom": [refer("QuestionnaireResponse", row.result)],
            "component": [
                _part(columns[name], getattr(row, name), _no_dose_before())
                for name in HOW_IT_WAS_SCORED
            ],
        },
    )


def outcome_of(row: OutcomeRow) -> Resource:
    columns = {each.name: each for each in described("outcomes")}
    questionnaire = coding(f"{OWN}:questionnaire", row.questionnaire)
    return observation(
        f"{row.course}-{row.questionnaire}",
        concept(
            coding(f"{OWN}:export", "outcome", "outcome of a series on one questionnaire"),
            questionnaire,
        ),
        row.person,
        "survey",
        {
            "focus": [refer("EpisodeOfCare", row.course)],
            "component": [
                _part(columns[name], getattr(row, name), _cannot_be_said()) for name in CAME_TO
            ],
        },
    )


def _part(column: Described, value: Value, why: Element) -> Element:
    return {"code": concept(column_code(column)), **value_of(column, value, why)}


def _no_dose_before() -> Element:
    return absent("not-applicable", "There was no dose before.")


def _cannot_be_said() -> Element:
    return absent("unknown", "It cannot be said.")


def _total_code(questionnaire: str) -> list[Element]:
    instrument = INSTRUMENTS[questionnaire]
    own = coding(f"{OWN}:questionnaire", questionnaire, instrument.name)
    return [coding(LOINC, instrument.loinc_total), own] if instrument.loinc_total else [own]


def _items(questionnaire: str, given: Mapping[int, int | None]) -> list[Element]:
    shape = _shape(questionnaire)
    if shape is None:
        return [_item(str(number), value, "integer") for number, value in given.items()]
    return list(_within(shape, given))


def _within(
    shape: Sequence[Mapping[str, object]], given: Mapping[int, int | None]
) -> list[Element]:
    found: list[Element] = []
    for each in shape:
        link, kind, inner = str(each["linkId"]), each["type"], each.get("item", [])
        if kind == "group":
            assert isinstance(inner, list)  # noqa: S101 - our own file
            found.append({"linkId": link, "item": _within(inner, given)})
        elif link.isdigit() and int(link) in given:
            found.append(_item(link, given[int(link)], str(kind)))
    return found


def _item(link: str, value: int | None, kind: str) -> Element:
    """A question that was left out stands there without an answer."""
    if value is None:
        return {"linkId": link}
    answer: Element = (
        {"valueCoding": {"code": str(value)}} if kind == "choice" else {"valueInteger": value}
    )
    return {"linkId": link, "answer": [answer]}


@cache
def _shape(questionnaire: str) -> Sequence[Mapping[str, object]] | None:
    """Of the questionnaires whose wording is in this program; the others are a list of numbers."""
    file = files("holdspace.domain.scales") / "fhir" / f"{questionnaire}.json"
    if not file.is_file():
        return None
    items: Sequence[Mapping[str, object]] = json.loads(file.read_text(encoding="utf-8"))["item"]
    return items

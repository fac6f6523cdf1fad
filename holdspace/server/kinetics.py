"""`holdspace kinetics DOSE ...`: prints or draws the predicted course of a regimen."""

from __future__ import annotations

import argparse
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from holdspace.domain.kinetics import (
    Dose,
    Drug,
    NotPredicted,
    Person,
    Predicted,
    Sampling,
    Way,
    Wish,
    predict,
)
from holdspace.domain.kinetics.dispositions import DISPOSITIONS
from holdspace.domain.kinetics.units import base_mg
from holdspace.web.predicted_svg import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WAYS = {
    "iv": Way.INTRAVENOUS,
    "im": Way.INTRAMUSCULAR,
    "sc": Way.SUBCUTANEOUS,
    "nasal": Way.NASAL,
    "sl": Way.SUBLINGUAL,
    "film": Way.FILM,
    "oral": Way.ORAL,
    "rectal": Way.RECTAL,
}
MODELS = tuple(each.code for each in DISPOSITIONS.values() if each.is_for_adults_at_a_clinic)
DRUGS = {"ketamine": Drug.RACEMIC, "esketamine": Drug.ESKETAMINE}
DOSE = re.compile(
    r"(?P<way>[a-z]+):(?P<mg>\d+(\.\d+)?)(/(?P<over>\d+(\.\d+)?))?(@(?P<at>\d+(\.\d+)?))?"
)
HOW = f"""\
DOSE is WAY:MG, with /MINUTES for an infusion and @MINUTE for when it begins:
  iv:35/40          35 mg into a vein over 40 minutes
  iv:17.5/20 iv:17.5/20@30    the same with a pause of 10 minutes
  nasal:84          three devices, 5 minutes apart
  nasal:28 nasal:28@7         two devices at the minutes they were given
WAY is one of {", ".join(WAYS)}. A population prediction, not a measurement; not for dosing
or discharge.
"""


def main(arguments: Sequence[str]) -> int:
    """0: predicted; 1: not, and why on standard error; 2: misspelt."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        doses = [_dose(text, is_salt=asked.salt) for text in asked.dose]
    except ValueError as error:
        parser.error(str(error))
    found = predict(
        DRUGS[asked.drug],
        doses,
        Person(age_years=asked.age, weight_kg=asked.weight),
        until_minute=asked.until,
        step_minutes=1.0,
        wish=Wish(
            sampling=Sampling.VENOUS if asked.venous else None,
            model_code=asked.model,
            anaesthetic_is_meant=asked.anaesthetic,
        ),
    )
    if isinstance(found, NotPredicted):
        sys.stderr.write(f"Not predicted. {found.sentence}\n")
        return 1
    text = "\n".join(_table(found, every=asked.every)) + "\n"
    if asked.svg is None:
        sys.stdout.write(text)
        return 0
    return _write(asked.svg, whole_file(found))


def _write(where: str, picture: str) -> int:
    if where == "-":
        sys.stdout.write(picture)
        return 0
    try:
        Path(where).write_text(picture, encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"{where}: {error.strerror}\n")
        return 1
    sys.stdout.write(f"Drawn in {where}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="holdspace kinetics",
        description="Predict the concentrations of a regimen, as a band of a population.",
        epilog=HOW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("dose", nargs="+", metavar="DOSE", help="WAY:MG[/MINUTES][@MINUTE]")
    parser.add_argument("--drug", choices=DRUGS, default="ketamine")
    parser.add_argument("--age", type=float, required=True, metavar="YEARS")
    parser.add_argument("--weight", type=float, metavar="KG", help="left out: a wider band")
    parser.add_argument("--until", type=float, default=180.0, metavar="MINUTES")
    parser.add_argument(
        "--every", type=_minutes, default=10, metavar="MINUTES", help="of the table"
    )
    parser.add_argument("--venous", action="store_true", help="as a test from the arm would read")
    parser.add_argument("--model", choices=MODELS, help="another than the default")
    parser.add_argument("--salt", action="store_true", help="doses are mg of the hydrochloride")
    parser.add_argument("--anaesthetic", action="store_true", help="anaesthetic doses are meant")
    parser.add_argument("--svg", metavar="FILE", help="draw it; - for standard output")
    return parser


def _minutes(text: str) -> int:
    minutes = int(text)
    if minutes < 1:
        raise argparse.ArgumentTypeError("a table goes forward by 1 minute at least")
    return minutes


def _dose(text: str, *, is_salt: bool) -> Dose:
    match = DOSE.fullmatch(text)
    if match is None or match["way"] not in WAYS:
        raise ValueError(f"{text!r} is no dose: write WAY:MG, WAY:MG/MINUTES or WAY:MG@MINUTE")
    mg = Decimal(match["mg"])
    return Dose(
        way=WAYS[match["way"]],
        mg=float(base_mg(mg) if is_salt else mg),
        at_minute=float(match["at"] or 0),
        over_minutes=float(match["over"] or 0),
    )


def _table(found: Predicted, *, every: int) -> Iterator[str]:
    yield found.statement
    yield f"{found.drug.capitalize()}, {found.model_title}: {found.sampling_words}."
    yield f"Confidence: {found.confidence}. Studied: {found.studied}."
    yield ""
    effect = found.effect_site
    yield "          blood, ng/mL              " + ("effect site, ng/mL" if effect else "").rstrip()
    head = f"{'5 %':>8} {'median':>8} {'95 %':>8}"
    yield f"{'min':>4} {head}" + (f"  {head}" if effect else "")
    for row in range(0, len(found.minutes), every):
        line = f"{found.minutes[row]:4.0f}"
        for band in filter(None, (found.blood, effect)):
            numbers = (band.low[row], band.median[row], band.high[row])
            line += " " + " ".join(f"{number:8.1f}" for number in numbers) + " "
        yield line.rstrip()
    yield ""
    yield from (each.words for each in found.symptom_windows)
    if not found.symptom_windows:
        yield "When effects were felt was not published for these doses."
    yield from found.notices
    yield from (f"Source: {each}" for each in found.sources)

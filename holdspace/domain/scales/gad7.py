"""GAD-7: anxiety over two weeks, 0 to 21."""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import cut_off, prorated_sum
from holdspace.domain.scales.changes import ChangeRules, Points, Remission, Response
from holdspace.domain.scales.instrument import Instrument, bands, choices, numbered

TEXTS = (
    "Feeling nervous, anxious or on edge",
    "Not being able to stop or control worrying",
    "Worrying too much about different things",
    "Trouble relaxing",
    "Being so restless that it is hard to sit still",
    "Becoming easily annoyed or irritable",
    "Feeling afraid as if something awful might happen",
)

INSTRUMENT = Instrument(
    code="gad7",
    name="GAD-7",
    measures="anxiety",
    why="It shows how much worry and tension you have had, so that we can see what changes.",
    questions=numbered(7, high=3, texts=TEXTS),
    # The literature allows one missing or two; we take the stricter. Clinical reference 5.1.
    total=prorated_sum(at_most_missing=1),
    maximum=Decimal(21),
    bands=bands((0, "minimal"), (5, "mild"), (10, "moderate"), (15, "severe")),
    flags=(
        cut_off(
            "cut_off",
            at_least=10,
            words="10 or more: generalised anxiety is likely",
            source="Spitzer 2006 Arch Intern Med 166:1092",
        ),
    ),
    changes=ChangeRules(
        response=Response(
            percent=Decimal(50),
            baseline_at_least=Decimal(10),
            source="a fall of half, in who began at 10 or more; usual in programmes",
        ),
        remission=(
            Remission(limit=Decimal(5), is_limit_included=False, source="under 5; usual cut-off"),
        ),
        reliable=(
            Points(points=Decimal(6), source="reliable change index of one study"),
            Points(points=Decimal(4), source="NHS Talking Therapies manual"),
        ),
        important=(Points(points=Decimal(4), source="smallest important difference of one study"),),
    ),
    recall="the last two weeks",
    stem="Over the last 2 weeks, how often have you been bothered by the following problems?",
    choices=choices("Not at all", "Several days", "More than half the days", "Nearly every day"),
    licence="SHIP",
    notice="Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues,"
    " with an educational grant from Pfizer Inc. No permission required to reproduce, translate,"
    " display or distribute.",
    loinc_total="70274-6",
    loinc_panel="69737-5",
    source="Spitzer 2006 Arch Intern Med 166:1092; clinical reference 5.1",
)

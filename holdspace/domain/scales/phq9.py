"""PHQ-9: depression over two weeks, 0 to 27. Question 10 (how difficult) does not count."""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import cut_off, prorated_sum
from holdspace.domain.scales.changes import ChangeRules, Points, Remission, Response
from holdspace.domain.scales.instrument import Instrument, Question, bands, choices, numbered

TEXTS = (
    "Little interest or pleasure in doing things",
    "Feeling down, depressed, or hopeless",
    "Trouble falling or staying asleep, or sleeping too much",
    "Feeling tired or having little energy",
    "Poor appetite or overeating",
    (
        "Feeling bad about yourself — or that you are a failure or have let yourself or your family"
        " down"
    ),
    "Trouble concentrating on things, such as reading the newspaper or watching television",
    (
        "Moving or speaking so slowly that other people could have noticed? Or the opposite — being"
        " so fidgety or restless that you have been moving around a lot more than usual"
    ),
    "Thoughts that you would be better off dead or of hurting yourself in some way",
)
DIFFICULTY = Question(
    number=10,
    high=3,
    is_scored=False,
    text="If you checked off any problems, how difficult have these problems made it for you to do"
    " your work, take care of things at home, or get along with other people?",
    choices=choices(
        "Not difficult at all", "Somewhat difficult", "Very difficult", "Extremely difficult"
    ),
)

INSTRUMENT = Instrument(
    code="phq9",
    name="PHQ-9",
    measures="depression",
    why="It shows how low your mood has been, so that we can see whether the treatment helps.",
    questions=(*numbered(9, high=3, texts=TEXTS), DIFFICULTY),
    total=prorated_sum(at_most_missing=2),  # Kroenke 2010 Gen Hosp Psychiatry 32:345
    maximum=Decimal(27),
    bands=bands(
        (0, "minimal"), (5, "mild"), (10, "moderate"), (15, "moderately severe"), (20, "severe")
    ),
    flags=(
        cut_off(
            "cut_off",
            at_least=10,
            words="10 or more: sensitivity 88 %, specificity 88 % for major depression",
            source="Kroenke 2001 J Gen Intern Med 16:606",
        ),
    ),
    changes=ChangeRules(
        response=Response(
            percent=Decimal(50),
            baseline_at_least=Decimal(10),
            source="a fall of half, in who began at 10 or more; usual in programmes",
        ),
        remission=(
            Remission(
                limit=Decimal(5),
                is_limit_included=False,
                source="under 5; Kroenke 2001 J Gen Intern Med 16:606",
            ),
        ),
        reliable=(Points(points=Decimal(6), source="NHS Talking Therapies manual"),),
        important=(Points(points=Decimal(5), source="Lowe 2004 Med Care 42:1194"),),
        worse_items=(9,),
    ),
    suicide_items={9: 1},
    recall="the last two weeks",
    stem="Over the last 2 weeks, how often have you been bothered by any of the following"
    " problems?",
    choices=choices("Not at all", "Several days", "More than half the days", "Nearly every day"),
    licence="SHIP",
    notice="Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues,"
    " with an educational grant from Pfizer Inc. No permission required to reproduce, translate,"
    " display or distribute.",
    loinc_total="44261-6",
    loinc_panel="44249-1",
    loinc_items={9: "44260-8"},
    source="Kroenke 2001 J Gen Intern Med 16:606; clinical reference 5.1",
)

"""PCL-5: post-traumatic stress over a month, 0 to 80. It has no official severity bands.

The total's cut-off and the cluster rule answer different questions, and may disagree.
"""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import cut_off, sum_of_all
from holdspace.domain.scales.changes import ChangeRules, Points, Remission
from holdspace.domain.scales.instrument import Given, Instrument, Subscale, choices, numbered
from holdspace.domain.scales.scored import Flag

TEXTS = (
    "Repeated, disturbing, and unwanted memories of the stressful experience?",
    "Repeated, disturbing dreams of the stressful experience?",
    (
        "Suddenly feeling or acting as if the stressful experience were actually happening again"
        " (as if you were actually back there reliving it)?"
    ),
    "Feeling very upset when something reminded you of the stressful experience?",
    (
        "Having strong physical reactions when something reminded you of the stressful experience"
        " (for example, heart pounding, trouble breathing, sweating)?"
    ),
    "Avoiding memories, thoughts, or feelings related to the stressful experience?",
    (
        "Avoiding external reminders of the stressful experience (for example, people, places,"
        " conversations, activities, objects, or situations)?"
    ),
    "Trouble remembering important parts of the stressful experience?",
    (
        "Having strong negative beliefs about yourself, other people, or the world (for example,"
        " having thoughts such as: I am bad, there is something seriously wrong with me, no one can"
        " be trusted, the world is completely dangerous)?"
    ),
    "Blaming yourself or someone else for the stressful experience or what happened after it?",
    "Having strong negative feelings such as fear, horror, anger, guilt, or shame?",
    "Loss of interest in activities that you used to enjoy?",
    "Feeling distant or cut off from other people?",
    (
        "Trouble experiencing positive feelings (for example, being unable to feel happiness or"
        " have loving feelings for people close to you)?"
    ),
    "Irritable behavior, angry outbursts, or acting aggressively?",
    "Taking too many risks or doing things that could cause you harm?",
    "Being “superalert” or watchful or on guard?",
    "Feeling jumpy or easily startled?",
    "Having difficulty concentrating?",
    "Trouble falling or staying asleep?",
)

CLUSTERS = (
    Subscale(code="B", name="B, coming back", items=tuple(range(1, 6)), count=5),
    Subscale(code="C", name="C, keeping away", items=(6, 7), count=2),
    Subscale(code="D", name="D, thoughts and mood", items=tuple(range(8, 15)), count=7),
    Subscale(code="E", name="E, on guard", items=tuple(range(15, 21)), count=6),
)
NEEDED = {"B": 1, "C": 1, "D": 2, "E": 2}
"""How many answers of two or more each cluster needs (DSM-5 rule)."""
COUNTS_FROM = 2


def cluster_rule(given: Given, _: Decimal | None) -> Flag:
    """Provisional PTSD by clusters. It can be told early: what is missing may not matter."""
    could = {cluster.code: _reached(given, cluster, missing_as=4) for cluster in CLUSTERS}
    does = {cluster.code: _reached(given, cluster, missing_as=0) for cluster in CLUSTERS}
    is_set: bool | None = None
    if all(does[code] >= needed for code, needed in NEEDED.items()):
        is_set = True
    elif any(could[code] < needed for code, needed in NEEDED.items()):
        is_set = False
    return Flag(
        code="clusters",
        is_set=is_set,
        words="Cluster rule: at least 1 B, 1 C, 2 D and 2 E answers of 2 or more",
        source="Blevins 2015 J Trauma Stress 28:489",
    )


def _reached(given: Given, cluster: Subscale, *, missing_as: int) -> int:
    answers = (missing_as if each is None else each for each in given.of(cluster.items))
    return sum(each >= COUNTS_FROM for each in answers)


INSTRUMENT = Instrument(
    code="pcl5",
    name="PCL-5",
    measures="post-traumatic stress",
    why="It shows how much something hard from your past is with you these days.",
    questions=numbered(20, high=4, texts=TEXTS),
    total=sum_of_all,
    maximum=Decimal(80),
    flags=(
        cut_off(
            "cut_off",
            at_least=33,
            words="33 or more: PTSD is probable (31 to 33 in the literature)",
            source="Blevins 2015 J Trauma Stress 28:489; clinical reference 5.2",
        ),
        cluster_rule,
    ),
    subscales=CLUSTERS,
    changes=ChangeRules(
        remission=(
            Remission(
                limit=Decimal(28),
                is_limit_included=True,
                source="clinically significant end state, at most 28; clinical reference 5.2",
            ),
        ),
        reliable=(
            Points(points=Decimal(15), source="newer reliable change index"),
            Points(points=Decimal(18), source="newer reliable change index, stricter"),
            Points(points=Decimal(5), source="older rule"),
        ),
        important=(Points(points=Decimal(10), source="older rule; newer studies find 9 to 12"),),
    ),
    recall="the past month",
    stem="In the past month, how much were you bothered by:",
    choices=choices("Not at all", "A little bit", "Moderately", "Quite a bit", "Extremely"),
    licence="SHIP",
    notice="PTSD Checklist for DSM-5 (PCL-5), Weathers, Litz, Keane, Palmieri, Marx and Schnurr,"
    " National Center for PTSD. A work of the United States government, not under copyright.",
    # LOINC: public code shows four different ones, so none is here.
    source="Blevins 2015 J Trauma Stress 28:489; clinical reference 5.2",
)

"""The fields of the goals: each line of them rated 0 to 10, or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from holdspace.pathway.review.actions import GoalSaid, WishSaid

if TYPE_CHECKING:
    from collections.abc import Sequence

TO_TEN = range(11)
LEFT_OUT = ""


class NumberLine(forms.RadioSelect):
    """0 to 10 beside each other, and a way to leave it out."""

    template_name = "review/number_line.html"


def add_goals(form: forms.Form, goals: Sequence[str], left_out: str) -> None:
    """A number line for each goal, before the other fields of the form."""
    lines = {
        f"goal_{place}": forms.ChoiceField(
            label=goal,
            required=False,
            choices=[*((str(one), str(one)) for one in TO_TEN), (LEFT_OUT, left_out)],
            widget=NumberLine,
        )
        for place, goal in enumerate(goals)
    }
    form.fields = {**lines, **form.fields}


def goals_said(form: forms.Form, goals: Sequence[str]) -> list[GoalSaid]:
    """What was said to each goal; one that was left out has no score."""
    given = form.cleaned_data
    return [
        GoalSaid(goal=goal, score=int(said) if (said := given.get(f"goal_{place}")) else None)
        for place, goal in enumerate(goals)
    ]


def wish_said(form: forms.Form) -> WishSaid:
    given = form.cleaned_data
    return WishSaid(
        company=given["company"],
        depth=given["depth"],
        has_had_enough=given["has_had_enough"],
        words=given["words"],
    )

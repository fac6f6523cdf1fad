"""The forms of a person's own practices: short, in their words, with little that must be filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from holdspace.domain.practices import why_not_another
from holdspace.domain.wheel import MOST, AreaScore
from holdspace.pathway.integrate.practices import companion_words as words
from holdspace.pathway.integrate.practices.actions import PlanSaid, ThingSaid
from holdspace.pathway.integrate.practices.models import Lean, SmallThing
from holdspace.web.widgets import RadioCards

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORT = forms.Textarea({"rows": 2})
LONG = forms.Textarea({"rows": 3})


class NumberLine(forms.RadioSelect):
    """0 to 10 beside each other, and a way to leave it out."""

    template_name = "practices/number_line.html"


class SwapForm(forms.Form):
    """When there are three already: which of them this one takes the place of."""

    def __init__(self, *args: object, standing: Sequence[SmallThing], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.standing = {str(one.pk): one for one in standing}
        if why_not_another(len(standing)):
            self.fields["instead_of"] = forms.ChoiceField(
                label=words.SWAP,
                help_text=words.SWAP_HELP,
                choices=[(key, one.title) for key, one in self.standing.items()],
                widget=RadioCards,
                error_messages={
                    "required": words.SAY_SWAP,
                    "invalid_choice": words.SAY_SWAP,
                },
            )

    @property
    def instead_of(self) -> SmallThing | None:
        return self.standing.get(self.cleaned_data.get("instead_of", ""))


class ThingForm(forms.Form):
    """One small thing in the person's own words."""

    title = forms.CharField(
        label=words.TITLE_LABEL,
        help_text=words.TITLE_HELP,
        max_length=120,
        error_messages={"required": words.SAY_TITLE},
    )
    why = forms.CharField(label=words.WHY_LABEL, required=False, max_length=300, widget=SHORT)
    when = forms.CharField(
        label=words.WHEN_LABEL, help_text=words.WHEN_HELP, required=False, max_length=120
    )

    def said(self, code: str = "") -> ThingSaid:
        given = self.cleaned_data
        return ThingSaid(title=given["title"], why=given["why"], when=given["when"], code=code)


class NewThingForm(ThingForm, SwapForm):
    """The same, when it is taken into the plan."""


class OpenDaysForm(forms.Form):
    """Old belief, what is true instead, a small daily practice of it. Each may be left out."""

    belief = forms.CharField(
        label=words.BELIEF,
        help_text=words.BELIEF_HELP,
        required=False,
        max_length=1000,
        widget=LONG,
    )
    instead = forms.CharField(
        label=words.INSTEAD,
        help_text=words.INSTEAD_HELP,
        required=False,
        max_length=1000,
        widget=LONG,
    )
    practice = forms.CharField(
        label=words.PRACTICE,
        help_text=words.PRACTICE_HELP,
        required=False,
        max_length=1000,
        widget=LONG,
    )
    when = forms.CharField(
        label=words.WHEN_LABEL, help_text=words.WHEN_HELP, required=False, max_length=120
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise forms.ValidationError(words.WRITE_ONE)
        return given

    def said(self) -> PlanSaid:
        return PlanSaid(**self.cleaned_data)


class LeanForm(forms.Form):
    """One line for one of the two lists."""

    way = forms.ChoiceField(
        label=words.LEAN_WAY,
        choices=[(Lean.Way.TOWARD, words.TOWARD), (Lean.Way.BACK, words.STEP_BACK)],
        widget=RadioCards,
        error_messages={"required": words.SAY_WAY, "invalid_choice": words.SAY_WAY},
    )
    kind = forms.ChoiceField(
        label=words.LEAN_KIND,
        choices=list(words.KINDS.items()),
        widget=RadioCards,
        error_messages={"required": words.SAY_KIND, "invalid_choice": words.SAY_KIND},
    )
    words = forms.CharField(
        label=words.LEAN_WORDS, max_length=200, error_messages={"required": words.SAY_WORDS}
    )


class WheelForm(forms.Form):
    """Eight areas: a number each, and the name the person gives it."""

    def __init__(self, *args: object, names: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.names = tuple(names)
        for place, name in enumerate(names):
            self.fields[f"score_{place}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[*((str(one), str(one)) for one in range(MOST + 1)), ("", words.LEFT_OUT)],
                widget=NumberLine,
            )
            self.fields[f"name_{place}"] = forms.CharField(
                label=words.NAME,
                max_length=40,
                initial=name,
                error_messages={"required": words.NAME_MISSING},
            )

    @property
    def areas(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"score_{place}"], self[f"name_{place}"]) for place in range(len(self.names))]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        named = [given[f"name_{place}"].casefold() for place in range(len(self.names))]
        if len(set(named)) < len(named):
            raise forms.ValidationError(words.NAME_TWICE)
        if not any(given[f"score_{place}"] for place in range(len(self.names))):
            raise forms.ValidationError(words.NOTHING_SAID)
        return given

    def scores(self) -> list[AreaScore]:
        given = self.cleaned_data
        return [
            AreaScore(
                name=given[f"name_{place}"],
                score=int(said) if (said := given[f"score_{place}"]) else None,
            )
            for place in range(len(self.names))
        ]


class TendForm(forms.Form):
    """One area to look after now, or none."""

    how = forms.CharField(label=words.TEND_HOW, required=False, max_length=300, widget=SHORT)

    def __init__(self, *args: object, names: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(str(place), name) for place, name in enumerate(names)]
        which = forms.ChoiceField(
            label=words.TEND_WHICH,
            required=False,
            choices=[*choices, ("", words.TEND_NONE)],
            widget=RadioCards,
        )
        self.fields = {"tended": which, **self.fields}

    @property
    def place(self) -> int | None:
        said = self.cleaned_data["tended"]
        return int(said) if said else None

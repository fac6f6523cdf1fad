"""The forms of what is listed: one medicine, one condition, one allergy; and what is searched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from holdspace.domain.medicines import Ingredient, find_medicines, normalise
from holdspace.domain.quantities import NotANumber, parse_number
from holdspace.pathway.consult import intake_companion_words as said
from holdspace.pathway.consult.condition_list import find_conditions
from holdspace.pathway.consult.stated_actions import MedicineSaid
from holdspace.web.widgets import UnitInput

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from holdspace.pathway.consult.models import MedicineLine

MOST_FOUND = 6
MOST_MG = Decimal(100_000)
MOST_TIMES = Decimal(100)
DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal(30)}
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Found:
    """One line of a list that is searched."""

    words: str
    also: str = ""


def medicines_found(typed: str) -> tuple[Found, ...]:
    """By the brand that was typed, where it is one: people know what stands on the pack."""
    return tuple(_as_typed(one, typed) for one in find_medicines(typed, MOST_FOUND))


def _as_typed(one: Ingredient, typed: str) -> Found:
    begun = typed.strip().casefold()
    name = one.name.capitalize()
    brand = next((brand for brand in one.also if brand.casefold().startswith(begun)), "")
    if one.name.casefold().startswith(begun) or not brand:
        return Found(words=name, also=", ".join(one.also[:3]))
    return Found(words=brand, also=name)


def conditions_found(typed: str) -> tuple[Found, ...]:
    return tuple(
        Found(words=one.words, also=", ".join(one.also[:3]))
        for one in find_conditions(typed, MOST_FOUND)
    )


class MedicineForm(forms.Form):
    """One medicine: what it is called, how much, how often, and when it was last taken."""

    typed = forms.CharField(label=said.MEDICINE_NAME, max_length=120)
    dose_mg = forms.CharField(
        label=said.MEDICINE_DOSE,
        help_text=said.MEDICINE_DOSE_HELP,
        max_length=12,
        required=False,
        widget=UnitInput("mg"),
    )
    times = forms.CharField(
        label=said.MEDICINE_TIMES,
        help_text=said.MEDICINE_TIMES_HELP,
        max_length=6,
        required=False,
        widget=UnitInput("times"),
    )
    per = forms.ChoiceField(label=said.MEDICINE_PER, choices=said.PER, initial="day")
    is_as_needed = forms.BooleanField(
        label=said.MEDICINE_NEEDED, help_text=said.MEDICINE_NEEDED_HELP, required=False
    )
    taken_as = forms.ChoiceField(label=said.MEDICINE_AS, choices=said.TAKEN_AS, required=False)
    last_taken_on = forms.DateField(
        label=said.MEDICINE_LAST,
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, zone: ZoneInfo, now: datetime, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.zone = zone
        self.now = now
        kept = str(self.initial.get("taken_as") or "")
        if kept and kept not in dict(said.TAKEN_AS):
            # Written down in other words: they stay a choice, so that saving loses nothing.
            self.fields["taken_as"].choices = (*said.TAKEN_AS, (kept, kept))  # type: ignore[attr-defined]

    def clean_dose_mg(self) -> Decimal | None:
        return self._number("dose_mg", MOST_MG)

    def clean_times(self) -> Decimal | None:
        return self._number("times", MOST_TIMES)

    def clean_last_taken_on(self) -> date | None:
        day: date | None = self.cleaned_data["last_taken_on"]
        if day is not None and day > self.now.astimezone(self.zone).date():
            raise forms.ValidationError("That day is still to come.")
        return day

    def _number(self, name: str, most: Decimal) -> Decimal | None:
        typed = self.cleaned_data[name].strip()
        if not typed:
            return None
        try:
            number = parse_number(typed)
        except NotANumber as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if not 0 < number <= most:
            raise forms.ValidationError(f"Write a number above 0 and up to {most}.")
        return number

    def medicine(self) -> MedicineSaid:
        """As it is written down, with the ingredient where the name is known."""
        given = self.cleaned_data
        known = normalise(given["typed"])
        times = given["times"]
        return MedicineSaid(
            typed=given["typed"].strip(),
            ingredient=known.name if known else "",
            dose_mg=given["dose_mg"],
            times_a_day=_a_day(times, given["per"]) if times is not None else None,
            is_as_needed=given["is_as_needed"],
            taken_as=given["taken_as"],
            last_taken_at=self._last(given["last_taken_on"]),
        )

    def _last(self, day: date | None) -> datetime | None:
        """The end of that day, or now: of a day the latest hour is the careful one."""
        if day is None:
            return None
        return min(datetime.combine(day, time(23, 59), self.zone), self.now)


def _a_day(times: Decimal, per: str) -> Decimal:
    return max((times / DAYS[per]).quantize(HUNDREDTH, rounding=ROUND_HALF_UP), HUNDREDTH)


def medicine_values(line: MedicineLine, zone: ZoneInfo) -> dict[str, Any]:
    """A line as the form starts with it."""
    times, per = _how_often(line.times_a_day)
    taken = line.last_taken_at
    return {
        "typed": line.typed,
        "dose_mg": _plain(line.dose_mg),
        "times": times,
        "per": per,
        "is_as_needed": line.is_as_needed,
        "taken_as": line.taken_as,
        "last_taken_on": taken.astimezone(zone).date() if taken else None,
    }


def how_in_words(line: MedicineLine) -> str:
    """How it is taken, in one line."""
    times, per = _how_often(line.times_a_day)
    dose = f"{_plain(line.dose_mg)} mg" if line.dose_mg is not None else "dose not known"
    often = f"{times} times a {per}" if times else "how often is not known"
    often = f"once a {per}" if times == "1" else often
    return ", ".join((dose, f"as needed, at most {often}" if line.is_as_needed else often))


def _how_often(times_a_day: Decimal | None) -> tuple[str, str]:
    if times_a_day is None:
        return "", "day"
    for per, days in DAYS.items():
        times = (times_a_day * days).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        if times >= 1 and abs(times_a_day - times / days) < HUNDREDTH:
            return str(times), per
    return _plain(times_a_day), "day"


def _plain(number: Decimal | None) -> str:
    return f"{number.normalize():f}" if number is not None else ""


class StaffMedicineForm(MedicineForm):
    """The same in the words of a desk, with the names of the list to pick from."""

    LABELS: ClassVar[dict[str, tuple[str, str]]] = {
        "typed": ("Medicine", "As on the pack or the letter. What is not on our list is kept too."),
        "dose_mg": ("One dose", "Empty: not known."),
        "times": ("How often", "Empty: not known."),
        "per": ("In each", ""),
        "is_as_needed": ("As needed", "Then “how often” is the most in that time."),
        "taken_as": ("Taken", ""),
        "last_taken_on": ("Last taken on", ""),
    }

    def __init__(self, zone: ZoneInfo, now: datetime, *args: object, **kwargs: object) -> None:
        super().__init__(zone, now, *args, **kwargs)
        for name, (label, help_text) in self.LABELS.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
        self.fields["typed"].widget.attrs["list"] = "medicine-names"


class ThingForm(forms.Form):
    """A condition or an allergy in somebody's own words."""

    typed = forms.CharField(label=said.THING_FIND, max_length=200)
    detail = forms.CharField(label=said.THING_DETAIL, max_length=300, required=False)

    def __init__(self, kind: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if kind == "allergy":
            self.fields["detail"].label = said.ALLERGY_DETAIL

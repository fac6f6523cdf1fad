"""What comes from a check-in's page as one answer; and all questions on one page, for staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from holdspace.domain.check_ins import NUMBERS, Question
from holdspace.pathway.integrate.check_ins import companion_words as words
from holdspace.pathway.integrate.check_ins.actions import (
    LONGEST_WORDS,
    SKIPPED,
    NoSuchAnswer,
    Reply,
)
from holdspace.pathway.integrate.check_ins.models import CheckInAnswer
from holdspace.pathway.integrate.check_ins.staff_words import ASKED as STAFF_ASKS
from holdspace.web.widgets import RadioCards

if TYPE_CHECKING:
    from django.http import QueryDict

    from holdspace.domain.red_flags import RedFlag

NOT_ASKED = "Not asked"


def read_reply(question: Question, sent: QueryDict) -> Reply:
    """One answer as a page sends it. Raises NoSuchAnswer, with what to do."""
    if "skip" in sent:
        return SKIPPED
    if question is Question.BODY:
        return _marks(sent)
    if question is Question.WORDS:
        typed = sent.get("words", "").strip()
        if len(typed) > LONGEST_WORDS:
            raise NoSuchAnswer(words.TOO_LONG)
        return Reply(words=typed)
    value = sent.get("value", "")
    if not value:
        raise NoSuchAnswer(words.CHOOSE)
    return Reply(value=value)


def _marks(sent: QueryDict) -> Reply:
    """Nothing marked and nothing said is not "none of these"."""
    marks, is_none = frozenset(sent.getlist("marks")), "none" in sent
    if marks and is_none:
        raise NoSuchAnswer(words.BOTH)
    if not marks and not is_none:
        raise NoSuchAnswer(words.MARK)
    return Reply(marks=marks)


class ByPhoneForm(forms.Form):
    """What somebody says on the telephone. What is left out was not asked, and stays unknown."""

    def __init__(
        self, questions: tuple[Question, ...], listed: tuple[RedFlag, ...], data: object = None
    ) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.questions = questions
        self.fields["told_by"] = forms.ChoiceField(
            label="Who speaks",
            choices=[(one.value, str(one.label).capitalize()) for one in CheckInAnswer.ToldBy],
            initial=CheckInAnswer.ToldBy.PERSON,
            widget=RadioCards,
        )
        for question in questions:
            self._add(question, listed)

    def _add(self, question: Question, listed: tuple[RedFlag, ...]) -> None:
        label = STAFF_ASKS[question]
        if question is Question.BODY:
            self.fields["marks"] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(flag.code, flag.staff_words) for flag in listed],
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields["none"] = forms.BooleanField(
                label="Asked about all of these: none", required=False
            )
        elif question is Question.WORDS:
            self.fields["words"] = forms.CharField(
                label=label,
                required=False,
                max_length=LONGEST_WORDS,
                widget=forms.Textarea({"rows": 3}),
            )
        else:
            self.fields[question.value] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", NOT_ASKED), *_choices(question)],
                widget=RadioCards,
            )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("marks") and cleaned.get("none"):
            self.add_error("none", "Something is marked above: choose one of the two.")
        if not self.errors and not self.replies():
            raise forms.ValidationError("Nothing is entered yet. Enter what was said, or go back.")
        return cleaned

    def replies(self) -> dict[Question, Reply]:
        """Only what was said."""
        found: dict[Question, Reply] = {}
        for question in self.questions:
            reply = self._reply(question)
            if not reply.is_skipped:
                found[question] = reply
        return found

    def _reply(self, question: Question) -> Reply:
        said = self.cleaned_data
        if question is Question.BODY:
            marks = frozenset(said.get("marks") or ())
            return Reply(marks=marks if marks or said.get("none") else None)
        if question is Question.WORDS:
            return Reply(words=said.get("words") or "")
        return Reply(value=said.get(question.value) or "")


def _choices(question: Question) -> list[tuple[str, str]]:
    if question in NUMBERS:
        low, high = NUMBERS[question]
        return [(str(number), str(number)) for number in range(low, high + 1)]
    return list(words.CHOICES[question])

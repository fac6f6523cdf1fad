"""What a person writes, and what the clinic answers."""

from __future__ import annotations

from django import forms

from holdspace.pathway.questions import companion_words as words
from holdspace.pathway.questions.models import Question

LONGEST = 4000


class MoreForm(forms.Form):
    """More on a question that is there."""

    words = forms.CharField(
        label=words.MORE_LABEL,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": words.WRITE_FIRST},
    )


class AskForm(MoreForm):
    """A new question: what it is, and the words."""

    kind = forms.ChoiceField(
        label=words.KIND_LABEL,
        choices=Question.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": words.CHOOSE_FIRST},
    )
    field_order = ("kind", "words")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["words"].label = words.WORDS_LABEL


class AnswerForm(forms.Form):
    """The clinic's answer, as the person will read it."""

    words = forms.CharField(
        label="Your answer",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 7}),
        help_text="They read it as you write it, under your name. Short sentences help.",
    )
    closes = forms.BooleanField(
        label="This settles it",
        required=False,
        help_text="The question is closed. For anything more the person asks a new one.",
    )

"""The form of a signature, and of a talk about the treatment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from holdspace.pathway.consult.signature import Allows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdspace.pathway.consult.consent_text import ConsentText

NAME_BEFORE_A_WITNESS = "Full name, typed by the person themselves"


class SignatureForm(forms.Form):
    """The person fills in how far it goes and types their own name under the words they agree to.

    `talk` asks for what was talked through, where the questions have not been answered.
    """

    talk = forms.CharField(
        label="What the person said back to you",
        help_text=(
            "The questions about the treatment are not answered yet. Talk them through, and note "
            "in a few words what the person said: how it may feel, stopping, driving, the way home."
        ),
        widget=forms.Textarea({"rows": 3}),
    )
    scope = forms.CharField(
        widget=forms.Textarea({"rows": 2, "class": "own-words"}),
        error_messages={"required": "Fill this in first, or leave it unsigned."},
    )
    delete_on = forms.DateField(
        widget=forms.DateInput({"type": "date"}),
        error_messages={
            "required": "Name the day on which it is deleted.",
            "invalid": "Write the day as in 24.12.2026, or choose it.",
        },
    )
    signed_name = forms.CharField(
        label=NAME_BEFORE_A_WITNESS,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "class": "own-words"}),
        error_messages={"required": "Type the full name, as a signature."},
    )

    def __init__(
        self,
        text: ConsentText,
        data: Mapping[str, object] | None = None,
        *,
        asks_talk: bool = False,
        name_label: str = NAME_BEFORE_A_WITNESS,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        if not asks_talk:
            del self.fields["talk"]
        if text.asks_scope:
            self.fields["scope"].label = text.asks_scope
            self.fields["scope"].help_text = text.scope_help
        else:
            del self.fields["scope"]
        if text.asks_delete_on:
            self.fields["delete_on"].label = text.asks_delete_on
        else:
            del self.fields["delete_on"]
        self.fields["signed_name"].label = name_label

    def allows(self) -> Allows:
        found = self.cleaned_data
        return Allows(scope=found.get("scope", ""), delete_on=found.get("delete_on"))


class TalkForm(forms.Form):
    """What a person said back in a talk about their treatment."""

    words = forms.CharField(
        label="What the person said back to you",
        help_text="How it may feel, stopping at any time, driving, the way home, off-label.",
        widget=forms.Textarea({"rows": 4}),
    )

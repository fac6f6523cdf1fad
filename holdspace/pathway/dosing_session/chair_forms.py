"""The form that ends the setting up of a chair, and the one line that a chair types."""

from __future__ import annotations

from django import forms


class ChairForm(forms.Form):
    """The bell by its name, and that the person tried the button."""

    bell = forms.CharField(
        label="The bell without a screen",
        max_length=80,
        help_text="What always works: a hand bell on the arm of the chair, a cord, or calling out "
        "through the open door. The chair shows these words when it reaches nobody.",
        error_messages={"required": "Name the bell, or how to call out."},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    demonstrated = forms.BooleanField(
        label="The person pressed the button themselves and saw that somebody answered",
        required=False,
    )


class CodeForm(forms.Form):
    """The code that the room shows."""

    code = forms.CharField(
        label="Code from the room",
        max_length=12,
        widget=forms.TextInput(
            {
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "inputmode": "text",
            }
        ),
        error_messages={"required": "Type the code that the room shows."},
    )

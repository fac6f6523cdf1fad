"""The form of a signature."""

from django import forms


class SignatureForm(forms.Form):
    """The person types their own name under the words they agree to."""

    signed_name = forms.CharField(
        label="Full name, typed by the person themselves",
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "class": "own-words"}),
    )

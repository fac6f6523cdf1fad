"""The Django app that carries templates, styles and scripts; it has no tables."""

from django import forms
from django.apps import AppConfig
from django.db.models.fields import BLANK_CHOICE_DASH


class WebConfig(AppConfig):
    """The look."""

    name = "holdspace.web"
    label = "web"

    def ready(self) -> None:
        """What a form says where it has no words of its own: what to do, not what a field is."""
        forms.Field.default_error_messages["required"] = "This is empty. Please fill it in."
        for choice in (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField):
            choice.default_error_messages["required"] = "Please choose."
        # Django hands this very list to each field that has choices.
        BLANK_CHOICE_DASH[:] = [("", "Choose")]

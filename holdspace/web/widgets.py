"""Form widgets that plain HTML lacks: a number beside its unit, choices as cards."""

from typing import Any

from django import forms


class UnitInput(forms.TextInput):
    """A number typed as text: no spinner to brush against, the decimal pad on a phone."""

    template_name = "components/widgets/unit_input.html"

    def __init__(self, unit: str, attrs: dict[str, Any] | None = None) -> None:
        self.unit = unit
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give the template the unit to print beside the number."""
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = self.unit
        return context


class RadioCards(forms.RadioSelect):
    """One of a few, each big enough for a gloved thumb."""

    template_name = "components/widgets/radio_cards.html"

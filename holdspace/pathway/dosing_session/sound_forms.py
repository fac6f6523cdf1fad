"""The form of what rings outside the rooms."""

from __future__ import annotations

from django import forms

WHY = "Say why: whoever relies on the sound has to know."


class SoundForm(forms.Form):
    """A help call is not in it: that always rings."""

    no_signal_rings = forms.BooleanField(
        label="No signal rings",
        required=False,
        help_text="When a monitor falls silent while somebody may be affected by the medicine.",
    )
    emergency_rings = forms.BooleanField(
        label="An emergency rings",
        required=False,
        help_text="When somebody in a room presses Emergency.",
    )
    reason = forms.CharField(
        label="Why it is set so",
        required=False,
        max_length=300,
        help_text="Asked for when something is to be silent.",
    )

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        is_all_on = given.get("no_signal_rings") and given.get("emergency_rings")
        if not is_all_on and not str(given.get("reason", "")).strip():
            self.add_error("reason", WHY)
        return given

"""The form of a room."""

from django import forms


class RoomForm(forms.Form):
    """A room's name, and whether it is booked."""

    name = forms.CharField(max_length=60)
    in_use = forms.BooleanField(label="In use", required=False, initial=True)

"""Two versions side by side differ where what was written differs, and nowhere else."""

from __future__ import annotations

import pytest
from django import forms

from holdspace.clinic.access.stale_forms import Opened, Version


class Plan(forms.Form):
    touch = forms.BooleanField(required=False)
    copied = forms.BooleanField(required=False)


@pytest.mark.parametrize(("sent", "differs"), [({}, False), ({"copied": "on"}, True)])
def test_a_box_that_no_row_keeps_stands_as_unticked(sent, differs) -> None:
    was = Opened(Version(values={"touch": False}), "an older one")

    conflict = was.conflict(Plan(sent))

    assert conflict is not None
    assert [one.differs for one in conflict.lines] == [False, differs]
    assert conflict.lines[1].theirs == "no"

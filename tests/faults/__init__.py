"""Each hop between a monitor and a screen, broken for real; what is asserted is told in full."""

import pytest

pytest.register_assert_rewrite("tests.faults", "tests.journeys")

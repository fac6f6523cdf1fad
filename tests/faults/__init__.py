"""Each hop between a monitor and a screen, broken for real. What is asserted is told in full."""

import pytest

pytest.register_assert_rewrite(f"{__name__}.eyes")

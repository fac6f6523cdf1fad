"""Journeys through the whole site; what their shared steps assert is reported in full."""

import pytest

pytest.register_assert_rewrite("tests.journeys")

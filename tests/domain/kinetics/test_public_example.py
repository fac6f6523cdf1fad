"""The example in the package's own page runs as it is written."""

import doctest

from holdspace.domain import kinetics


def test_the_example_runs_as_it_is_written():
    result = doctest.testmod(kinetics)

    assert result.attempted >= 6
    assert result.failed == 0

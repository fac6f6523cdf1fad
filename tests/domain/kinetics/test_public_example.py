"""The examples in the package and on its page of documentation run as they are written."""

import doctest
from pathlib import Path

from holdspace.domain import kinetics

PAGE = Path(__file__).parents[3] / "docs/how-to/predict-a-course.md"


def test_the_example_runs_as_it_is_written():
    result = doctest.testmod(kinetics)

    assert result.attempted >= 6
    assert result.failed == 0


def test_the_page_of_documentation_runs_too():
    result = doctest.testfile(str(PAGE), module_relative=False)

    assert result.attempted >= 4
    assert result.failed == 0

"""The sentence that says why a questionnaire is asked is read by the person, so it is plain."""

import pytest

from holdspace.domain.scales.instruments import INSTRUMENTS
from tests.web.plain_words import grade

SIXTH = 6


@pytest.mark.parametrize("code", sorted(INSTRUMENTS))
def test_a_sixth_grader_reads_why_it_is_asked(code):
    assert grade([INSTRUMENTS[code].why]) <= SIXTH

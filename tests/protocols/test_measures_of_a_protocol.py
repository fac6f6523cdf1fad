"""The questionnaires of a protocol: a file may say its own; without them it has ours."""

from pathlib import Path

import pytest

import holdspace.protocols
from holdspace.domain.protocol_measures import OUR_OWN
from holdspace.domain.protocol_sense import ProtocolMakesNoSense
from holdspace.protocols import protocol_from_yaml

FILE = Path(holdspace.protocols.__file__).parent / "iv-racemic-0.5mgkg-40min" / "1.yaml"
IV = FILE.read_text(encoding="utf-8")
MEASURES = """
measures:
  instruments:
    chronic_pain: [peg]
    other: [phq9]
  quiet_after_dose: {value: 24, unit: h, source: "design default"}
  answered_lately: {value: 2, unit: days, source: "design default"}
  remind_before_due: {value: 1, unit: days, source: "design default"}
  silent_after_due: {value: 2, unit: days, source: "design default"}
  times:
    - code: week_2
      title: Two weeks after the series
      counted_from: series_end
      opens: {value: 14, unit: days, source: "design default"}
      due: {value: 21, unit: days, source: "design default"}
    - code: ahead
      title: Before a session
      counted_from: next_dose
      opens: {value: 2, unit: days, source: "design default"}
      due: {value: 0, unit: days, source: "design default"}
"""


def read(measures: str):
    return protocol_from_yaml(IV + measures, "clinic/1.yaml")


def test_a_file_may_say_its_own_times():
    found = read(MEASURES).measures

    assert [time.code for time in found.times] == ["week_2", "ahead"]
    assert found.for_indication("chronic_pain") == ("peg",)
    assert found.for_indication("ptsd") == ("phq9",)


def test_a_file_that_says_none_has_ours():
    assert read("").measures == OUR_OWN


@pytest.mark.parametrize(
    ("old", "new", "place", "why"),
    [
        ("[peg]", "[pegg]", "measures.instruments", "there is no questionnaire pegg"),
        ("other: [phq9]", "ptsd: [phq9]", "measures.instruments", "say nothing for `other`"),
        ("value: 21", "value: 13", "measures.times.week_2", "is due before it opens"),
        ("value: 0,", "value: 3,", "measures.times.ahead", "is due before it opens"),
        ("code: ahead", "code: week_2", "measures.times", "twice"),
        ("unit: h", "unit: days", "measures.quiet_after_dose", "should be h"),
        ("series_end", "some_day", "measures.times.0.counted_from", "Input should be"),
    ],
)
def test_nonsense_is_refused_with_its_place(old, new, place, why):
    with pytest.raises(ProtocolMakesNoSense) as refused:
        read(MEASURES.replace(old, new))

    assert place in str(refused.value)
    assert why in str(refused.value)


def test_due_as_it_opens_is_no_nonsense():
    assert read(MEASURES.replace("value: 21", "value: 14")).measures.times[0].due.value == 14

"""The parts of a summary that a person may share, one by one. None is chosen beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from holdspace.pathway.integrate.visits.share_companion_words import PART_WORDS


@dataclass(frozen=True, kw_only=True)
class ShareItem:
    """One part: what the person reads, what the staff and the therapist read."""

    code: str
    title: str
    """On the summary and in the lists of the staff."""
    says_more: bool = False
    """It tells of the treatment itself: offered apart, for whoever wants it."""

    @property
    def own_words(self) -> str:
        return PART_WORDS[self.code]

    @property
    def staff_words(self) -> str:
        return self.title.lower()


ITEMS = {
    item.code: item
    for item in (
        ShareItem(code="sessions", title="Sessions"),
        ShareItem(code="intention", title="What they wanted to bring"),
        ShareItem(code="came_up", title="What came up, in their words"),
        ShareItem(code="helped", title="What helped"),
        ShareItem(code="goals", title="What they hope for"),
        ShareItem(code="small_things", title="What they do for themselves"),
        ShareItem(code="agreed", title="Agreed in talks here"),
        ShareItem(code="scores", title="Scores over time"),
        ShareItem(code="next", title="Next visits"),
        ShareItem(code="dose", title="Doses given", says_more=True),
        ShareItem(code="medicines", title="Medicines", says_more=True),
    )
}
NEVER_IN_SCORES = frozenset({"cssrs", "audit_c", "dast10"})
"""Answers about suicide, alcohol and drugs are not among the scores: no tick gives them."""

REDISCLOSURE = (
    "The person chose these parts for you and for the purpose above. Please give them to nobody"
    " else without their consent, and keep them no longer than you need them."
)
PART_2 = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""The short notice of 42 CFR 2.32(b), shown in the United States. A notice, not a finding that the
clinic falls under that rule."""

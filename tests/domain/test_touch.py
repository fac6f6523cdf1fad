"""Touch counts only while the consent to it stands under the plan."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from holdspace.domain.touch import PlannedTouch, TouchConsent, touch_now

SIGNED = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def planned(written_at: datetime = SIGNED, *, is_allowed: bool = True) -> PlannedTouch:
    return PlannedTouch(is_allowed=is_allowed, where="Hand", written_at=written_at)


def consent(*, counts: bool = True, withdrawn_at: datetime | None = None) -> TouchConsent:
    return TouchConsent(signed_at=SIGNED, counts=counts, withdrawn_at=withdrawn_at)


def test_touch_as_planned_under_a_consent_counts() -> None:
    now = touch_now(planned(), consent())

    assert (now.touch.is_allowed, now.words) == (True, "Hand, ask first")


@pytest.mark.parametrize(
    ("plan", "signed", "words"),
    [
        (None, consent(), "No touch"),
        (planned(is_allowed=False), consent(), "No touch"),
        (planned(), None, "No touch: the consent to touch is not signed"),
        (planned(), consent(counts=False), "No touch: the consent to touch is not signed"),
        (planned(), consent(withdrawn_at=SIGNED), "No touch: the person withdrew it"),
        (None, consent(withdrawn_at=SIGNED), "No touch: the person withdrew it"),
    ],
    ids=["no plan", "planned without", "not signed", "older text", "withdrawn", "only withdrawn"],
)
def test_nothing_else_allows_touch(plan, signed, words) -> None:
    now = touch_now(plan, signed)

    assert (now.touch.is_allowed, now.words) == (False, words)


@pytest.mark.parametrize(
    ("written_at", "is_allowed"),
    [(SIGNED - SECOND, False), (SIGNED, True), (SIGNED + SECOND, True)],
    ids=["before the signature", "with it", "after it"],
)
def test_a_plan_rests_on_no_consent_signed_after_it(written_at, is_allowed) -> None:
    assert touch_now(planned(written_at), consent()).touch.is_allowed is is_allowed

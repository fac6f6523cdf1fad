"""Questions about consent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.pathway.consult.consent_texts import CURRENT, TEXTS, ConsentText
from holdspace.pathway.consult.models import Consent

if TYPE_CHECKING:
    from holdspace.pathway.course.models import Course


@dataclass(frozen=True, kw_only=True)
class ItemOfConsent:
    """One item as it stands in a course: its text today, and what was last signed."""

    text: ConsentText
    latest: Consent | None

    @property
    def is_in_force(self) -> bool:
        return self.latest is not None and self.latest.withdrawn_at is None

    @property
    def is_current_text(self) -> bool:
        return self.latest is not None and fits(self.latest, self.text)

    @property
    def may_be_signed(self) -> bool:
        return not (self.is_in_force and self.is_current_text)


def consents_of(course: Course) -> tuple[ItemOfConsent, ...]:
    """Every item with what was last signed for it, in the order they are offered."""
    latest: dict[str, Consent] = {}
    signed = Consent.objects.filter(course=course).select_related("recorded_by", "withdrawn_by")
    for consent in signed.oldest_first():
        latest[consent.item] = consent
    return tuple(
        ItemOfConsent(text=text, latest=latest.get(item)) for item, text in CURRENT.items()
    )


def item_of_consent(course: Course, item: str) -> ItemOfConsent:
    """One item as it stands. Raises KeyError for an item there is none of."""
    signed = Consent.objects.filter(course=course, item=item).oldest_first()
    return ItemOfConsent(text=CURRENT[item], latest=list(signed)[-1] if signed else None)


def is_agreed(course: Course, item: str) -> bool:
    """Whether the person's signature under this item counts right now."""
    state = item_of_consent(course, item)
    return state.is_in_force and state.is_current_text


def signed_text(consent: Consent) -> ConsentText | None:
    """The very words that were signed; None when they are no longer what they were."""
    return next((text for text in TEXTS if fits(consent, text)), None)


def fits(consent: Consent, text: ConsentText) -> bool:
    return (consent.item, consent.text_sha256) == (text.item, text.fingerprint)

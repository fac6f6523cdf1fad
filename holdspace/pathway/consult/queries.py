"""Questions about consent."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from holdspace.domain.consent_in_session import Withdrawal
from holdspace.pathway.consult.consent_texts import CURRENT, TEXTS, current_text
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.signature import is_whole
from holdspace.pathway.course.queries import protocol_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.pathway.consult.consent_text import ConsentText
    from holdspace.pathway.course.models import Course

IN_THE_ROOM = ("treatment", "touch", "recording", "observers")
"""The items that reach into a session: to withdraw one takes back what was said again today."""


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
    def is_agreed(self) -> bool:
        """Whether the signature counts: not withdrawn, on the text of today, and unaltered."""
        return self.is_in_force and self.is_current_text

    @property
    def may_be_signed(self) -> bool:
        return not self.is_agreed

    @property
    def withdrawn_at(self) -> datetime | None:
        return self.latest.withdrawn_at if self.latest else None


def consents_of(course: Course, at: datetime | None = None) -> tuple[ItemOfConsent, ...]:
    """Every item with what was last signed for it, in the order they are offered.

    `at` looks back: what was signed or withdrawn after that moment does not count.
    """
    latest: dict[str, Consent] = {}
    signed = Consent.objects.filter(course=course).select_related("recorded_by", "withdrawn_by")
    for consent in (signed.filter(given_at__lte=at) if at else signed).oldest_first():
        latest[consent.item] = _as_of(consent, at)
    product = protocol_of(course).product
    return tuple(
        ItemOfConsent(text=current_text(item, product), latest=latest.get(item)) for item in CURRENT
    )


def item_of_consent(course: Course, item: str, at: datetime | None = None) -> ItemOfConsent:
    """One item as it stands, or stood. Raises KeyError for an item there is none of."""
    text = current_text(item, protocol_of(course).product)
    signed = Consent.objects.filter(course=course, item=item).oldest_first()
    found = list(signed.filter(given_at__lte=at) if at else signed)
    return ItemOfConsent(text=text, latest=_as_of(found[-1], at) if found else None)


def _as_of(consent: Consent, at: datetime | None) -> Consent:
    """A row as it was at a moment: a later withdrawal was not there yet. Never saved."""
    if at is not None and consent.withdrawn_at is not None and consent.withdrawn_at > at:
        consent.withdrawn_at = consent.withdrawn_by = None
        consent.withdrawn_by_person = False
    return consent


def is_agreed(course: Course, item: str, at: datetime | None = None) -> bool:
    """Whether the person's signature under this item counts, now or at a moment."""
    return item_of_consent(course, item, at).is_agreed


def last_withdrawn_in_the_room(course: Course, at: datetime | None = None) -> datetime | None:
    """When something that reaches into a session was last withdrawn, signed again since or not."""
    withdrawn = Consent.objects.filter(
        course=course, item__in=IN_THE_ROOM, withdrawn_at__isnull=False
    )
    latest = (withdrawn.filter(withdrawn_at__lte=at) if at else withdrawn).order_by("-withdrawn_at")
    return latest.values_list("withdrawn_at", flat=True).first()


def withdrawals_of(course: Course, at: datetime | None = None) -> tuple[Withdrawal, ...]:
    """When the consent to treatment did not stand in this course, oldest first."""
    rows = [
        _as_of(one, at)
        for one in Consent.objects.filter(course=course, item="treatment").oldest_first()
        if at is None or one.given_at <= at
    ]
    return tuple(
        Withdrawal(
            from_at=one.withdrawn_at,
            until=next((each.given_at for each in rows if each.given_at > one.withdrawn_at), None),
        )
        for one in rows
        if one.withdrawn_at is not None
    )


def consent_mark(patient_id: UUID) -> str:
    """Another mark after each signature and each withdrawal; it says nothing else."""
    rows = Consent.objects.filter(course__patient_id=patient_id).order_by("pk")
    known = list(rows.values_list("pk", "replaced_at", "withdrawn_at"))
    return sha256(repr(known).encode()).hexdigest()[:16]


def signed_text(consent: Consent) -> ConsentText | None:
    """The very words that were signed; None when they are no longer what they were."""
    return next((text for text in TEXTS if fits(consent, text)), None)


def fits(consent: Consent, text: ConsentText) -> bool:
    same = (consent.item, consent.text_sha256) == (text.item, text.fingerprint)
    return same and is_whole(consent)

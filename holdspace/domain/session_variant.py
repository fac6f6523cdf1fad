"""What a signed variant of the protocol (one clinician) relaxes in this session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from holdspace.domain.protocol import Protocol, Variant
    from holdspace.domain.session import Session

Relaxed = Literal["time_out_by_two", "second_reading_of_dose", "override_by_second_person"]


def variant_of(session: Session, protocol: Protocol) -> Variant | None:
    """The variant this session was opened under; it is shown on the record."""
    return protocol.variant(session.opened.variant if session.opened else None)


def relaxes(session: Session, protocol: Protocol, rule: Relaxed) -> bool:
    """Whether the session's variant lets one person do what otherwise takes two."""
    variant = variant_of(session, protocol)
    return variant is not None and rule in variant.relaxes

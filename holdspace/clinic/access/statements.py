"""What a medical director can sign: our own limits, and each variant a protocol names."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from holdspace.clinic.people.models import SignedStatement
from holdspace.protocols import available_protocols, load_protocol

OWN_LIMITS_TEXT = (
    "The signal “Outside your limit” compares charted and monitored values with the limits of the "
    "protocol and shows when one is outside. I have read these limits and want them shown in this "
    "clinic. I know that this is a secondary display: the bedside monitor is the alarm. No signal "
    "here says nothing about safety. I can end this at any time."
)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One text to sign, and what it is about."""

    key: str
    subject: str
    detail: str
    title: str
    text: str
    source: str = ""

    @property
    def text_sha256(self) -> str:
        return sha256(self.text.encode()).hexdigest()


def all_statements() -> tuple[Statement, ...]:
    """Our own limits first, then the variants of every protocol."""
    own_limits = Statement(
        key="own-limits",
        subject=SignedStatement.Subject.OWN_LIMITS,
        detail="",
        title="Signals from our own limits",
        text=OWN_LIMITS_TEXT,
    )
    protocols = [load_protocol(name, version) for name, version in available_protocols()]
    variants = [
        Statement(
            key=f"{protocol.name}.{protocol.version}.{variant.code}",
            subject=SignedStatement.Subject.VARIANT,
            detail=f"{protocol.name}/{protocol.version}#{variant.code}",
            title=f"{variant.title}: {protocol.title}, version {protocol.version}",
            text=(
                f"In this clinic a session under this protocol may be run as “{variant.title}”. "
                f"{variant.sentence} I answer for this. It is shown in the room and on the record "
                "of each such session. I can end this at any time."
            ),
            source=variant.source,
        )
        for protocol in protocols
        for variant in protocol.variants
    ]
    return (own_limits, *variants)


def statement_of(key: str) -> Statement | None:
    return next((each for each in all_statements() if each.key == key), None)

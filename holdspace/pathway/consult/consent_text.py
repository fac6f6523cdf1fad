"""One text that people sign: what it says, what it asks to fill in, and its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, kw_only=True)
class ConsentText:
    """One item of consent in one version of its words."""

    item: str
    version: int
    title: str
    words: str
    meaning: str
    """What the signature stands for, printed beside the name."""
    is_needed_for_dose: bool = False
    product: str | None = None
    """Signed for this product alone; None: whatever the product."""
    asks_scope: str = ""
    """What the person fills in: how far this goes. Empty where there is nothing to fill in."""
    scope_help: str = ""
    asks_delete_on: str = ""
    """What the date stands for, where there is one to name."""
    after_withdrawal: str = ""
    """What follows when it is withdrawn, in a plain word."""

    @property
    def fingerprint(self) -> str:
        """Changes when a single letter of what was signed does."""
        parts = (self.item, str(self.version), self.title, self.words, self.meaning)
        asked = tuple(filter(None, (self.asks_scope, self.asks_delete_on)))
        return sha256("\n".join((*parts, *asked)).encode()).hexdigest()

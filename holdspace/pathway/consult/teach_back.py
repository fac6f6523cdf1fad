"""Saying back: a question about the treatment, its answers, and what is said to each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer a person may give. Whoever chooses another than the right one hears why."""

    code: str
    words: str
    reply: str
    """What is said when it is chosen: for the right one, that it is so; else how it is here."""
    is_right: bool = False


@dataclass(frozen=True, kw_only=True)
class TeachBackQuestion:
    """One question. Its version grows when its words change: then it is asked again."""

    code: str
    version: int
    title: str
    """For staff, in a word or two."""
    words: str
    choices: tuple[Choice, ...]
    product: str | None = None

    def choice(self, code: str) -> Choice | None:
        return next((one for one in self.choices if one.code == code), None)

    def is_asked_for(self, product: str) -> bool:
        return self.product in {None, product}

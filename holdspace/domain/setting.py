"""The room before a session: what is looked over (clinical reference 6.5 and 3.7)."""

from __future__ import annotations

from dataclasses import dataclass

SOURCE = "clinical reference 3.7 and 6.5"


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing to look for in a room."""

    code: str
    title: str
    is_emergency: bool = False


THINGS = (
    Thing(code="light", title="Light low, and can be lower"),
    Thing(code="temperature", title="Warm enough to lie still"),
    Thing(code="blanket", title="Blanket"),
    Thing(code="mask", title="Eye mask, and a dry one to change"),
    Thing(code="tissues", title="Tissues"),
    Thing(code="music", title="Music as the person wants it, and it plays"),
    Thing(code="bell", title="Bell within reach"),
    Thing(code="bowl", title="Bowl, water for afterwards"),
    Thing(code="oxygen", title="Oxygen with mask, and there is enough in it", is_emergency=True),
    Thing(code="suction", title="Suction runs", is_emergency=True),
    Thing(code="bag_mask", title="Bag and mask, airways", is_emergency=True),
    Thing(code="defibrillator", title="Defibrillator, ready light on", is_emergency=True),
    Thing(code="drug_box", title="Emergency drug box, nothing expired", is_emergency=True),
    Thing(code="glucose", title="Glucose meter", is_emergency=True),
    Thing(code="ambulance_card", title="Address card for the ambulance", is_emergency=True),
    Thing(code="trained", title="Somebody trained in advanced life support is here, and a second"
          " in basic life support", is_emergency=True),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What was found: there, not there, and not looked at, which is neither."""

    missing: tuple[str, ...]
    unlooked: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.unlooked

    @property
    def words(self) -> str:
        if self.is_complete:
            return "Everything was looked at and is there."
        parts = []
        if self.missing:
            parts.append(f"Not there: {', '.join(self.missing)}.")
        if self.unlooked:
            parts.append(f"Not looked at: {', '.join(self.unlooked)}.")
        return " ".join(parts)


def looked_over(answers: dict[str, str]) -> Looked:
    """From `code -> met | unmet`; what is not in it was not looked at."""
    return Looked(
        missing=tuple(each.title for each in THINGS if answers.get(each.code) == "unmet"),
        unlooked=tuple(
            each.title for each in THINGS if answers.get(each.code) not in {"met", "unmet"}
        ),
    )

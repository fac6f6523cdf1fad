"""What the person withdrew while this session was open: shown in its room, on the board, in print.

It is read beside the log, where it was written once (decision 0022), and as it stood at the moment
that is looked at: a replay of ten o'clock knows nothing of what was withdrawn at eleven.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from holdspace.pathway.dosing_session.samples import moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from holdspace.pathway.consult.queries import ItemOfConsent
    from holdspace.pathway.dosing_session.circumstances import Circumstances

JSON = dict[str, Any]

TREATMENT = "treatment"
CONCERNS = {
    TREATMENT: ("Treatment", "No new dose is started. What happens is charted as before."),
    "touch": ("Touch", "No touch from now on."),
    "recording": ("Recording", "Nothing is recorded from now on."),
    "observers": ("Observers", "Whoever watches or learns leaves."),
    "supporter": ("Supporter", "The person they named is told nothing more."),
}
"""What a room calls an item, and what follows there. What is not here does not reach into one."""


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """One item that was withdrawn in the course of a session."""

    item: str
    title: str
    at: datetime
    how: str
    follows: str


def withdrawn_since(
    consents: Iterable[ItemOfConsent], opened_at: datetime
) -> tuple[Withdrawn, ...]:
    """What was withdrawn since the session was opened and not signed again, oldest first."""
    found = [
        Withdrawn(
            item=one.text.item,
            title=CONCERNS[one.text.item][0],
            at=one.latest.withdrawn_at,
            how=one.latest.withdrawn_how,
            follows=CONCERNS[one.text.item][1],
        )
        for one in consents
        if one.text.item in CONCERNS
        and one.latest is not None
        and one.latest.withdrawn_at is not None
        and one.latest.withdrawn_at >= opened_at
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def consent_panel(around: Circumstances) -> JSON:
    """The lines that the room shows over its chart."""
    return {
        "withdrawn": [
            {
                "item": one.item,
                "title": one.title,
                "at": moment(one.at),
                "how": one.how,
                "follows": one.follows,
                "stops_doses": one.item == TREATMENT,
            }
            for one in withdrawn_since(around.consents, around.session.opened_at)
        ]
    }

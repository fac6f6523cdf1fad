"""A call for help goes into the record whatever the session is at."""

from __future__ import annotations

from holdspace.domain.admission_answers import ADMITTED, Admitted, Refused
from holdspace.domain.session_events import ChairSet, HelpEvent


def admit_help(body: HelpEvent) -> Admitted | Refused:
    """Calls, answers and silence happened. A chair is made ready with a bell that has a name."""
    if isinstance(body, ChairSet) and not body.bell.strip():
        return Refused(
            sentence="Name the bell the person can use without this screen: "
            "a bell, a cord, or calling out."
        )
    return ADMITTED

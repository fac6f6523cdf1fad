"""Every log of a database worked out again, line by line, and what each session comes to.

Runs as a process of its own with the settings of the database that is looked at.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from holdspace.server.supervisor import python

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdspace.pathway.dosing_session.models import DosingSession


@dataclass(frozen=True)
class Chains:
    """How much was worked out, and what did not hold."""

    sessions: int
    lines: int
    broken: tuple[str, ...]
    states: Mapping[str, str]
    """By session: a checksum of what its log comes to. Only when it was asked for."""


def chains_of(environment: Mapping[str, str], *, with_states: bool = False) -> Chains:
    """Raises CalledProcessError when the database cannot be read by this version."""
    words = ["--states"] if with_states else []
    answer = subprocess.run(
        python("holdspace.server.copies.chains", *words),
        env=dict(environment), stdout=subprocess.PIPE, check=True,
    ).stdout  # fmt: skip
    told = json.loads(answer)
    return Chains(told["sessions"], told["lines"], tuple(told["broken"]), told["states"])


# --- inside the process ---------------------------------------------------------------------------


def main() -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdspace.settings")
    django.setup()
    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.people.models import Clinic
    from holdspace.pathway.dosing_session.models import DosingSession

    told: dict[str, Any] = {"sessions": 0, "lines": 0, "broken": [], "states": {}}
    for clinic_id in list(Clinic.objects.order_by("id").values_list("id", flat=True)):
        with clinic_context(clinic_id):
            for session in DosingSession.objects.order_by("pk").iterator(chunk_size=500):
                _look_at(session, told)
    sys.stdout.write(json.dumps(told))
    return 0


def _look_at(session: DosingSession, told: dict[str, Any]) -> None:
    from holdspace.pathway.dosing_session.queries import BrokenChain, verify_chain

    told["sessions"] += 1
    try:
        told["lines"] += verify_chain(session)
    except BrokenChain as broken:
        told["broken"].append(f"session {session.pk}: {broken}")
    if "--states" in sys.argv:
        told["states"][str(session.pk)] = _state_of(session)


def _state_of(session: DosingSession) -> str:
    from holdspace.pathway.dosing_session.queries import session_state

    return hashlib.sha256(repr(session_state(session)).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())

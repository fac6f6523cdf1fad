"""What a proof needs from inside the site: monitors that stand, phones, and what was stored.

Runs as a process of its own with the site's settings, like `inside`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import psycopg

from holdspace.server.supervisor import python

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdspace.server.proving.inside import ProvingClinic


@dataclass(frozen=True)
class Heard:
    """What the record holds of one monitor, in the order of its rows."""

    control_ids: Sequence[str]
    """Of each message that was stored."""
    heart_rates: Sequence[int]
    """Of each sample."""


def stand_monitors(
    environment: Mapping[str, str], clinic: ProvingClinic, keys: Sequence[str]
) -> None:
    """One in the room of each session, from an hour ago."""
    _ask(environment, "stand", str(clinic.clinic_id), *keys)


def sign_in_phones(environment: Mapping[str, str], clinic: ProvingClinic, phones: int) -> list[str]:
    """So many phones of the clinic's people, each signed in to their own pages."""
    cookies: list[str] = _ask(environment, "phones", str(clinic.clinic_id), str(phones))["cookies"]
    return cookies


def close_sessions(environment: Mapping[str, str], clinic: ProvingClinic) -> None:
    """Nobody looks at these rooms any more."""
    _ask(environment, "close", str(clinic.clinic_id))


def heard_of(
    environment: Mapping[str, str], clinic: ProvingClinic, keys: Sequence[str]
) -> dict[str, Heard]:
    """By the monitor's key."""
    told = _ask(environment, "heard", str(clinic.clinic_id), *keys)
    return {key: Heard(**one) for key, one in told.items()}


def count_of(environment: Mapping[str, str], clinic: ProvingClinic) -> int:
    """How many messages are stored by now: asked often, so without a process of its own."""
    with psycopg.connect(environment["HOLDSPACE_DATABASE_URL"]) as connection:
        connection.execute("SELECT set_config('app.clinic_id', %s, true)", [str(clinic.clinic_id)])
        row = connection.execute("SELECT count(*) FROM dosing_session_monitormessage").fetchone()
    return int(row[0]) if row else 0


def _ask(environment: Mapping[str, str], *words: str) -> dict[str, Any]:
    answer = subprocess.run(
        python("holdspace.server.proving.bedside", *words),
        env=dict(environment), stdout=subprocess.PIPE, check=True,
    ).stdout  # fmt: skip
    told: dict[str, Any] = json.loads(answer)
    return told


# --- inside the process ---------------------------------------------------------------------------


def main() -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdspace.settings")
    django.setup()
    from holdspace.clinic.context import clinic_context

    what, clinic_id, keys = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    with clinic_context(clinic_id):
        done = {"stand": _stand, "heard": _heard, "phones": _phones, "close": _close}[what](
            clinic_id, keys
        )
    sys.stdout.write(json.dumps(done))
    return 0


def _stand(clinic_id: int, keys: Sequence[str]) -> dict[str, Any]:
    from holdspace.clinic.people.models import StaffMember
    from holdspace.pathway.dosing_session.models import DosingSession, Monitor, MonitorAssignment

    who = StaffMember.objects.filter(clinic_id=clinic_id).order_by("pk")[0]
    sessions = DosingSession.objects.filter(clinic_id=clinic_id).order_by("opened_at", "pk")
    for key, session in zip(keys, sessions, strict=False):
        MonitorAssignment.objects.create(
            clinic_id=clinic_id,
            monitor=Monitor.objects.create(clinic_id=clinic_id, name=key[:100], device_key=key),
            room=session.room,
            assigned_by=who,
            from_at=datetime.now(UTC) - timedelta(hours=1),
        )
    return {}


def _close(clinic_id: int, words: Sequence[str]) -> dict[str, Any]:
    from holdspace.pathway.dosing_session.models import DosingSession

    del words
    sessions = DosingSession.objects.filter(clinic_id=clinic_id, closed_at=None)
    return {"closed": sessions.update(closed_at=datetime.now(UTC))}


def _phones(clinic_id: int, words: Sequence[str]) -> dict[str, Any]:
    from uuid import uuid4

    from holdspace.clinic.own_access.models import PatientSignIn
    from holdspace.clinic.people.models import PATIENT_EMAIL_DOMAIN, Account, Patient
    from holdspace.server.proving.inside import cookie_of

    accounts = []
    for patient in Patient.objects.filter(clinic_id=clinic_id).order_by("pk"):
        account = Account(email=f"{uuid4().hex}@{PATIENT_EMAIL_DOMAIN}")
        account.set_unusable_password()
        account.save()
        PatientSignIn.objects.create(
            clinic_id=clinic_id, patient=patient, account=account, begun_at=datetime.now(UTC)
        )
        accounts.append(account)
    return {"cookies": [cookie_of(accounts[n % len(accounts)]) for n in range(int(words[0]))]}


def _heard(clinic_id: int, keys: Sequence[str]) -> dict[str, Any]:
    from holdspace.pathway.dosing_session.models import MonitorMessage, VitalsSample

    del clinic_id
    stored = MonitorMessage.objects.filter(state=MonitorMessage.State.STORED).order_by("id")
    samples = VitalsSample.objects.order_by("id")
    return {
        key: {
            "control_ids": list(stored.filter(device_key=key).values_list("control_id", flat=True)),
            "heart_rates": [
                int(rate or 0)
                for rate in samples.filter(monitor__device_key=key).values_list(
                    "heart_rate_per_min", flat=True
                )
            ],
        }
        for key in keys
    }


if __name__ == "__main__":
    sys.exit(main())

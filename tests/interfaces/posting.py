"""A device that posts: tokens, bodies of our own making, and real HTTP to a real gateway."""

from __future__ import annotations

import http.client
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from holdspace.clinic.context import clinic_context
from holdspace.interfaces.monitors.token_actions import make_token
from holdspace.pathway.dosing_session.models import Monitor

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast

LOINC = "http://loinc.org"
MDC = "urn:iso:std:iso:11073:10101"
HEART_RATE, SYSTOLIC, DIASTOLIC, PRESSURE = "8867-4", "8480-6", "8462-4", "85354-9"


def quantity(value: object, code: str) -> dict[str, Any]:
    return {"value": value, "unit": code, "system": "http://unitsofmeasure.org", "code": code}


def concept(code: str, system: str = LOINC) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code}]}


def observation(code: str = HEART_RATE, value: object = 72, unit: str = "/min", **more: Any) -> Any:
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": concept(code),
        "effectiveDateTime": datetime.now(UTC).isoformat(),
        "valueQuantity": quantity(value, unit),
        **more,
    }


def bundle(kind: str, *resources: Any) -> Any:
    entries = [
        {"resource": one, "request": {"method": "POST", "url": "Observation"}} for one in resources
    ]
    return {"resourceType": "Bundle", "type": kind, "entry": entries}


def token_for(clinic: Cast, device_key: str) -> str:
    with clinic_context(clinic.clinic.id):
        monitor = Monitor.objects.get(device_key=device_key)
        made = make_token(actor=clinic.actor("ana"), monitor=monitor, now=datetime.now(UTC))
    return made.shown_once


class Device:
    """Posts to a gateway, each time on a connection of its own."""

    def __init__(self, port: int, token: str) -> None:
        self.port = port
        self.token = token

    def post(
        self,
        body: object,
        *,
        place: str = "/interfaces/fhir/Observation",
        headers: dict[str, str] | None = None,
    ) -> tuple[int, Any]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {
            "Content-Type": "application/fhir+json",
            "Authorization": f"Bearer {self.token}",
            **(headers or {}),
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("POST", place, raw, sent)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()


def words(answer: Any) -> str:
    return answer["issue"][0]["diagnostics"]

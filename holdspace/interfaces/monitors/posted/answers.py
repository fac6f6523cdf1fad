"""What a device that posts is told: a status, an OperationOutcome, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from holdspace.interfaces.fhir.observation import Refused
from holdspace.interfaces.fhir.outcome import as_bytes, bundle_response, outcome

if TYPE_CHECKING:
    from holdspace.interfaces.fhir.observation import NotFhir, Posted

TRY_AGAIN_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Answer:
    status: HTTPStatus
    resource: dict[str, object]
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def body(self) -> bytes:
        return as_bytes(self.resource)


def stored(posted: Posted) -> Answer:
    """Said only when the body is on disk."""
    if posted.kind == "Observation":
        return Answer(HTTPStatus.CREATED, outcome("information", "informational", "stored"))
    if posted.kind == "collection":
        words = f"{len(posted.observations)} observations stored"
        return Answer(HTTPStatus.OK, outcome("information", "informational", words))
    said = [
        (422, outcome("error", one.code, one.words))
        if isinstance(one, Refused)
        else (201, outcome("information", "informational", "stored"))
        for one in posted.entries
    ]
    return Answer(HTTPStatus.OK, bundle_response(posted.kind, said))


def refused(problem: NotFhir) -> Answer:
    """400 for what is not JSON or not FHIR at all, 422 for FHIR that is not taken."""
    is_malformed = problem.code == "structure"
    status = HTTPStatus.BAD_REQUEST if is_malformed else HTTPStatus.UNPROCESSABLE_ENTITY
    return Answer(status, outcome("error", problem.code, str(problem)))


def too_long(most_bytes: int) -> Answer:
    words = f"the body is longer than {most_bytes // 1024} KB; send fewer observations at once"
    return Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, outcome("error", "too-long", words))


def wrong_type(said: str) -> Answer:
    words = f"send application/fhir+json in UTF-8, uncompressed; this says {said[:60] or 'nothing'}"
    return Answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, outcome("error", "not-supported", words))


def unknown_token() -> Answer:
    words = (
        "this device is not known by its token: send Authorization: Bearer and the token that the "
        "monitors page made for it"
    )
    resource = outcome("error", "login", words)
    return Answer(HTTPStatus.UNAUTHORIZED, resource, (("www-authenticate", "Bearer"),))


def not_now(why: str) -> Answer:
    """Nothing was stored, so the device must keep it."""
    resource = outcome("error", "transient", f"not stored, try again: {why}")
    headers = (("retry-after", str(TRY_AGAIN_SECONDS)),)
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, resource, headers)


def no_such_place() -> Answer:
    words = "POST an Observation to /interfaces/fhir/Observation or a Bundle to /interfaces/fhir"
    return Answer(HTTPStatus.NOT_FOUND, outcome("error", "not-found", words))


def only_post() -> Answer:
    words = "only POST is taken here: what was posted is read in the clinic's record"
    resource = outcome("error", "not-supported", words)
    return Answer(HTTPStatus.METHOD_NOT_ALLOWED, resource, (("allow", "POST"),))


def too_slow(seconds: float) -> Answer:
    words = f"the body did not come within {seconds:g} s: send it again"
    return Answer(HTTPStatus.REQUEST_TIMEOUT, outcome("error", "timeout", words))

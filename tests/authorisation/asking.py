"""Asks every route, as every actor, for every object; each request is taken back afterwards."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.test import Client

from holdspace.clinic.access.policy import POLICY, Act
from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access.models import PatientSignIn
from holdspace.clinic.people.roles import Role
from holdspace.clinic.supporters.models import Supporter
from tests.authorisation.data_classes import (
    AUDIT,
    CHART,
    DEVICE,
    SHARED,
    SHOWN_TO_PATIENTS,
    SHOWN_TO_SUPPORTERS,
    STAFF,
    STATEMENT,
    WHO,
)
from tests.authorisation.named_in_routes import WORDS, objects_for

if TYPE_CHECKING:
    from tests.authorisation.everything import Everything
    from tests.authorisation.routes import Route

OWN, FOREIGN, UNKNOWN = "own", "another clinic's", "unknown"
NEIGHBOURS = "another person's"
"""Of the same clinic: asked for by a patient, on pages of their own."""
METHODS = ("GET", "POST")
OWN_DOORS = {"own": "patient", "supporter": "supporter"}
"""A policy that is no act of the staff's -> who alone may open such a page."""
MAY_SEE = {
    Role.PRESCRIBER: {STAFF, STATEMENT, WHO, CHART, DEVICE},
    Role.SESSION_MONITOR: {STAFF, STATEMENT, WHO, CHART, DEVICE},
    Role.THERAPIST: {STAFF, STATEMENT, WHO, CHART, DEVICE},
    Role.FRONT_DESK: {STAFF, WHO},
    Role.OWNER: {STAFF, STATEMENT},
    Role.AUDITOR: {STAFF, STATEMENT, AUDIT},
}
"""Which classes of data each role may be shown, of its own clinic."""
ITS_READERS = {"okafor", "stranger"}
"""Whom the copies of journal entries name, each in their own clinic."""
FOR_ITS_READER = {"journal:shared", "journal:shared_medium"}
"""Pages that are not there for anybody but the one reader whom somebody chose."""
FOR_ANOTHER_READER = {"circle:shared_medium"}
"""The copy of this world is for somebody of the staff: a supporter finds none under its id."""
TOKEN = re.compile(r"(?:own|far|two)[0-9]{3}q")
FORM = re.compile(r'<form(?=[^>]*method="post")(?![^>]*action=).*?</form>', re.DOTALL)
"""A form that is sent back to the page it stands on."""


@dataclass(frozen=True)
class Asker:
    """Somebody who asks: in which roles, from which clinic, or nobody at all."""

    name: str
    client: Client
    roles: frozenset[Role]
    mark: str = "own"
    is_patient: bool = False
    is_supporter: bool = False

    @property
    def has_own_door(self) -> bool:
        return self.is_patient or self.is_supporter

    @property
    def is_somebody(self) -> bool:
        return bool(self.roles)

    def may(self, act: Act) -> bool:
        return bool(self.roles & POLICY[act])

    @property
    def sees(self) -> set[str]:
        shared = {SHARED} if self.name in ITS_READERS else set()
        return shared.union(*(MAY_SEE[role] for role in self.roles))


@dataclass(frozen=True)
class Answer:
    """What came back for one question."""

    asker: Asker
    method: str
    whose: str
    status: int
    tokens: frozenset[str]
    forms: tuple[str, ...] = ()
    """Of a page that was got: those that are sent back to it."""
    error: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.whose} as {self.asker.name}: {self.status} {self.error}"


ANSWERED: dict[Route, list[Answer]] = {}
"""Asked once, though each module has a world of its own: the worlds are alike, token by token."""


class World:
    """Two clinics with everything in them, and everybody who may ask."""

    def __init__(self, own: Everything, far: Everything, neighbour: Everything) -> None:
        self.own, self.far, self.neighbour = own, far, neighbour

    @cached_property
    def askers(self) -> list[Asker]:
        staff = {
            key: Asker(key, _signed_in(member), frozenset(Role(role) for role in member.roles))
            for key, member in self.own.cast.staff.items()
        }
        stranger = self.far.cast.staff["okafor"]
        far = Asker("stranger", _signed_in(stranger), frozenset({Role.PRESCRIBER}), "far")
        disabled = Asker("disabled", _signed_in(self.own.cast.staff["mei"]), frozenset())
        del staff["mei"]
        patient = Asker(
            "patient", _signed_in(self.own.one(PatientSignIn)), frozenset(), is_patient=True
        )
        supporter = Asker(
            "supporter", _signed_in(self.own.one(Supporter)), frozenset(), is_supporter=True
        )
        signed_out = Asker("signed out", Client(), frozenset())
        return [*staff.values(), far, disabled, patient, supporter, signed_out]

    def values(self, route: Route, whose: str, mark: str) -> dict[str, object]:
        """What goes into the address. Raises KeyError for an argument nobody has explained."""
        mine, theirs = (self.own, self.far) if mark == "own" else (self.far, self.own)
        sides = {OWN: mine, NEIGHBOURS: self.neighbour}
        objects = objects_for(sides.get(whose, theirs))
        values = {name: WORDS[name] if name in WORDS else objects[name] for name in route.arguments}
        if whose != UNKNOWN:
            return values
        return {name: _unknown(value) for name, value in values.items()}

    def answers(self, route: Route) -> list[Answer]:
        if route not in ANSWERED:
            asked = [OWN]
            asked += [FOREIGN] if set(route.arguments) - set(WORDS) else []
            asked += [UNKNOWN] if route.arguments else []
            is_theirs = route.policy in OWN_DOORS and set(route.arguments) - set(WORDS)
            ANSWERED[route] = [
                self._ask(route, asker, method, whose)
                for asker in self.askers
                for method in METHODS
                for whose in [*asked, *([NEIGHBOURS] if asker.has_own_door and is_theirs else [])]
            ]
        return ANSWERED[route]

    def _ask(self, route: Route, asker: Asker, method: str, whose: str) -> Answer:
        path = route.path(self.values(route, whose, asker.mark))
        cookies = copy(asker.client.cookies)
        with transaction.atomic():
            response = asker.client.generic(method, path)
            transaction.set_rollback(True)
        # Signing out is taken back too.
        asker.client.cookies = cookies
        error = getattr(response, "exc_info", None)
        text = _text(response)
        is_page = method == "GET" and response.status_code == 200
        return Answer(
            asker=asker,
            method=method,
            whose=whose,
            status=response.status_code,
            tokens=frozenset(TOKEN.findall(text)),
            forms=tuple(FORM.findall(text)) if is_page else (),
            error=repr(error[1]) if error else "",
        )

    def audit_lines(self, route: Route, as_key: str = "") -> list[AuditEntry]:
        """What one question of a route, by somebody who may ask it, leaves in the trail."""
        as_key = as_key or OWN_DOORS.get(route.policy or "", "okafor")
        asker = next(one for one in self.askers if one.name == as_key)
        path = route.path(self.values(route, OWN, asker.mark))
        with clinic_context(self.own.cast.clinic.id):
            before = AuditEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0
        with transaction.atomic():
            for method in METHODS:
                asker.client.generic(method, path)
            with clinic_context(self.own.cast.clinic.id):
                lines = list(AuditEntry.objects.filter(id__gt=before))
            transaction.set_rollback(True)
        return lines

    def patient_id(self, whose: str) -> object:
        return objects_for(self.own if whose == OWN else self.far)["patient_id"]

    def class_of(self, token: str) -> tuple[str, str]:
        """Which clinic's it is, and which class of data."""
        mark = "far" if token.startswith("far") else "own"
        return mark, self._side_of(token).tokens[token]

    def meaning(self, token: str) -> str:
        return self._side_of(token).fields[token]

    def _side_of(self, token: str) -> Everything:
        sides = {one.mark: one for one in (self.own, self.far, self.neighbour)}
        return sides[token[:3]]


def _signed_in(member: object) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(member.account)  # type: ignore[attr-defined]
    return client


def _unknown(value: object) -> object:
    if isinstance(value, UUID):
        return UUID(int=7)
    return 2**40 if isinstance(value, int) else "nothing"


def _text(response: object) -> str:
    """Headers and page. A stream is not read: what it sends first is what `state` sends."""
    headers = str(dict(response.headers))  # type: ignore[attr-defined]
    if getattr(response, "streaming", False):
        return headers
    return headers + response.content.decode(errors="replace")  # type: ignore[attr-defined]


# --- what is wrong with an answer -----------------------------------------------------------------


def wrong_statuses(route: Route, answers: list[Answer]) -> list[str]:
    """Answers that the policy table does not foresee."""
    return [str(one) for one in answers if not _is_foreseen(route, one)]


def _is_foreseen(route: Route, answer: Answer) -> bool:
    if answer.status >= 500 or answer.status == 405:
        return answer.status == 405
    policy = route.policy
    if policy in {None, "refused"}:
        return answer.status == 403
    if policy == "public":
        return True
    if policy in OWN_DOORS:
        return _is_foreseen_of_own(route, policy, answer)
    return _is_foreseen_of_staffs(route, policy, answer)


def _is_foreseen_of_staffs(route: Route, policy: str, answer: Answer) -> bool:
    if answer.asker.has_own_door:
        return answer.status == 403 or route.name == "account_logout"
    if not answer.asker.is_somebody:
        return answer.status == 302
    if route.name in FOR_ITS_READER and answer.asker.name not in ITS_READERS:
        return answer.status in {403, 404}
    return _is_foreseen_of_act(policy, answer) if policy in set(Act) else _is_own_account(answer)


def _is_foreseen_of_own(route: Route, policy: str, answer: Answer) -> bool:
    """What stands behind a door of one's own opens to that one; whoever else is signed in is

    refused, whatever they ask for.
    """
    is_theirs = answer.asker.name == OWN_DOORS[policy]
    if answer.asker.is_somebody or (answer.asker.has_own_door and not is_theirs):
        return answer.status == 403
    if not is_theirs:
        return answer.status == 302
    if answer.whose != OWN or route.name in FOR_ANOTHER_READER:
        return answer.status == 404
    return answer.status not in {403, 404}


def _is_foreseen_of_act(policy: str, answer: Answer) -> bool:
    if not answer.asker.may(Act(policy)):
        return answer.status == 403
    if answer.whose != OWN:
        return answer.status == 404
    return answer.status not in {403, 404}


def _is_own_account(answer: Answer) -> bool:
    """The pages of a library: another's key is not there, or the password is asked for first."""
    return answer.whose == OWN or answer.status in {302, 404}


def leaks(world: World, answers: list[Answer]) -> list[str]:
    """Tokens in an answer to somebody who may not see that class of data, or that clinic."""
    return [
        f"{one}: {token} is {world.meaning(token)}"
        for one in answers
        for token in sorted(one.tokens)
        if not _may_see(world, one.asker, token)
    ]


def _may_see(world: World, asker: Asker, token: str) -> bool:
    if asker.has_own_door:
        shown = SHOWN_TO_SUPPORTERS if asker.is_supporter else SHOWN_TO_PATIENTS
        return token.startswith(asker.mark) and world.meaning(token) in shown
    mark, kind = world.class_of(token)
    return mark == asker.mark and kind in asker.sees

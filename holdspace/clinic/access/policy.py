"""The policy table: which role may do which act. And `page`, the gate every view stands behind."""

from __future__ import annotations

import functools
from enum import StrEnum
from http import HTTPStatus
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, TypeVar, cast

from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.utils import is_mfa_enabled
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect

from holdspace.clinic.access.idle import asks_by_itself, note_presence, was_left_alone
from holdspace.clinic.access.only_room import as_begun
from holdspace.clinic.access.queries import actor_of
from holdspace.clinic.audit import actions as audit
from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.roles import CLINICAL, Actor, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

View = TypeVar("View", bound="Callable[..., Any]")


class Act(StrEnum):
    """Everything somebody may be allowed to do. One line in POLICY each."""

    SEE_BOARD = "see the board"
    SEE_WALL = "see the board without names"
    SEE_PEOPLE = "see who comes to the clinic"
    EDIT_PEOPLE = "enter and change who comes to the clinic"
    SEE_CHART = "read a chart"
    ASK_MEASURES = "ask questionnaires and enter their answers"
    NOTE_RISK = "note a risk tier"
    LOAD_COPY = "load the clinic's licensed copy of a questionnaire"
    SCREEN = "read a screening, enter facts, sign for findings"
    SIGN_DECISION = "decide whether somebody may be treated"
    REVIEW_CYCLE = "read a review, and note wishes for the next session"
    SIGN_REVIEW = "sign the review of a session"
    CLOSE_COURSE = "say what comes after a series"
    SET_SCREENING = "set what the screening rules ask for in this clinic"
    HEAR_CONSENT = "hear on an open page that a consent changed"
    EDIT_PREPARATION = "write consent, intention, guidance plan and readiness"
    PLAN_COURSE = "plan a course: its days, its doses, the person's own limits"
    WRITE_MEDICINES = "write what a person's medicines are on the day"
    OVERRIDE_FACT = "let one unmet fact of the preparation pass"
    EDIT_INSTRUCTIONS = "change the clinic's own times before a session"
    SEE_SCHEDULE = "see appointments"
    EDIT_SCHEDULE = "book and cancel appointments"
    SEE_ROOM = "be in a session room"
    CHART_IN_ROOM = "chart in a session room"
    SET_CHAIR = "put a help button beside a person"
    SET_SOUNDS = "say which signals ring outside the rooms"
    ANSWER_HELP = "hear and answer a call for help"
    OPEN_SESSION = "open a session"
    ASSIGN_MONITOR = "say which monitor stands in which room"
    GIVE_DEVICE_TOKEN = "give a device that posts its token, and end it"  # noqa: S105 - an act
    READ_RAW_MESSAGE = "read what a monitor sent, as it came"
    EXPORT_SAMPLES = "take along a day of a monitor's values"
    BRING_RECORDING = "bring a monitor's recording from a file into a session"
    SEE_SUMMARY = "read the summary of a session"
    SEE_STAFF = "see who works here and in which role"
    EDIT_STAFF = "enter staff, give roles, disable"
    UNLOCK_ACCOUNT = "unlock a colleague's sign-in"
    SEE_STATEMENTS = "read what the medical director signed"
    SIGN_STATEMENT = "sign a statement as medical director"
    SEE_SITE = "see the rooms of the clinic"
    EDIT_SITE = "enter and close rooms"
    SEE_AUDIT = "read the audit trail"
    SEE_DESIGN = "see the design page"
    USE_TABLET = "enrol this tablet and have a PIN on it"
    SEE_TABLETS = "see which tablets are enrolled, and unenrol them"
    SEE_TASKS = "see what is to be done about people"
    WORK_ON_TASKS = "acknowledge, take and close a task"
    ANSWER_QUESTION = "read and answer what a person asks"
    SEE_MAIL = "see which mails wait, left or were refused"
    SEND_MAIL = "send a mail again, or take it back"
    EDIT_REACH = "change the clinic's hours, phone and crisis lines"
    INVITE = "let a person into their own pages, and end that"
    FOLLOW_UP = "follow how people are after a session"
    SEE_CIRCLE = "see who is in a person's circle"
    HOLD_CIRCLE = "say that a circle is not offered to a person"
    ANSWER_CIRCLE = "answer somebody of a circle who says that something is wrong"
    READ_SHARED_JOURNAL = "read what a person shared of their journal with oneself"
    SEE_OUTCOMES = "see what became of everybody the clinic treated"
    EXPORT = "take data out of the record"
    SEE_VISITS = "see whose talk after a session is to be booked"
    WRITE_VISIT = "write and sign the record of a visit"
    SEE_SPECIALISTS = "look up and note whom the clinic can name to a person"
    WRITE_NOTES = "write psychotherapy notes, and read one's own"


POLICY: dict[Act, frozenset[Role]] = {
    Act.SEE_BOARD: CLINICAL | {Role.FRONT_DESK},
    Act.SEE_WALL: CLINICAL | {Role.FRONT_DESK, Role.OWNER},
    Act.SEE_PEOPLE: CLINICAL | {Role.FRONT_DESK},
    Act.EDIT_PEOPLE: CLINICAL | {Role.FRONT_DESK},
    Act.SEE_CHART: CLINICAL,
    Act.ASK_MEASURES: CLINICAL,
    Act.NOTE_RISK: CLINICAL,
    Act.LOAD_COPY: frozenset({Role.PRESCRIBER, Role.OWNER}),
    Act.SCREEN: CLINICAL,
    Act.SIGN_DECISION: frozenset({Role.PRESCRIBER}),
    Act.REVIEW_CYCLE: CLINICAL,
    Act.SIGN_REVIEW: frozenset({Role.PRESCRIBER}),
    Act.CLOSE_COURSE: frozenset({Role.PRESCRIBER}),
    Act.SET_SCREENING: frozenset({Role.PRESCRIBER}),
    Act.HEAR_CONSENT: CLINICAL,
    Act.EDIT_PREPARATION: CLINICAL,
    Act.PLAN_COURSE: frozenset({Role.PRESCRIBER}),
    Act.WRITE_MEDICINES: frozenset({Role.PRESCRIBER}),
    Act.OVERRIDE_FACT: frozenset({Role.PRESCRIBER, Role.SESSION_MONITOR}),
    Act.EDIT_INSTRUCTIONS: frozenset({Role.PRESCRIBER}),
    Act.SEE_SCHEDULE: CLINICAL | {Role.FRONT_DESK},
    Act.EDIT_SCHEDULE: CLINICAL | {Role.FRONT_DESK},
    Act.SEE_ROOM: CLINICAL,
    Act.CHART_IN_ROOM: CLINICAL,
    Act.SET_CHAIR: CLINICAL,
    # An owner runs the clinic, a prescriber answers for what it hears.
    Act.SET_SOUNDS: frozenset({Role.OWNER, Role.PRESCRIBER}),
    Act.ANSWER_HELP: CLINICAL,
    Act.OPEN_SESSION: frozenset({Role.PRESCRIBER, Role.SESSION_MONITOR}),
    Act.ASSIGN_MONITOR: frozenset({Role.PRESCRIBER, Role.SESSION_MONITOR}),
    Act.GIVE_DEVICE_TOKEN: frozenset({Role.PRESCRIBER, Role.SESSION_MONITOR}),
    # It may name somebody, and nothing of it was looked over: read by few.
    Act.READ_RAW_MESSAGE: frozenset({Role.PRESCRIBER}),
    Act.EXPORT_SAMPLES: frozenset({Role.PRESCRIBER, Role.SESSION_MONITOR}),
    Act.BRING_RECORDING: frozenset({Role.PRESCRIBER, Role.SESSION_MONITOR}),
    Act.SEE_SUMMARY: CLINICAL,
    Act.SEE_STAFF: frozenset(Role),
    Act.EDIT_STAFF: frozenset({Role.OWNER}),
    Act.UNLOCK_ACCOUNT: CLINICAL | {Role.OWNER},
    Act.SEE_STATEMENTS: CLINICAL | {Role.OWNER, Role.AUDITOR},
    Act.SIGN_STATEMENT: frozenset({Role.PRESCRIBER}),
    Act.SEE_SITE: frozenset(Role),
    Act.EDIT_SITE: frozenset({Role.OWNER}),
    Act.SEE_AUDIT: frozenset({Role.AUDITOR}),
    Act.SEE_DESIGN: frozenset(Role),
    Act.USE_TABLET: CLINICAL,
    # A tablet that is lost is unenrolled by whoever sits at a desk.
    Act.SEE_TABLETS: CLINICAL | {Role.FRONT_DESK, Role.OWNER},
    Act.SEE_TASKS: CLINICAL | {Role.FRONT_DESK},
    Act.WORK_ON_TASKS: CLINICAL | {Role.FRONT_DESK},
    Act.ANSWER_QUESTION: CLINICAL,
    Act.SEE_MAIL: CLINICAL | {Role.FRONT_DESK},
    Act.SEND_MAIL: CLINICAL | {Role.FRONT_DESK},
    Act.EDIT_REACH: frozenset({Role.OWNER}),
    Act.INVITE: CLINICAL | {Role.FRONT_DESK},
    Act.FOLLOW_UP: CLINICAL,
    Act.SEE_CIRCLE: CLINICAL,
    Act.HOLD_CIRCLE: CLINICAL,
    Act.ANSWER_CIRCLE: CLINICAL,
    Act.READ_SHARED_JOURNAL: CLINICAL,
    Act.SEE_OUTCOMES: CLINICAL | {Role.OWNER},
    Act.EXPORT: frozenset({Role.PRESCRIBER, Role.OWNER}),
    Act.SEE_VISITS: CLINICAL | {Role.FRONT_DESK},
    Act.WRITE_VISIT: frozenset({Role.THERAPIST, Role.PRESCRIBER}),
    Act.SEE_SPECIALISTS: CLINICAL | {Role.FRONT_DESK},
    Act.WRITE_NOTES: frozenset({Role.THERAPIST, Role.PRESCRIBER}),
}

NEVER_LOCKED = frozenset(
    {
        Act.SEE_ROOM, Act.CHART_IN_ROOM, Act.SEE_BOARD, Act.SEE_WALL,
        Act.SET_CHAIR, Act.ANSWER_HELP,
    }
)  # fmt: skip
"""Idling ends none of these: somebody may be lying in that room."""

NOBODY_NEED_BE_THERE = frozenset({Act.ANSWER_HELP, Act.HEAR_CONSENT})
"""Asked by open pages every few seconds, by themselves: that keeps no desk from locking."""

WITH_A_PIN = frozenset({Act.SEE_ROOM, Act.CHART_IN_ROOM, Act.SET_CHAIR, Act.ANSWER_HELP})
"""All that a PIN on a room's tablet opens, and of these only what is going on in that room."""


class ClinicRequest(HttpRequest):
    """A request that came through the gate: there is an actor on it."""

    actor: Actor


class ChartReadUnaudited(Exception):
    """A page that shows a chart wrote no line of the audit trail: our mistake, so it is refused."""


def may(actor: Actor, act: Act) -> bool:
    return actor.has_any(POLICY[act]) and (actor.only_room_id is None or act in WITH_A_PIN)


def page(act: Act, *, chart: bool = False) -> Callable[[View], View]:
    """Declare who may open a view; open the clinic's context around it.

    With `chart`, the view must leave at least one line in the audit trail.
    """

    def gate(view: View) -> View:
        guarded = _guard_async(view, act) if iscoroutinefunction(view) else _guard(view, act, chart)
        guarded.policy = act  # type: ignore[attr-defined]
        guarded.chart = chart  # type: ignore[attr-defined]
        return cast("View", guarded)

    return gate


def public(view: View) -> View:
    """Declare that anybody may open a view, signed in or not."""
    view.policy = "public"  # type: ignore[attr-defined]
    return view


def _guard(view: Callable[..., Any], act: Act, chart: bool) -> Callable[..., Any]:  # noqa: FBT001
    @functools.wraps(view)
    def guarded(request: ClinicRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        turned_away = _admit(request, act)
        if turned_away is not None:
            return turned_away
        with clinic_context(request.actor.clinic_id), audit.counted() as lines:
            response: HttpResponseBase = view(request, *args, **kwargs)
            if chart and response.status_code < HTTPStatus.BAD_REQUEST and not lines:
                raise ChartReadUnaudited(act)
        return _unkept(response)

    return guarded


def _guard_async(view: Callable[..., Any], act: Act) -> Callable[..., Any]:
    """For streams: no transaction is held open; the view opens a context for each question."""

    @functools.wraps(view)
    async def guarded(request: ClinicRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        turned_away = await sync_to_async(_admit)(request, act)
        if turned_away is not None:
            return turned_away
        return _unkept(await view(request, *args, **kwargs))

    return guarded


def _admit(request: ClinicRequest, act: Act) -> HttpResponseBase | None:
    """Put the actor on the request, or say where to go instead. Raises PermissionDenied."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    actor = actor_of(request.user.pk)
    if actor is None:
        raise PermissionDenied
    actor = as_begun(actor, request)
    if settings.MFA_REQUIRED and not is_mfa_enabled(request.user):
        return redirect("mfa_index")
    if not may(actor, act):
        with clinic_context(actor.clinic_id):
            audit.record(actor=actor, act="was refused", object_kind=act.value)
        raise PermissionDenied
    is_alone = was_left_alone(request)
    if is_alone and act not in NEVER_LOCKED:
        # The sign-in library asks for the password and then goes on with what was asked for,
        # a form that was being sent included.
        raise ReauthenticationRequired
    # What is never locked opens nothing else: whoever comes by has not said who they are.
    if not (is_alone or act in NOBODY_NEED_BE_THERE or asks_by_itself(request)):
        note_presence(request)
    request.actor = actor
    return None


def _unkept(response: HttpResponseBase) -> HttpResponseBase:
    """Nothing behind the gate stays in a cache of the browser."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response

"""Staff, their roles and lockouts; the medical director's statements; the audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdspace.clinic.access import actions
from holdspace.clinic.access.forms import NewStaffForm, StaffForm, as_form_values
from holdspace.clinic.access.lockout import end_lockout, locked_emails
from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, may, page
from holdspace.clinic.access.queries import AUDIT_LINES_A_PAGE, audit_lines
from holdspace.clinic.access.stale_forms import Version, change_in_the_trail, opened
from holdspace.clinic.access.statements import all_statements, statement_of
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import SignedStatement, StaffMember

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_GET
@page(Act.SEE_STAFF)
def start(request: ClinicRequest) -> HttpResponse:
    """Where somebody is taken who has just signed in: the first page that is theirs."""
    if may(request.actor, Act.SEE_BOARD):
        return redirect("today:board")
    return redirect("access:audit" if may(request.actor, Act.SEE_AUDIT) else "access:staff")


# --- staff ----------------------------------------------------------------------------------------


@require_GET
@page(Act.SEE_STAFF)
def staff(request: ClinicRequest) -> HttpResponse:
    """Who works here, in which roles, and who cannot sign in right now."""
    members = list(StaffMember.objects.visible_to(request.actor).select_related("account"))
    locked = locked_emails(member.account.email for member in members)
    for_page = [
        {"member": member, "is_locked": member.account.email.lower() in locked}
        for member in members
    ]
    return render(request, "access/staff.html", {"staff": for_page})


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_STAFF)
def new_staff(request: ClinicRequest) -> HttpResponse:
    form = NewStaffForm(request.POST or None)
    if form.is_valid():
        try:
            member, password = actions.enter_staff(actor=request.actor, **form.cleaned_data)
        except actions.EmailTaken as refusal:
            form.add_error("email", str(refusal))
        else:
            return _show_password(request, member, password)
    return form_page(request, form, title="New on the staff", submit="Enter", back="/clinic/staff/")


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_STAFF)
def staff_member(request: ClinicRequest, staff_id: UUID) -> HttpResponse:
    """One person's name and roles, and the ways to stop them or let them in again."""
    found = opened(request, f"staff {staff_id}", lambda: _staff_version(request, staff_id))
    member = _member(request, staff_id)
    form = StaffForm(request.POST or None, initial=as_form_values(member))
    if found.lets(form):
        try:
            actions.change_staff(actor=request.actor, member=member, **form.cleaned_data)
        except actions.NobodyWouldOwn as refusal:
            form.add_error("roles", str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['name']}: saved. It counts from now on.")
            return redirect("access:staff")
    return form_page(
        request,
        form,
        title=member.name,
        submit="Save",
        back="/clinic/staff/",
        template="access/staff_member.html",
        opened=found,
        member=member,
    )


def _staff_version(request: ClinicRequest, staff_id: UUID) -> Version:
    return Version(
        values=as_form_values(_member(request, staff_id)),
        changed=lambda: change_in_the_trail("staff", staff_id, "enter staff", "change staff"),
    )


@require_POST
@page(Act.EDIT_STAFF)
def disable(request: ClinicRequest, staff_id: UUID) -> HttpResponse:
    member = _member(request, staff_id)
    try:
        actions.disable_member(actor=request.actor, member=member)
    except (actions.NobodyWouldOwn, actions.AlreadySo) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{member.name} is disabled. Whatever they had open has ended.")
    return redirect("access:staff")


@require_POST
@page(Act.EDIT_STAFF)
def enable(request: ClinicRequest, staff_id: UUID) -> HttpResponse:
    member = _member(request, staff_id)
    try:
        actions.enable_member(actor=request.actor, member=member)
    except actions.AlreadySo as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{member.name} may sign in again.")
    return redirect("access:staff")


@require_POST
@page(Act.EDIT_STAFF)
def new_password(request: ClinicRequest, staff_id: UUID) -> HttpResponse:
    member = _member(request, staff_id)
    try:
        password = actions.give_new_password(actor=request.actor, member=member)
    except actions.NotYourOwn as refusal:
        messages.error(request, str(refusal))
        return redirect("access:staff")
    return _show_password(request, member, password)


@require_POST
@page(Act.UNLOCK_ACCOUNT)
def unlock(request: ClinicRequest, staff_id: UUID) -> HttpResponse:
    """A colleague ends the lockout of a colleague."""
    member = _member(request, staff_id)
    try:
        actions.note_unlock(actor=request.actor, member=member)
    except actions.NotYourOwn as refusal:
        messages.error(request, str(refusal))
    else:
        end_lockout(request, member.account.email)
        messages.success(request, f"{member.name} may try to sign in again.")
    return redirect("access:staff")


def _member(request: ClinicRequest, staff_id: UUID) -> StaffMember:
    members = StaffMember.objects.visible_to(request.actor).select_related("account", "clinic")
    return get_object_or_404(members, pk=staff_id)


def _show_password(request: ClinicRequest, member: StaffMember, password: str) -> HttpResponse:
    """Shown once, on the answer itself: it is kept nowhere to be shown again."""
    context = {"member": member, "password": password}
    return render(request, "access/starting_password.html", context)


# --- the medical director's statements ------------------------------------------------------------


@require_GET
@page(Act.SEE_STATEMENTS)
def statements(request: ClinicRequest) -> HttpResponse:
    signed = SignedStatement.objects.visible_to(request.actor).select_related("signed_by")
    in_force = {(each.subject, each.detail): each for each in signed.in_force()}
    rows = [
        {"statement": each, "signed": in_force.get((each.subject, each.detail))}
        for each in all_statements()
    ]
    context = {"rows": rows, "ended": signed.filter(ended_at__isnull=False)}
    return render(request, "access/statements.html", context)


@require_POST
@page(Act.SIGN_STATEMENT)
def sign(request: ClinicRequest, key: str) -> HttpResponse:
    statement = statement_of(key)
    if statement is None:
        raise Http404
    if request.POST.get("text") != statement.text_sha256:
        messages.error(request, "The words changed since this page was opened. Read them again.")
        return redirect("access:statements")
    try:
        actions.sign_statement(actor=request.actor, statement=statement, now=timezone.now())
    except (actions.NotMedicalDirector, actions.AlreadySo) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Signed: {statement.title}.")
    return redirect("access:statements")


@require_POST
@page(Act.SIGN_STATEMENT)
def end(request: ClinicRequest, statement_id: int) -> HttpResponse:
    signed = get_object_or_404(SignedStatement.objects.visible_to(request.actor), pk=statement_id)
    try:
        actions.end_statement(actor=request.actor, signed=signed, now=timezone.now())
    except (actions.NotMedicalDirector, actions.AlreadySo) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Ended. It is no longer in force.")
    return redirect("access:statements")


# --- the audit trail ------------------------------------------------------------------------------


@require_GET
@page(Act.SEE_AUDIT, chart=True)
def audit(request: ClinicRequest) -> HttpResponse:
    """Who did what, when. Ids only: what was in a chart is not the auditor's to read."""
    before, patient_id = _whole_number(request.GET.get("before")), _uuid(request.GET.get("chart"))
    lines = audit_lines(request.actor, before=before, patient_id=patient_id)
    record(actor=request.actor, act="read the audit trail", patient_id=None)
    shown = lines[:AUDIT_LINES_A_PAGE]
    context = {
        "lines": shown,
        "older": shown[-1].id if len(lines) > len(shown) else None,
        "chart": patient_id or "",
    }
    return render(request, "access/audit.html", context)


def _whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None  # noqa: PLR2004 - what a bigint holds


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None

"""The summary of a session: its page, its file, its signature and its close."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods

from holdspace.clinic.access.as_oneself import as_oneself
from holdspace.clinic.access.policy import Act, page
from holdspace.pathway.dosing_session.looking import look
from holdspace.pathway.dosing_session.permission import GIVES_AND_CHECKS
from holdspace.pathway.dosing_session.summary import document_of
from holdspace.pathway.dosing_session.summary_chart import drawing
from holdspace.pathway.dosing_session.summary_document import from_bytes, sha256_of
from holdspace.pathway.dosing_session.summary_forms import CloseForm, SignForm
from holdspace.pathway.dosing_session.summary_pdf import pdf_of, words_pdf_of
from holdspace.pathway.dosing_session.summary_sign_off import (
    NotDone,
    close_record,
    closing_of,
    kept_documents,
    sign_record,
    signatures_of,
)
from holdspace.pathway.dosing_session.views import seen

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.dosing_session.summary_sign_off import Outcome

UNPROCESSABLE = 422
ACTS = {"sign": "sign the record of a session", "close": "close the record of a session"}


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.SEE_SUMMARY, chart=True)
def summary(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """Read it, print it, sign it, close the record: two acts, each with its own button."""
    act = request.POST.get("act", "")
    session = seen(request.actor, session_id, ACTS.get(act, "read the summary of a session"))
    if act == "sign":
        return _sign(request, session)
    if act == "close":
        return _close(request, session)
    return _show(request, session)


def _sign(request: ClinicRequest, session: DosingSession) -> HttpResponse:
    form = SignForm(request.POST)
    if not form.is_valid():
        return _show(request, session, sign_form=form)
    # The sign-in library keeps what was sent, asks for password or passkey, and comes back here.
    return _sign_as_oneself(request, session, form)


@as_oneself
def _sign_as_oneself(
    request: ClinicRequest, session: DosingSession, form: SignForm
) -> HttpResponse:
    try:
        sign_record(
            request.actor,
            session,
            meaning=form.words(),
            read_sha256=form.cleaned_data["document"],
            now=timezone.now(),
        )
    except NotDone as refused:
        form.add_error(None, str(refused))
        return _show(request, session, sign_form=form)
    messages.success(request, "Signed.")
    return redirect("dosing_session:summary", session.pk)


def _close(request: ClinicRequest, session: DosingSession) -> HttpResponse:
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _show(request, session, close_form=form)
    try:
        close_record(
            request.actor,
            session,
            outcome=cast("Outcome", form.cleaned_data["outcome"]),
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except NotDone as refused:
        form.add_error(None, str(refused))
        return _show(request, session, close_form=form)
    messages.success(request, "The record is closed.")
    return redirect("dosing_session:summary", session.pk)


def _show(
    request: ClinicRequest,
    session: DosingSession,
    *,
    sign_form: SignForm | None = None,
    close_form: CloseForm | None = None,
) -> HttpResponse:
    looked = look(session, timezone.now())
    document = document_of(looked)
    sha256 = sha256_of(document)
    context = {
        "session": session,
        "document": document,
        "sha256": sha256,
        "drawing": mark_safe(drawing(document.chart)),  # noqa: S308 - every word in it is escaped
        "signatures": signatures_of(looked, document),
        "closed": closing_of(looked),
        "sign_form": sign_form or SignForm(),
        "close_form": close_form or CloseForm(),
        "may_close": request.actor.has_any(GIVES_AND_CHECKS),
        "now": looked.now,
    }
    refused = any(form is not None for form in (sign_form, close_form))
    status = UNPROCESSABLE if refused else 200
    return render(request, "dosing_session/summary.html", context, status=status)


@require_GET
@page(Act.SEE_SUMMARY, chart=True)
def summary_pdf(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """The document on paper: as it stands, as it was signed, or only the person's own words."""
    part, signed = request.GET.get("part", ""), request.GET.get("signed", "")
    session = seen(request.actor, session_id, "print the summary of a session")
    looked = look(session, timezone.now())
    document = document_of(looked)
    signatures = signatures_of(looked, document)
    if part == "words":
        return _file(words_pdf_of(document), "own-words")
    if signed:
        content = kept_documents(session).get(signed)
        if content is None:
            raise Http404
        document = from_bytes(content)
        signatures = tuple(one for one in signatures if one.sha256 == signed)
    return _file(pdf_of(document, signatures, closing_of(looked)), "session")


def _file(content: bytes, name: str) -> HttpResponse:
    """In the browser's own viewer, under a name that says nothing of anybody."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response

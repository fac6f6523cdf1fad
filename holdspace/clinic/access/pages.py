"""The one shape of a page with a form on it, for every desk page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import render

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from holdspace.clinic.access.stale_forms import Conflict, Opened


def form_page(  # noqa: PLR0913 - the words of a page are its arguments
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    title: str,
    submit: str,
    back: str,
    lead: str = "",
    template: str = "access/form_page.html",
    opened: Opened | None = None,
    again: forms.BaseForm | None = None,
    **more: object,
) -> HttpResponse:
    """The form with what was typed, its errors on top; nothing typed is lost.

    With `opened`, a stale form is answered with both versions; with `again`, that form is to be
    filled in afresh then, because what it says is worth nothing on other words.
    """
    conflict = opened.conflict(form) if opened else None
    context = {
        "form": again if conflict and again else form,
        "title": title,
        "submit": submit,
        "back": back,
        "lead": lead,
        "opened_on": opened.fingerprint_after(conflict) if opened else "",
        "conflict": conflict,
        "may_keep_mine": again is None,
        **more,
    }
    return render(request, template, context, status=_status(form, conflict))


def _status(form: forms.BaseForm, conflict: Conflict | None) -> HTTPStatus:
    if conflict is not None:
        return HTTPStatus.CONFLICT
    is_wrong = form.is_bound and form.errors
    return HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK

"""The one shape of a page with a form on it, for every desk page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE = 422


def form_page(  # noqa: PLR0913 - the words of a page are its arguments
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    title: str,
    submit: str,
    back: str,
    lead: str = "",
    template: str = "access/form_page.html",
    **more: object,
) -> HttpResponse:
    """The form with what was typed, its errors on top; nothing typed is lost."""
    context = {"form": form, "title": title, "submit": submit, "back": back, "lead": lead, **more}
    return render(
        request, template, context, status=UNPROCESSABLE if form.is_bound and form.errors else 200
    )

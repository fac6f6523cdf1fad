"""The next session: a proposal with its reasons, and the end of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "review"
urlpatterns: list[URLPattern] = []

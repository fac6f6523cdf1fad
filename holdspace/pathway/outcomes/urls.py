"""What changed over time, for one person and for the clinic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "outcomes"
urlpatterns: list[URLPattern] = []

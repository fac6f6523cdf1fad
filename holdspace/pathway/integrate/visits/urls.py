"""Integration visits, the people who do them, and what is shared with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "visits"
urlpatterns: list[URLPattern] = []

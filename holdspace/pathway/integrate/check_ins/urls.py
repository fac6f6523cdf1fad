"""How somebody is after a session, asked at seven moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "check_ins"
urlpatterns: list[URLPattern] = []

"""Small things to do after a session, the open days, the wheel of life."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "practices"
urlpatterns: list[URLPattern] = []

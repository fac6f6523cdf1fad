"""The people a person lets in, and what each of them may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "circle"
urlpatterns: list[URLPattern] = []

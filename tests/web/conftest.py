"""The look stands alone here: only its own addresses, and plain file names."""

import pytest
from django.urls import include, path
from pytest_django import Settings

from holdspace.web import views

PAGES = [
    path("design", views.design, name="design"),
    path("design/room", views.design_room, name="design_room"),
    path("light", views.choose_light, name="light"),
]


@pytest.fixture(autouse=True)
def the_look_alone(settings: Settings) -> None:
    settings.ROOT_URLCONF = (path("", include((PAGES, "web"))),)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }

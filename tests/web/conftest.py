"""Pages are drawn with plain file names here; one test of its own makes the hashed ones."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def plain_file_names(settings: Settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }

"""Static files get names by content, and everything that points at them follows."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings


@pytest.fixture
def collected(tmp_path: Path, settings: Settings) -> Path:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "holdspace.web.storage.HashedFiles"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "static"


def test_modules_fonts_and_pages_point_at_hashed_names(collected: Path) -> None:
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    modules = (collected / paths["holdspace/js/ui.js"]).read_text()
    fonts = (collected / paths["holdspace/css/fonts.css"]).read_text()

    assert re.search(r'from "\./hold\.[0-9a-f]{12}\.js"', modules)
    assert re.search(r'url\("\.\./\.\./vendor/atkinson/latin-normal\.[0-9a-f]{12}\.woff2"\)', fonts)


def test_a_browser_is_offered_every_script_packed_by_brotli(collected: Path) -> None:
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    script = paths["holdspace/js/room/main.js"]

    packed = (collected / f"{script}.br").stat().st_size

    assert packed < (collected / f"{script}.gz").stat().st_size

"""The tables are what the models say, and each migration says what it does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command

APPS = Path(__file__).parents[2] / "holdspace"


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_every_migration_is_named_for_what_it_does() -> None:
    unnamed = [
        str(path.relative_to(APPS))
        for path in APPS.rglob("migrations/0*.py")
        if re.search(r"_auto_|_initial$|_and_more$", path.stem)
    ]

    assert unnamed == []

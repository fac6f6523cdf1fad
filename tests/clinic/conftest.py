"""A link that the desk gave to Mara, and no tries of earlier tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast


@pytest.fixture
def link(cast: Cast) -> str:
    """The address as the desk's page shows it, once."""
    from django.core.cache import cache

    cache.clear()
    desk = Client()
    desk.force_login(cast.staff["desk"].account)
    page = desk.post(f"/people/{cast.patients['mara'].pk}/companion/link").content.decode()
    found = re.search(r"http://testserver(/me/join/[^/]+/)", page)
    assert found
    return found[1]

"""A disk that fills up to its last byte while people chart (promise R15), and is emptied again.

The small disk is a file system in memory that only the proof's own process sees: root may have one,
and others where user name spaces are allowed. A machine that refuses it proves nothing, and fails.
"""

from __future__ import annotations

import secrets
import sys

import pytest

from holdspace.server.proving import broken
from holdspace.server.proving.full_disk import prove_full_disk
from holdspace.server.proving.proof import Verdict
from tests.made_once import made_site

SEED = secrets.randbits(32)


@pytest.fixture
def full_disk():
    sys.stdout.write(f"seed {SEED}\n")

    def prove(page_server: tuple[str, ...] = ()):
        seen = prove_full_disk(SEED, page_server, made=made_site())[0]
        assert seen.verdict is not Verdict.NOT_RUN, seen.could_not_run
        return seen

    return prove


def test_a_full_disk_is_said_loses_nothing_and_is_recovered_from_without_a_restart(
    full_disk,
) -> None:
    assert list(full_disk().complaints) == []


def test_a_yes_to_what_could_not_be_written_is_noticed(full_disk) -> None:
    seen = full_disk(broken.page_server(broken.says_yes_to_errors))

    assert seen.verdict is Verdict.BROKEN
    assert any("acknowledged and lost" in one for one in seen.complaints)

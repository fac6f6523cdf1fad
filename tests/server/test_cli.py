"""The `holdspace` command: what it takes, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from holdspace.server.cli import main

SCENARIO = Path(__file__).parents[1] / "scenarios" / "iv_from_arrival_to_home.yaml"


@pytest.mark.parametrize(
    "command",
    [
        "serve",
        "demo",
        "migrate",
        "check",
        "replay",
        "feed",
        "simulate",
        "manage",
        "backup",
        "verify",
    ],
)
def test_help_names_every_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    assert ended.value.code == 0
    assert f"  {command} " in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["dance"], ["serve", "--port", "x"]])
def test_a_misspelt_command_ends_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 2


def test_half_a_certificate_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--certificate", "site.crt"]) == 1
    assert "--key together" in capsys.readouterr().err


def test_replay_needs_neither_django_nor_a_database() -> None:
    without = """
import sys
sys.modules["django"] = sys.modules["psycopg"] = None
from holdspace.server.cli import main
sys.exit(main(["replay", sys.argv[1]]))
"""

    replayed = subprocess.run(
        [sys.executable, "-c", without, SCENARIO], capture_output=True, text=True, check=False
    )

    assert (replayed.returncode, replayed.stderr) == (0, "")
    assert replayed.stdout

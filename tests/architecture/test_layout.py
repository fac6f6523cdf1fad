"""The house: names that say what a thing is, files a person can read in one go."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("holdspace", "tests", "tools", "benchmarks")
NO_HOME_YET = {"utils", "helpers", "common", "base", "manager", "service", "services", "const"}
LONGEST_FILE = 400  # aim at 300


def files(*endings: str) -> list[Path]:
    """Our own files, without what is built, generated or fetched."""
    found = [path for top in OURS for path in (ROOT / top).rglob("*") if path.suffix in endings]
    return [path for path in found if not {"vendor", "migrations", "__pycache__"} & set(path.parts)]


def test_no_file_is_too_long_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files(".py", ".js", ".css", ".html")
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_every_thing_has_a_name_of_its_own() -> None:
    homeless = [path for path in files(".py", ".js") if path.stem in NO_HOME_YET]

    assert homeless == []


def test_every_module_opens_with_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in files(".py")
        if path.read_text().strip()
        and path.name not in {"apps.py", "__init__.py"}
        and "tests" not in path.parts
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert silent == []


def test_imports_point_down() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", ["site.txt", "dev.txt"])
def test_every_requirement_is_pinned_with_hashes_and_names_no_index(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()

    pinned = re.findall(r"^\S+==\S+", text, re.MULTILINE)
    with_hash = re.findall(r"^\S+==[^\n]* \\\n +--hash=sha256:", text, re.MULTILINE)
    assert len(pinned) > 20
    assert len(pinned) == len(with_hash)
    assert not re.search(r"https?://|file:|--(extra-)?index|--find-links", text)


def test_no_registry_address_is_committed() -> None:
    assert not (ROOT / "uv.lock").exists()
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    page = (ROOT / "docs" / "how-to" / "run-it.md").read_text()
    documented = set(re.findall(r"^\| `(HOLDSPACE_[A-Z_]+)`", page, re.MULTILINE))

    code = "".join(path.read_text() for path in files(".py") if "tests" not in path.parts)
    used = set(re.findall(r'"(HOLDSPACE_[A-Z_]+)"', code))
    only_for_tests = {"HOLDSPACE_RECORDINGS"}
    from_files = {f"{name}_FILE" for name in documented}
    assert documented - used == only_for_tests
    assert used - documented - from_files == set()


def test_every_reason_not_to_start_is_documented() -> None:
    page = (ROOT / "docs" / "how-to" / "run-it.md").read_text()
    checks = (ROOT / "holdspace" / "server" / "checks.py").read_text()

    raised = set(re.findall(r'Unsafe\(\s*"(\w+)"', checks))
    documented = set(re.findall(r"^\| ([A-Z]\w+) \|", page, re.MULTILINE))
    assert len(raised) > 10
    assert raised == documented

"""The files of others: pinned, checked by hash, from no named registry, and built once."""

import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import hatch_build  # noqa: E402

LOCK = json.loads((ROOT / "package-lock.json").read_text())
PACKAGE = json.loads((ROOT / "package.json").read_text())
THEIRS = {name: entry for name, entry in LOCK["packages"].items() if name}


def test_the_lock_file_names_no_registry() -> None:
    assert "resolved" not in (ROOT / "package-lock.json").read_text()


@pytest.mark.parametrize("name", sorted(THEIRS))
def test_every_package_is_held_by_its_hash(name: str) -> None:
    assert THEIRS[name]["integrity"].startswith("sha512-")


@pytest.mark.parametrize("kind", ["dependencies", "devDependencies"])
def test_versions_are_exact(kind: str) -> None:
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in PACKAGE[kind].values())


def test_htmx_stays_at_2() -> None:
    assert PACKAGE["dependencies"]["htmx.org"].startswith("2.")


@pytest.mark.parametrize("folder", ["htmx", "uplot", "idb", "atkinson", "newsreader"])
def test_every_package_ships_with_its_licence(folder: str) -> None:
    assert f"{folder}/LICENSE" in hatch_build.FILES


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose files npm seemingly fetched a moment ago."""
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(hatch_build, "run_npm", pretend_to_fetch)
    assert hatch_build.build_vendor(tmp_path)
    return tmp_path


def pretend_to_fetch(folder: Path, *_arguments: str) -> None:
    for source in hatch_build.FILES.values():
        place = folder / "node_modules" / source
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(source)


def test_a_second_build_fetches_nothing(built: Path) -> None:
    assert not hatch_build.build_vendor(built)


def test_a_changed_lock_file_is_built_again(built: Path) -> None:
    (built / "package-lock.json").write_text("{}")

    assert hatch_build.build_vendor(built)


def test_a_file_that_was_tampered_with_is_fetched_again(built: Path) -> None:
    (built / hatch_build.VENDOR / "htmx/htmx.min.js").write_text("something else")

    assert hatch_build.build_vendor(built)


def test_a_file_that_went_missing_is_fetched_again(built: Path) -> None:
    (built / hatch_build.VENDOR / "idb/index.js").unlink()

    assert hatch_build.build_vendor(built)


def test_only_the_listed_files_ship(built: Path) -> None:
    vendor = built / hatch_build.VENDOR
    shipped = {path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file()}

    assert shipped == set(hatch_build.FILES) | {hatch_build.MANIFEST}

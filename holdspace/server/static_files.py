"""Puts the style sheets and scripts in their place: packed once for each version of them."""

from __future__ import annotations

import hashlib
import os
import signal
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from holdspace.server.cannot_start import CannotStart
from holdspace.server.child_process import start_child

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

WEB = Path(__file__).parents[1] / "web"
PACKED_BY = ("django", "django-allauth", "whitenoise", "brotli")
MARK = ".packed-from"
"""In the folder of packed files: what they were packed from. Written last, so that a start which
was broken off packs again."""


def static_folder() -> Path:
    """Where the settings have them, read as they read it."""
    return Path(os.environ.get("HOLDSPACE_STATIC") or Path(os.environ["HOLDSPACE_DATA"]) / "static")


class StaticFiles:
    """One start's: begun beside whatever else takes seconds, and waited for."""

    def __init__(self, manage: list[str], folder: Path) -> None:
        self.mark = folder / MARK
        self.source = _fingerprint()
        self.packing: subprocess.Popen[bytes] | None = None
        if _read(self.mark) != self.source or not (folder / "staticfiles.json").exists():
            self.mark.unlink(missing_ok=True)
            command = [*manage, "collectstatic", "--noinput", "--skip-checks", "-v0"]
            # A start that is refused meanwhile leaves nothing running.
            self.packing = start_child(command, death_signal=signal.SIGKILL)

    def wait(self) -> None:
        """Raises CannotStart when they could not be packed."""
        if self.packing is None:
            return
        if self.packing.wait() != 0:
            raise CannotStart("The style sheets and scripts could not be put in their place.")
        self.mark.write_text(self.source, encoding="ascii")


def _fingerprint() -> str:
    """Changes with each file that is packed, and with what packs them."""
    words = [f"{name} {version(name)}" for name in PACKED_BY]
    for path in sorted(_packed_from()):
        found = path.stat()
        words.append(f"{path.relative_to(WEB)} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _packed_from() -> Iterator[Path]:
    yield from (WEB / "storage.py", WEB / "slim.py")
    for folder, _, names in os.walk(WEB / "static"):
        yield from (Path(folder) / name for name in names)


def _read(mark: Path) -> str:
    try:
        return mark.read_text(encoding="ascii")
    except FileNotFoundError:
        return ""

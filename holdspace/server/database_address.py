"""One database of a running cluster, and how each role reaches it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

SUPERUSER = "postgres"
OWNER_ROLE = "holdspace_owner"
APP_ROLE = "holdspace_app"
DATABASE_NAME = "holdspace"
# What keeps an acknowledged event: on, or nothing starts (`checks.py`).
DURABLE_SETTINGS = ("fsync", "full_page_writes", "synchronous_commit")


@dataclass(frozen=True)
class Database:
    """One database of a running cluster, and how each of the roles reaches it."""

    data_dir: Path
    socket_dir: Path
    name: str = DATABASE_NAME
    postmaster: subprocess.Popen[bytes] | None = field(default=None, compare=False, repr=False)

    def url(self, role: str) -> str:
        """A connection address for `role`, over the socket."""
        return f"postgresql://{role}@/{self.name}?host={quote(str(self.socket_dir), safe='')}"

    @property
    def app_url(self) -> str:
        """For the running site: no DDL, row-level security applies."""
        return self.url(APP_ROLE)

    @property
    def owner_url(self) -> str:
        """For migrations only."""
        return self.url(OWNER_ROLE)

    @property
    def admin_url(self) -> str:
        """For this module's own work on roles and databases."""
        return self.url(SUPERUSER)

    def environment(self) -> dict[str, str]:
        """The settings that point a process at this database."""
        return {
            "HOLDSPACE_DATABASE_URL": self.app_url,
            "HOLDSPACE_OWNER_DATABASE_URL": self.owner_url,
        }

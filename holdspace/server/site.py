"""One site on this machine: its data, keys and addresses, and what its processes are told."""

from __future__ import annotations

import os
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

SECRET_BYTES = 48


@dataclass(frozen=True)
class Site:
    """What `serve` and `demo` were asked to run."""

    data: Path
    port: int
    is_demo: bool = False
    lan_port: int | None = None
    """Where other devices reach it, over TLS; None when only this machine does."""
    hosts: tuple[str, ...] = ()

    @property
    def database_folder(self) -> Path:
        return self.data / "database"

    @property
    def keys_folder(self) -> Path:
        return self.data / "keys"

    @property
    def logs_folder(self) -> Path:
        return self.data / "logs"

    @property
    def url(self) -> str:
        """The address to print: always a name, since passkeys do not work on a bare number."""
        if self.is_demo:
            return f"http://localhost:{self.port}"
        name = self.hosts[0] if self.hosts else socket.gethostname()
        return f"https://{name.lower()}:{self.port}"

    def names(self) -> list[str]:
        """Every name and address somebody may type to get here."""
        if not self.is_demo or self.lan_port is not None:
            names = ["localhost", *lan_addresses(), *self.hosts, socket.gethostname()]
            return list(dict.fromkeys(name.lower() for name in names))
        return ["localhost"]

    def environment(self) -> dict[str, str]:
        """Settings for every process of the site; what the operator set by hand stays."""
        defaults = {
            "DJANGO_SETTINGS_MODULE": "holdspace.settings",
            "HOLDSPACE_DATA": str(self.data.resolve()),
            "HOLDSPACE_HOSTS": ",".join(self.names()),
            "HOLDSPACE_ORIGINS": ",".join(self._origins()),
            "HOLDSPACE_SITE_ADDRESS": self.url,
            "HOLDSPACE_SPOOL": str(self.data.resolve() / "spool"),
            "HOLDSPACE_ANCHOR_FOLDER": str(self.data.resolve() / "anchor"),
            "HOLDSPACE_ANCHOR_KEY_FILE": str(self.keys_folder.resolve() / "anchor_key"),
            "HOLDSPACE_SEALING_KEY_FILE": str(self.keys_folder.resolve() / "sealing_key"),
            "PYTHONUNBUFFERED": "1",
        }
        if "HOLDSPACE_SECRET_KEY" not in os.environ:
            defaults["HOLDSPACE_SECRET_KEY_FILE"] = str(self.keys_folder.resolve() / "secret_key")
        return defaults | dict(os.environ) | {"HOLDSPACE_DEMO": "1" if self.is_demo else ""}

    def _origins(self) -> list[str]:
        plain = [f"http://localhost:{self.port}"] if self.is_demo else []
        tls_port = self.lan_port if self.is_demo else self.port
        return plain + [f"https://{name}:{tls_port}" for name in self.names() if tls_port]


def lan_addresses() -> list[str]:
    """This machine's addresses in its own network, the one it would use first."""
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket sends nothing; it only asks which way one would go.
            probe.connect(("192.0.2.1", 9))
            found.append(str(probe.getsockname()[0]))
        except OSError:
            found = []
    try:
        answers = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except socket.gaierror:
        answers = []
    found += [str(answer[4][0]) for answer in answers]
    return [address for address in dict.fromkeys(found) if not address.startswith("127.")]


def make_keys(site: Site) -> None:
    """Make the site's secrets when it is new.

    Never later: a key that has gone missing from a site with data is for a person to bring back,
    not to replace silently (`checks.py` says so).
    """
    if not site.database_folder.exists():
        make_missing_keys(site)


def make_missing_keys(site: Site) -> None:
    """For a new site, and for one whose keys somebody said are lost for good."""
    site.keys_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in ("secret_key", "anchor_key"):
        path = site.keys_folder / name
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(SECRET_BYTES), encoding="ascii")

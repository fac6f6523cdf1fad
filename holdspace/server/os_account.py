"""Which account of the machine owns the database's files; PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path


class NoUnprivilegedAccount(RuntimeError):
    """Started as root, and this machine has no ordinary account to give the database to."""


@dataclass(frozen=True)
class Account:
    """An account of the machine, with what a child process needs to run as it."""

    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """Whether this process runs as the account already."""
        return self.uid == os.geteuid()


def site_account() -> Account:
    """The account this process runs as."""
    return _named(pwd.getpwuid(os.geteuid()))


def database_account(existing: Path) -> Account:
    """The account for the database's files: ours, or an unprivileged one when we are root.

    `existing` is the data folder: if it is there, its owner stays its owner.
    """
    ours = site_account()
    if ours.uid != 0:
        return ours
    for entry in _candidates(existing):
        if entry.pw_uid != 0:
            return _named(entry)
    raise NoUnprivilegedAccount(
        "Holdspace was started as root, and PostgreSQL refuses to run as root. "
        "Create an account for it (useradd --system holdspace) or start it as an ordinary user."
    )


def _candidates(existing: Path) -> list[pwd.struct_passwd]:
    found = []
    if existing.exists():
        found += _by_uid(existing.stat().st_uid)
    found += _by_name("holdspace")
    if os.environ.get("SUDO_UID", "").isdigit():
        found += _by_uid(int(os.environ["SUDO_UID"]))
    return found + _by_name("postgres") + _by_name("nobody")


def _by_uid(uid: int) -> list[pwd.struct_passwd]:
    try:
        return [pwd.getpwuid(uid)]
    except KeyError:
        return []


def _by_name(name: str) -> list[pwd.struct_passwd]:
    try:
        return [pwd.getpwnam(name)]
    except KeyError:
        return []


def _named(entry: pwd.struct_passwd) -> Account:
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def can_reach(path: Path, account: Account) -> bool:
    """Whether `account` may walk down to `path`: every folder above it lets it through."""
    if account.is_ours:
        return True
    return all(_lets_through(folder, account) for folder in path.resolve().parents)


def _lets_through(folder: Path, account: Account) -> bool:
    status = folder.stat()
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def own_folder(path: Path, account: Account) -> None:
    """Make `path` a folder that only `account` (and root) can open.

    Refuses a folder that belongs to somebody else: in a shared folder like /tmp another user may
    have put it there first.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {os.geteuid(), account.uid}:
        raise PermissionError(f"{path} exists and is not a folder of {account.name}; remove it.")
    if not account.is_ours:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)

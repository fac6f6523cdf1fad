"""`holdspace backup`, `verify` and `restore` on the command line: what each is told, and says."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from holdspace.clinic.last_copy import Copy, remember
from holdspace.server.anchor import FILE_NAME as ANCHOR
from holdspace.server.cannot_start import CannotStart
from holdspace.server.copies.archive import open_archive
from holdspace.server.copies.backup import KEYS, MEGABYTE, Source, back_up
from holdspace.server.copies.restore import Target, restore
from holdspace.server.copies.trial import loaded
from holdspace.server.database import ensure_running, stop
from holdspace.server.running import alone
from holdspace.server.site import make_missing_keys

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from holdspace.server.copies.archive import CheckedArchive
    from holdspace.server.site import Site

SUFFIX = ".holdspace"
"""A tar; a name of its own so that nobody unpacks it over the record."""
LOST = "anchor-of-a-lost-key"
LAST_NAMED = 10


def backup(site: Site, options: argparse.Namespace) -> int:
    """Make a copy while the site runs."""
    key = _key(site)
    if key is None:
        raise CannotStart(
            f"There is no anchor key in {site.keys_folder}: is {site.data} the folder of the "
            "site? Name it with --data."
        )
    now = datetime.now(UTC)
    into = _destination(site, options.into, now)
    with _database(site) as url, _answering():
        source = Source(
            url=url,
            spool=_spool(site),
            anchor=_anchor(site),
            key=key,
            keys=site.keys_folder if options.with_keys else None,
            tls=site.data / "tls" if options.with_keys else None,
        )
        made = back_up(source, into, now, _progress)
    remember(site.data, Copy(made_at=now, size_bytes=made.size, path=str(into)))
    _say(
        f"{into}: {made.contents.logs} sessions, {made.contents.rows:,} rows, "
        f"{made.size / MEGABYTE:,.1f} MB. It is the record of {now:%Y-%m-%d %H:%M} UTC."
    )
    _say(_about_the_keys(site, is_inside=options.with_keys))
    if into.parent.stat().st_dev == site.data.stat().st_dev:
        _say("It lies on the same disk as the record: take it to another one.")
    return 0


def verify(site: Site, options: argparse.Namespace) -> int:
    """Look a copy over; nothing is changed."""
    archive = _open(site, options.archive)
    if options.quick:
        _say(f"{archive.path} is as it was written. What it holds was not looked at.")
        return 0
    site.data.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="holdspace-verify-", dir=site.data))
    folder.chmod(0o711)
    try:
        with loaded(archive, folder, _key(site), _progress, durable=False) as copy:
            made = archive.manifest["made_at"]
            _say(
                f"{archive.path} is whole: made {made}, {copy.chains.sessions} sessions, "
                f"{copy.chains.lines:,} lines worked out again, {copy.contents.rows:,} rows alike."
            )
    finally:
        shutil.rmtree((folder / "database").resolve(), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def restore_copy(site: Site, options: argparse.Namespace) -> int:
    """Put a copy where the site looks for its record."""
    with alone(site), _answering():
        archive = _open(site, options.archive, is_key_needed=not options.keys_are_lost)
        target = Target(
            site=site,
            spool=_spool(site),
            anchor=_anchor(site),
            key=_key(site),
            outside_url=os.environ.get("HOLDSPACE_OWNER_DATABASE_URL"),
        )
        if target.key is None and options.keys_are_lost:
            target = replace(target, anchor=site.data / LOST / ANCHOR)
        done = restore(archive, target, datetime.now(UTC), _progress)
        if options.keys_are_lost:
            make_missing_keys(site)
    _say(
        f"Restored: {done.sessions} sessions, {done.lines:,} lines, {done.contents.rows:,} rows, "
        f"as they stood at {archive.manifest['made_at']}."
    )
    if done.went_further:
        _say(
            f"{len(done.went_further)} sessions had gone on after this copy was made, by the "
            "anchor that is here; what was charted then is not in it. Look for it in the earlier "
            f"record: {', '.join(done.went_further[:LAST_NAMED])}"
        )
    if done.aside is not None:
        _say(f"What was there before lies in {done.aside}. Keep it until you are sure.")
    _say("Start the site now, and look at the last sessions before you chart.")
    return 0


# --- what they stand on ---------------------------------------------------------------------------


def _open(site: Site, path: Path, *, is_key_needed: bool = False) -> CheckedArchive:
    key = _key(site)
    archive = open_archive(path, key, say=_progress)
    if key is None and is_key_needed and not _has_keys(archive):
        raise CannotStart(
            f"There is no anchor key in {site.keys_folder}, so nobody can say whose copy this is. "
            "Bring back the keys folder first. If it is lost for good: --keys-are-lost; then "
            "sealed notes stay closed for ever."
        )
    if key is None:
        _say("There is no anchor key here: whose copy this is was not looked at.")
    return archive


def _has_keys(archive: CheckedArchive) -> bool:
    return any(part.name.startswith(KEYS) for part in archive.parts)


def _destination(site: Site, asked: Path | None, now: datetime) -> Path:
    name = f"record-{now:%Y-%m-%d-%H%M%S}{SUFFIX}"
    if asked is None:
        return (site.data / "copies" / name).resolve()
    return (asked / name if asked.is_dir() else asked).resolve()


@contextmanager
def _database(site: Site) -> Iterator[str]:
    """The record, as a role that sees all of it."""
    if "HOLDSPACE_DATABASE_URL" in os.environ:
        if "HOLDSPACE_BACKUP_DATABASE_URL" not in os.environ:
            raise CannotStart(
                "HOLDSPACE_DATABASE_URL is set. Set HOLDSPACE_BACKUP_DATABASE_URL too: a role that "
                "may read every row (docs/how-to/keep-a-copy.md)."
            )
        yield os.environ["HOLDSPACE_BACKUP_DATABASE_URL"]
        return
    if not site.database_folder.exists():
        raise CannotStart(f"There is no record in {site.data}. Name its folder with --data.")
    with ExitStack() as stack:
        try:
            stack.enter_context(alone(site))
        except CannotStart:
            _progress("the site runs meanwhile")
        database = ensure_running(site.database_folder)
        try:
            yield database.admin_url
        finally:
            if database.postmaster is not None:
                stop(database)


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except psycopg.OperationalError as wrong:
        first = str(wrong).strip().splitlines()[:1]
        raise CannotStart(f"The database does not answer: {' '.join(first)}") from wrong


def _key(site: Site) -> bytes | None:
    path = Path(os.environ.get("HOLDSPACE_ANCHOR_KEY_FILE", site.keys_folder / "anchor_key"))
    return path.read_bytes().strip() if path.is_file() else None


def _anchor(site: Site) -> Path:
    return Path(os.environ.get("HOLDSPACE_ANCHOR_FOLDER", site.data / "anchor")) / ANCHOR


def _spool(site: Site) -> Path:
    return Path(os.environ.get("HOLDSPACE_SPOOL", site.data / "spool"))


def _about_the_keys(site: Site, *, is_inside: bool) -> str:
    if is_inside:
        return (
            "The keys are in it: whoever has this file can read everything, sealed notes too. "
            "Keep it locked away."
        )
    return (
        f"The keys are not in it. Without {site.keys_folder} nobody opens sealed notes again, and "
        "a restore asks for its anchor key: keep a copy of that folder somewhere else, once."
    )


def _progress(text: str) -> None:
    """Written over on a terminal; nothing in a log, where only the end matters."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text[:100]}")
        sys.stderr.flush()


def _say(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()

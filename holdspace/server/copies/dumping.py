"""PostgreSQL's own programs: a dump of one snapshot, and back into an empty database."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from holdspace.server.cannot_start import CannotStart
from holdspace.server.database_address import APP_ROLE
from holdspace.server.os_account import site_account
from holdspace.server.postgres_binaries import programs_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AT_ONCE = 1024 * 1024
# Restoring into an older server than the program's own, it would not know this one.
NOT_KNOWN_EVERYWHERE = b"SET transaction_timeout = 0;"
PREAMBLE_LINES = 40
# Tables are made by their owner here: with these still in force the site's role would be given more
# than it had, the logs to edit among it. The dump brings them back at its end.
WITHOUT_RIGHTS_BY_DEFAULT = (
    f"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {APP_ROLE};\n"
    f"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM {APP_ROLE};\n"
).encode()


class CopyBrokeOff(CannotStart):
    """One of PostgreSQL's programs ended with an error; its own words are the sentence."""


def dump(url: str, snapshot: str | None) -> Iterator[bytes]:
    """All tables as they stand in the snapshot (None: now), in PostgreSQL's own form.

    Raises CopyBrokeOff.
    """
    command = ["pg_dump", "--format=custom", f"--dbname={url}"]
    if snapshot is not None:
        command.append(f"--snapshot={snapshot}")
    with _program(command, takes=False) as process:
        assert process.stdout is not None  # noqa: S101 - asked for
        while chunk := process.stdout.read(AT_ONCE):
            yield chunk


def load(chunks: Iterable[bytes], url: str) -> None:
    """A dump into an empty database of a server of ours. Raises CopyBrokeOff."""
    command = ["pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={url}"]
    with _program(command, takes=True) as process:
        _pour(chunks, process.stdin)


def load_elsewhere(chunks: Iterable[bytes], url: str) -> None:
    """A dump into an empty database of another server, whose tables its owner makes: all or none.

    Raises CopyBrokeOff.
    """
    into = ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    with TemporaryFile() as statements:
        with _program(
            ["pg_restore", "--no-owner", "--file=-"], takes=True, gives=statements
        ) as one:
            _pour(chunks, one.stdin)
        statements.seek(0)
        with _program([*into, "--output=/dev/null", f"--dbname={url}"], takes=True) as other:
            _pour(_for_any_version(statements), other.stdin)


def _for_any_version(statements: IO[bytes]) -> Iterator[bytes]:
    yield WITHOUT_RIGHTS_BY_DEFAULT
    for number, line in enumerate(statements):
        if number > PREAMBLE_LINES or line.rstrip() != NOT_KNOWN_EVERYWHERE:
            yield line


def _pour(chunks: Iterable[bytes], into: IO[bytes] | None) -> None:
    assert into is not None  # noqa: S101 - asked for
    try:
        for chunk in chunks:
            into.write(chunk)
        into.close()
    except BrokenPipeError:
        return  # it ended; why is said by whoever waits for it


@contextmanager
def _program(
    command: list[str], *, takes: bool, gives: IO[bytes] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    program = programs_for(site_account()) / command[0]
    with TemporaryFile() as words:
        process = subprocess.Popen(
            [str(program), *command[1:]],
            stdin=subprocess.PIPE if takes else subprocess.DEVNULL,
            stdout=gives or (subprocess.DEVNULL if takes else subprocess.PIPE),
            stderr=words,
        )
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            for stream in (process.stdin, process.stdout):
                if stream is not None and not stream.closed:
                    stream.close()
            process.wait()
        if process.returncode != 0:
            words.seek(0)
            raise CopyBrokeOff(f"{command[0]} ended with an error: {_first_line(words.read())}")


def _first_line(words: bytes) -> str:
    """No more: PostgreSQL quotes the row it stumbled over below the first line."""
    lines = words.decode(errors="replace").strip().splitlines()
    return lines[0] if lines else "it said nothing"

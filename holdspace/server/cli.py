"""The `holdspace` command."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from holdspace.server.cannot_start import CannotStart
from holdspace.server.site import Site, make_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEFAULT_PORT = 8321
# Django's commands that change tables; every other runs as the site itself does.
AS_OWNER = {"migrate", "makemigrations", "flush", "sqlmigrate", "dbshell"}


class Command(Protocol):
    """A part of Holdspace with a command line of its own."""

    def __call__(self, arguments: list[str]) -> int: ...


def main(arguments: list[str] | None = None) -> int:
    """Run one command: 0 done, 1 something is in the way, 2 unsafe or misspelt."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    words = sys.argv[1:] if arguments is None else arguments
    # Those that come after one of these words belong to the command, options and all.
    if words and words[0] in PASSED_ON:
        return PASSED_ON[words[0]](words[1:])
    options = _parser().parse_args(words)
    try:
        return int(options.run(options))
    except CannotStart as refusal:
        sys.stderr.write(f"{refusal}\n")
        return refusal.exit_code
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="holdspace", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_serve(commands.add_parser("serve", help="run the site for a clinic, over TLS"))
    _add_demo(commands.add_parser("demo", help="run a clinic of made-up people"))
    migrate = commands.add_parser("migrate", help="bring the tables to this version")
    migrate.set_defaults(run=lambda _: _manage(["migrate"]))
    check = commands.add_parser("check", help="say what would keep the site from starting")
    check.set_defaults(run=_check)
    _add_prove(commands.add_parser("prove", help="run the crash tests on this machine"))
    _add_backup(commands.add_parser("backup", help="make a copy of the record while it runs"))
    _add_verify(commands.add_parser("verify", help="look a COPY over, to its last row"))
    _add_restore(commands.add_parser("restore", help="put a COPY where the record lies"))
    for name, text in (
        ("replay", "print what the rules decide at each moment of a scenario FILE"),
        ("feed", "play a recorded vital-signs FILE to the gateway"),
        ("simulate", "be a bedside monitor that speaks to the gateway"),
        ("kinetics", "print or draw the predicted course of a regimen"),
        ("manage", "run one of Django's commands"),
    ):
        commands.add_parser(name, help=text, add_help=False)
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    _add_where(parser, data="var")
    parser.add_argument("--host", action="append", default=[], help="a name it is reached by")
    parser.add_argument("--certificate", type=Path, help="your own certificate, in PEM")
    parser.add_argument("--key", type=Path, help="its key")
    parser.set_defaults(run=_serve)


def _add_demo(parser: argparse.ArgumentParser) -> None:
    _add_where(parser, data="var/demo")
    parser.add_argument(
        "--lan",
        type=int,
        metavar="PORT",
        help="let other devices in too, over TLS; its passwords are known to everybody",
    )
    parser.set_defaults(run=_demo)


def _add_prove(parser: argparse.ArgumentParser) -> None:
    _add_data(parser, data="var")
    parser.add_argument("--long", action="store_true", help="the release sizes: more than an hour")
    parser.add_argument(
        "--controls", action="store_true", help="break each promise on purpose: is it noticed?"
    )
    parser.add_argument("--only", default="", metavar="R1,R2", help="these promises alone")
    parser.add_argument("--seed", type=int, help="the day of an earlier report once more")
    parser.set_defaults(run=_prove)


def _add_backup(parser: argparse.ArgumentParser) -> None:
    _add_data(parser, data="var")
    parser.add_argument(
        "into", type=Path, nargs="?", metavar="INTO", help="a folder or a new file; best elsewhere"
    )
    parser.add_argument("--with-keys", action="store_true", help="put the keys into it too")
    parser.set_defaults(run=_copies("backup"))


def _add_verify(parser: argparse.ArgumentParser) -> None:
    _add_data(parser, data="var")
    parser.add_argument("archive", type=Path, metavar="COPY")
    parser.add_argument("--quick", action="store_true", help="its checksums only")
    parser.set_defaults(run=_copies("verify"))


def _add_restore(parser: argparse.ArgumentParser) -> None:
    _add_data(parser, data="var")
    parser.add_argument("archive", type=Path, metavar="COPY")
    parser.add_argument(
        "--keys-are-lost", action="store_true", help="go on with new keys: sealed notes stay closed"
    )
    parser.set_defaults(run=_copies("restore_copy"))


def _add_where(parser: argparse.ArgumentParser, *, data: str) -> None:
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    _add_data(parser, data=data)


def _add_data(parser: argparse.ArgumentParser, *, data: str) -> None:
    parser.add_argument(
        "--data", type=Path, default=Path(os.environ.get("HOLDSPACE_DATA", data)), metavar="FOLDER"
    )


# Each command imports what it needs when it runs: `replay` must work without Django or a database.


def _serve(options: argparse.Namespace) -> int:
    from holdspace.server.serve import serve

    if (options.certificate is None) != (options.key is None):
        raise CannotStart("Give --certificate and --key together.")
    site = Site(data=options.data, port=options.port, hosts=tuple(options.host))
    return serve(site, certificate=options.certificate, key=options.key)


def _demo(options: argparse.Namespace) -> int:
    from holdspace.server.serve import demo

    return demo(Site(options.data, options.port, is_demo=True, lan_port=options.lan))


def _prove(options: argparse.Namespace) -> int:
    from holdspace.server.prove import Wish, prove

    only = tuple(word.strip().upper() for word in options.only.split(",") if word.strip())
    return prove(
        Wish(
            data=options.data, is_long=options.long, only=only, seed=options.seed,
            controls=options.controls,
        )
    )  # fmt: skip


def _copies(what: str) -> Callable[[argparse.Namespace], int]:
    def run(options: argparse.Namespace) -> int:
        command = import_module("holdspace.server.copies.command")
        done: int = getattr(command, what)(Site(data=options.data, port=DEFAULT_PORT), options)
        return done

    return run


def _check(options: argparse.Namespace) -> int:
    from holdspace.server.checks import SiteSettings, unsafe_database, unsafe_settings
    from holdspace.server.running import refuse_if_any
    from holdspace.server.sealing import unsafe_sealing

    del options
    with _database():
        app_url = os.environ["HOLDSPACE_DATABASE_URL"]
        findings = [
            *unsafe_settings(SiteSettings.of_environment(os.environ)),
            *unsafe_database(app_url, datetime.now(UTC)),
            *unsafe_sealing(Path(os.environ["HOLDSPACE_SEALING_KEY_FILE"]), app_url),
        ]
    refuse_if_any(findings)
    sys.stdout.write("Nothing unsafe was found.\n")
    return 0


def _manage(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    with _database():
        if arguments[:1] and arguments[0] in AS_OWNER:
            owner_url = os.environ.get("HOLDSPACE_OWNER_DATABASE_URL")
            os.environ["HOLDSPACE_DATABASE_URL"] = owner_url or os.environ["HOLDSPACE_DATABASE_URL"]
        if arguments[:1] == ["migrate"]:
            _refuse_unknown_tables()
        execute_from_command_line(["holdspace manage", *arguments])
    return 0


def _refuse_unknown_tables() -> None:
    from holdspace.server.known_tables import unknown_tables
    from holdspace.server.running import refuse_if_any

    refuse_if_any(list(unknown_tables(os.environ["HOLDSPACE_DATABASE_URL"], _own_site())))


@contextmanager
def _database() -> Iterator[None]:
    """The environment of the site, with its database running; as it was found afterwards."""
    from holdspace.server.database import ensure_running, stop

    site = _own_site()
    outside = "HOLDSPACE_DATABASE_URL" in os.environ
    if not outside:
        make_keys(site)
    os.environ.update(site.environment())
    if outside:
        yield
        return
    database = ensure_running(site.database_folder)
    os.environ.update(database.environment())
    try:
        yield
    finally:
        if database.postmaster is not None:
            stop(database)


def _own_site() -> Site:
    """The one that the environment names."""
    data = Path(os.environ.get("HOLDSPACE_DATA", "var"))
    return Site(data, DEFAULT_PORT, is_demo=bool(os.environ.get("HOLDSPACE_DEMO")))


def _module(name: str) -> Callable[[list[str]], int]:
    def run(arguments: list[str]) -> int:
        command: Command = import_module(name).main
        return command(arguments)

    return run


PASSED_ON: dict[str, Callable[[list[str]], int]] = {
    "manage": _manage,
    "replay": _module("holdspace.replay"),
    "feed": _module("holdspace.server.feed"),
    "simulate": _module("holdspace.server.simulator"),
    "kinetics": _module("holdspace.server.kinetics"),
}

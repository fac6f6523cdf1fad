"""`holdspace prove`: the crash tests of the program, on the clinic's own machine.

Everything runs in a scratch folder beside the clinic's data, with made-up people. The clinic's own
database is not touched, and the site may go on meanwhile.
"""

from __future__ import annotations

import logging
import secrets
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from holdspace.server.cannot_start import CannotStart
from holdspace.server.proving import (
    busy,
    copied,
    database_killed,
    full_disk,
    many_sessions,
    monitored,
    rough_day,
    silent,
    whole_house,
)
from holdspace.server.proving.controls import CONTROLS
from holdspace.server.proving.place import Place, running_place, scratch_folder
from holdspace.server.proving.proof import Seen, Verdict, Work
from holdspace.server.proving.report import keep, text_of, this_machine
from holdspace.server.proving.stopping import heeding_ctrl_c

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from holdspace.server.proving.controls import Control
    from holdspace.server.proving.stopping import Stop

BROKEN_EXIT, STOPPED_EXIT = 1, 130
NOT_JUDGED = "a point from which nothing could be laid beside the record"


@dataclass(frozen=True)
class Proof:
    """One run, for one or more promises, at its two sizes."""

    promises: tuple[str, ...]
    gate: Callable[[Work], list[Seen]]
    long: Callable[[Work], list[Seen]]


PROOFS = (
    Proof(
        ("R1", "R2"),
        lambda work: rough_day.prove_kills_and_cuts(
            work, kills=rough_day.GATE_KILLS, cuts=rough_day.GATE_CUTS
        ),
        lambda work: rough_day.prove_kills_and_cuts(
            work, kills=rough_day.LONG_KILLS, cuts=rough_day.LONG_CUTS
        ),
    ),
    Proof(
        ("R3",),
        lambda work: database_killed.prove_database_kills(work, kills=database_killed.GATE_KILLS),
        lambda work: database_killed.prove_database_kills(work, kills=database_killed.LONG_KILLS),
    ),
    Proof(
        ("R10",),
        lambda work: silent.prove_silence(work, rounds=1),
        lambda work: silent.prove_silence(work, rounds=10),
    ),
    Proof(
        ("R13",),
        lambda work: monitored.prove_all_stored(work, seconds=monitored.GATE_SECONDS),
        lambda work: monitored.prove_all_stored(work, seconds=monitored.LONG_SECONDS),
    ),
    Proof(
        ("R14",),
        lambda work: monitored.prove_kills_around(work, kills=monitored.GATE_KILLS),
        lambda work: monitored.prove_kills_around(work, kills=monitored.LONG_KILLS),
    ),
    Proof(
        ("R15",),
        lambda work: full_disk.prove_full_disk(work.seed),
        lambda work: full_disk.prove_full_disk(work.seed),
    ),
    Proof(
        ("R16", "R24"),
        lambda work: busy.prove_many_writers(work, entries=busy.GATE_ENTRIES),
        lambda work: busy.prove_many_writers(work, entries=busy.LONG_ENTRIES),
    ),
    Proof(
        ("R19",),
        lambda work: copied.prove_copies(work, copies=copied.GATE_COPIES),
        lambda work: copied.prove_copies(work, copies=copied.LONG_COPIES),
    ),
    Proof(
        ("R20",),
        lambda work: copied.prove_restore(work, spoilt=copied.GATE_SPOILT),
        lambda work: [
            *copied.prove_restore(work, spoilt=copied.LONG_SPOILT),
            *many_sessions.prove_many_put_back(work, sessions=many_sessions.LONG_SESSIONS),
        ],
    ),
    Proof(
        ("R25",),
        lambda work: whole_house.prove_whole_house(work, day=whole_house.GATE_DAY),
        lambda work: whole_house.prove_whole_house(work, day=whole_house.LONG_DAY),
    ),
)


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line."""

    data: Path
    is_long: bool = False
    only: tuple[str, ...] = ()
    seed: int | None = None
    controls: bool = False

    @property
    def size(self) -> str:
        if self.controls:
            return "control"
        return "release" if self.is_long else "gate"


def prove(wish: Wish) -> int:
    """Run what was asked for, print the report, keep it.

    0: all kept; 1: a promise was broken; 130: nothing was, and somebody stopped it.
    """
    # What is killed on purpose need not be reported as a mishap.
    logging.getLogger("holdspace").setLevel(logging.ERROR)
    chosen = _chosen(wish)
    begun = datetime.now(UTC)
    with (
        heeding_ctrl_c(_say) as stop,
        scratch_folder(wish.data) as folder,
        running_place(Place(folder)) as place,
    ):
        machine = this_machine(place.environment["HOLDSPACE_DATABASE_URL"])
        seen, not_begun = _run_all(chosen, place, wish, stop)
    _say("")
    report = text_of(
        [one for one in seen if not wish.only or one.promise in wish.only], machine,
        begun=begun, ended=datetime.now(UTC), size=wish.size,
        not_begun=[one for one in not_begun if not wish.only or one in wish.only],
    )  # fmt: skip
    kept = keep(report, wish.data / "proofs", begun)
    sys.stdout.write(f"\n{report}\nKept in {kept}\n")
    return exit_code(seen, not_begun)


def exit_code(seen: Sequence[Seen], not_begun: Sequence[str]) -> int:
    """Broken comes before stopped: it is true however far the rest went."""
    verdicts = {one.verdict for one in seen}
    if Verdict.BROKEN in verdicts:
        return BROKEN_EXIT
    return STOPPED_EXIT if not_begun or Verdict.STOPPED in verdicts else 0


def _run_all(
    chosen: Sequence[Proof], place: Place, wish: Wish, stop: Stop
) -> tuple[list[Seen], list[str]]:
    """What was seen, and the promises whose turn did not come because somebody stopped it."""
    seen, not_begun = list[Seen](), list[str]()
    for proof in chosen:
        if stop.is_asked():
            not_begun += proof.promises
        else:
            stop.is_proving = True
            seen += _run(proof, place, wish, stop)
            stop.is_proving = False
    return seen, not_begun


def _control(control: Control) -> Proof:
    def run(work: Work) -> list[Seen]:
        return [control.run(work)]

    return Proof((control.promise,), run, run)


def _run(proof: Proof, place: Place, wish: Wish, stop: Stop) -> list[Seen]:
    name = ", ".join(proof.promises)
    work = Work(
        place, wish.seed or secrets.randbits(32), lambda text: _say(f"{name}: {text}"),
        stop.is_asked,
    )  # fmt: skip
    work.say(f"begins, seed {work.seed}")
    says = "The proof comes to its end"
    try:
        return (proof.long if wish.is_long else proof.gate)(work)
    except KeyboardInterrupt:
        return [Seen(one, says, "", "", work.seed, stopped=NOT_JUDGED) for one in proof.promises]
    except Exception as wrong:  # noqa: BLE001 - said in the report
        # A site that never comes back has kept nothing. What other proofs saw, hours before
        # perhaps, is told whatever went wrong here.
        why = f"it broke off: {str(wrong) or 'nothing came for too long'} ({type(wrong).__name__})"
        return [Seen(one, says, "", "no end", work.seed, [why]) for one in proof.promises]


def _chosen(wish: Wish) -> list[Proof]:
    proofs = [_control(one) for one in CONTROLS] if wish.controls else list(PROOFS)
    known = {promise for proof in proofs for promise in proof.promises}
    only = wish.only
    strange = [promise for promise in only if promise not in known]
    if strange:
        raise CannotStart(
            f"There is no proof of {', '.join(strange)} here. There is: {', '.join(sorted(known))}."
        )
    return [proof for proof in proofs if not only or set(proof.promises) & set(only)]


def _say(text: str) -> None:
    """One line that is written over on a terminal; line after line in a file."""
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\033[K{text[:100]}")
    else:
        sys.stdout.write(f"{text}\n")
    sys.stdout.flush()

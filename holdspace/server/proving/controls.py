"""Negative controls: the same proofs on page servers that break the promise; each must notice.

A proof that cannot fail proves nothing. This runs with `holdspace prove --controls`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.server.proving import broken, broken_gateway, spoiling
from holdspace.server.proving.busy import prove_many_writers
from holdspace.server.proving.copied import prove_copies, prove_restore
from holdspace.server.proving.full_disk import prove_full_disk
from holdspace.server.proving.monitored import prove_all_stored, prove_kills_around
from holdspace.server.proving.proof import Seen, Work
from holdspace.server.proving.rough_day import prove_kills_and_cuts
from holdspace.server.proving.silent import prove_silence
from holdspace.server.proving.whole_house import SHORT_DAY, prove_whole_house

if TYPE_CHECKING:
    from collections.abc import Callable


CANNOT_FAIL = "the proof cannot fail, so it proves nothing"


@dataclass(frozen=True)
class Control:
    """One promise broken on purpose, and the run that must see it."""

    promise: str
    broken: Callable[..., object]
    prove: Callable[[Work], list[Seen]]
    by: str = ""
    """Words of the complaint that counts: a busy machine may break something else meanwhile."""
    is_elsewhere: bool = False
    """It breaks what it needs itself: the page servers are honest."""

    def run(self, work: Work) -> Seen:
        """Kept when the proof said that the promise was broken."""
        if self.is_elsewhere:
            found = self.prove(work)
        else:
            with work.place.served_by((broken.HERE, self.broken.__name__)):
                found = self.prove(work)
        seen = next(one for one in found if one.promise == self.promise)
        noticed = [one for one in seen.complaints if self.by in one]
        what = (self.broken.__doc__ or "").strip().rstrip(".")
        return Seen(
            promise=self.promise,
            says=f"A broken site is noticed. It {what[0].lower()}{what[1:]}",
            size=seen.size,
            seen=noticed[0] if noticed else "nothing was noticed",
            seed=work.seed,
            complaints=[] if noticed or seen.stopped else [CANNOT_FAIL],
            could_not_run=seen.could_not_run,
            stopped="" if noticed else seen.stopped,
        )


CONTROLS = (
    Control("R10", broken.hides_silence, lambda work: prove_silence(work, rounds=1)),
    Control(
        "R1",
        broken.acknowledges_before_commit,
        lambda work: prove_kills_and_cuts(work, kills=3, cuts=0),
    ),
    Control(
        "R2",
        broken.invents_ids,
        lambda work: prove_kills_and_cuts(work, kills=0, cuts=20),
    ),
    Control(
        "R15",
        broken.says_yes_to_errors,
        lambda work: prove_full_disk(work.seed, broken.page_server(broken.says_yes_to_errors)),
        is_elsewhere=True,
    ),
    Control(
        "R25",
        broken.keeps_every_answer,
        lambda work: prove_whole_house(work, day=SHORT_DAY),
        by="grew by",
    ),
    Control("R16", broken.lets_writers_collide, lambda work: prove_many_writers(work, entries=10)),
    Control("R24", broken.lets_writers_collide, lambda work: prove_many_writers(work, entries=10)),
    Control(
        "R13",
        broken_gateway.drops_one_in_fifty,
        lambda work: prove_all_stored(
            work, seconds=20, gateway=broken_gateway.gateway(broken_gateway.drops_one_in_fifty)
        ),
        is_elsewhere=True,
    ),
    Control(
        "R14",
        broken_gateway.acknowledges_before_it_spools,
        lambda work: prove_kills_around(
            work,
            kills=3,
            gateway=broken_gateway.gateway(broken_gateway.acknowledges_before_it_spools),
        ),
        is_elsewhere=True,
    ),
    Control(
        "R19",
        spoiling.copies_a_later_moment,
        lambda work: prove_copies(work, copies=1, making=spoiling.copies_a_later_moment),
        is_elsewhere=True,
    ),
    Control(
        "R20",
        spoiling.opens_without_looking,
        lambda work: prove_restore(work, spoilt=20, opening=spoiling.opens_without_looking),
        is_elsewhere=True,
    ),
)

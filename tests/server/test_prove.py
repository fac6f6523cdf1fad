"""`holdspace prove`: what its report says and how it ends. The proofs run in tests/faults."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from holdspace.server import cli
from holdspace.server.prove import exit_code
from holdspace.server.proving.broken import keeps_every_answer
from holdspace.server.proving.controls import CONTROLS, Control
from holdspace.server.proving.proof import Seen, Work, time_left
from holdspace.server.proving.report import Machine, keep, text_of
from holdspace.server.proving.whole_house import at_the_end, grown, in_the_middle, together

BEGUN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MACHINE = Machine("0.1.0", "18.4", "3.11.7", "Linux x86_64", 2)
KEPT = Seen("R1", "Nothing is lost", "50 kills", "9 acknowledged, 0 lost", 7)
BROKEN = Seen("R2", "Nothing is doubled", "3 cuts", "1 doubled", 7, ["1 stored twice: it"])
NOT_RUN = Seen("R15", "A full disk", "800 MB", "", 7, could_not_run="Linux only.")
STOPPED = Seen(
    "R1", "Nothing is lost", "340 kills", "9 acknowledged, 0 lost", 7,
    stopped="340 of 1,000 kills",
)  # fmt: skip


def report_of(*seen: Seen, not_begun: tuple[str, ...] = ()) -> str:
    ended = BEGUN + timedelta(seconds=90)
    return text_of(
        seen, MACHINE, begun=BEGUN, ended=ended, size="gate", not_begun=not_begun
    )  # fmt: skip


def test_the_report_says_when_where_how_hard_and_what_was_seen() -> None:
    text = report_of(KEPT)

    assert "2026-03-02 09:00 UTC, gate size" in text
    assert "Holdspace 0.1.0, PostgreSQL 18.4, Python 3.11.7" in text
    assert "In 90 s" in text
    assert "R1   kept: Nothing is lost\n     50 kills; 9 acknowledged, 0 lost; seed 7" in text
    assert text.endswith("Every promise that was tried was kept on this machine.\n")


def test_a_broken_promise_is_loud_and_says_what_not_to_do() -> None:
    text = report_of(KEPT, BROKEN, NOT_RUN)

    assert "R2   BROKEN: Nothing is doubled" in text
    assert "! 1 stored twice: it" in text
    assert "NOT KEPT on this machine: R2. Do not run a session on it" in text


def test_what_was_not_run_is_not_called_kept() -> None:
    text = report_of(KEPT, NOT_RUN)

    assert "R15  not run here: A full disk\n     Linux only." in text
    assert text.endswith("Nothing was broken. Not run here, so not proven: R15.\n")


def test_what_was_stopped_by_hand_is_not_called_kept_and_says_how_far_it_was() -> None:
    text = report_of(STOPPED, not_begun=("R3", "R10"))

    assert "R1   stopped: Nothing is lost\n     340 kills; 9 acknowledged, 0 lost; seed 7" in text
    assert "\n     stopped by hand at 340 of 1,000 kills\n" in text
    assert text.endswith(
        "Nothing was broken. Stopped by hand, so tried only as far as is said: R1. "
        "Stopped by hand, so not tried: R3, R10.\n"
    )


def test_where_nothing_was_tried_nothing_is_said_to_be_whole() -> None:
    assert report_of(not_begun=("R1",)).endswith("\n\n\nStopped by hand, so not tried: R1.\n")


def test_what_broke_before_it_was_stopped_is_broken() -> None:
    broken = replace(STOPPED, complaints=["1 acknowledged and lost"])

    assert "R1   BROKEN: Nothing is lost" in report_of(broken)
    assert "Nothing was broken" not in report_of(broken, not_begun=("R3",))


@pytest.mark.parametrize(
    ("seen", "not_begun", "code"),
    [
        ([KEPT, NOT_RUN], [], 0),
        ([KEPT, STOPPED], [], 130),
        ([KEPT], ["R3"], 130),
        ([BROKEN, STOPPED], ["R3"], 1),
    ],
)
def test_only_what_came_to_its_end_unbroken_ends_with_nought(seen, not_begun, code) -> None:
    assert exit_code(seen, not_begun) == code


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (0.019, ""),
        (0.02, "about 49 min to go"),
        (0.5, "about 1 min to go"),
        (0.6, "less than a minute to go"),
        (1.0, ""),
    ],
)
def test_how_long_it_will_take_is_said_once_there_is_something_to_say_it_from(share, says) -> None:
    assert time_left(share, 60.0) == says


@pytest.mark.parametrize(
    ("weight", "says"),
    [
        (104.9, []),
        (105.0, []),
        (105.1, ["web-1 grew by 5.1% from one shift to the next"]),
    ],
)
def test_a_process_may_grow_by_a_twentieth_from_one_shift_to_the_next(weight, says) -> None:
    before, after = {"web-1": 100.0, "web-2": 90.0}, {"web-1": weight, "web-2": 80.0}

    assert grown(before, after, "from one shift to the next") == says


def test_page_servers_are_weighed_as_one_whichever_of_them_holds_a_room() -> None:
    before, after = {"web-1": 250.0, "web-2": 150.0}, {"web-1": 150.0, "web-2": 250.0}

    assert grown(together(before), together(after), "from one shift to the next") == []
    assert grown(together(before), {**together(after), "clock": 9.0}, "") == []
    grew = grown(together(before), together({"web-1": 171.0, "web-2": 250.0}), "since")
    assert grew == ["the page servers grew by 5.2% since"]


def test_a_shift_is_weighed_towards_its_end_and_a_gateway_in_its_middle_too() -> None:
    weights = {"gateway": [10.0] * 3 + [50.0, 51.0, 52.0] + [60.0] + [100.0, 101.0, 102.0]}

    assert at_the_end(weights) == {"gateway": 101.0}
    assert in_the_middle(weights) == {"gateway": 51.0}


def test_each_report_is_kept_under_its_date(tmp_path) -> None:
    path = keep(report_of(KEPT), tmp_path / "proofs", BEGUN)

    assert path.name == "proof-2026-03-02-090000.txt"
    assert path.read_text() == report_of(KEPT)


def test_a_promise_that_nobody_proves_is_refused_before_anything_starts(tmp_path, capsys) -> None:
    code = cli.main(["prove", "--only", "R1,R99", "--data", str(tmp_path / "data")])

    assert code == 1
    assert "There is no proof of R99 here" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("complaints", "stopped", "verdict"),
    [
        (["lost"], "", "kept"),
        ([], "", "BROKEN"),
        ([], "1 of 3 kills", "stopped"),
        (["lost"], "1 of 3 kills", "kept"),
    ],
)
def test_a_control_is_kept_when_the_broken_site_was_noticed(complaints, stopped, verdict) -> None:
    elsewhere = next(one for one in CONTROLS if one.is_elsewhere)
    found = Seen(elsewhere.promise, "", "", "", 7, complaints, stopped=stopped)
    control = type(elsewhere)(
        elsewhere.promise, elsewhere.broken, lambda _: [found], is_elsewhere=True
    )

    seen = control.run(Work(None, 7, print))

    assert seen.verdict == verdict
    assert seen.says == "A broken site is noticed. It says yes whatever the database said"


@pytest.mark.parametrize(
    ("complaint", "verdict"), [("web-1 grew by 9.0%", "kept"), ("a phone got no answer", "BROKEN")]
)
def test_a_control_that_broke_for_another_reason_was_not_noticed(complaint, verdict) -> None:
    found = Seen("R25", "", "", "", 7, [complaint])
    control = Control("R25", keeps_every_answer, lambda _: [found], by="grew by", is_elsewhere=True)

    assert control.run(Work(None, 7, print)).verdict == verdict

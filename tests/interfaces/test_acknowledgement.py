"""A sender gets one answer in the original mode, and in the enhanced mode those it asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from holdspace.interfaces.hl7v2.acknowledgement import acknowledgement, addressee_in, codes_for
from holdspace.interfaces.hl7v2.er7 import parse
from holdspace.interfaces.hl7v2.mllp import framed
from holdspace.interfaces.hl7v2.sender import NOT_NOW
from holdspace.interfaces.monitors.committer import Committer
from holdspace.interfaces.monitors.listener import Listener
from holdspace.interfaces.monitors.spool import Spool, SpoolBounds
from tests.interfaces.messages import HEART_RATE, PER_MINUTE, obx
from tests.interfaces.talking import answers_over_a_socket

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2025, 6, 1, 12, 0, 0, 250_000, tzinfo=UTC)
CONDITIONS = ("AL", "NE", "ER", "SU", "")
HEAD = "MSH|^~\\&|BEDSIDE|ROOM 1|||20250601120000||ORU^R01|{name}|P|2.6|||{commit}|{application}\r"
OBSERVED = obx(HEART_RATE, "72", PER_MINUTE)
OTHER_KIND = HEAD.replace("ORU^R01", "ADT^A01")


def message(head: str, observed: str, commit: str, application: str) -> bytes:
    name = f"{commit}.{application}"
    return f"{head.format(name=name, commit=commit, application=application)}{observed}\r".encode()


def expected(commit: str, application: str, *, outcome: str, held: str) -> list[str]:
    """The table of HL7 2.9: what is answered to a message of each outcome."""
    if (commit, application) == ("", ""):
        return [outcome]
    kept = {"AL", "SU"} if outcome == "AA" else {"AL", "ER"}
    return [held] * (commit in kept) + [outcome] * (application in kept)


@pytest.mark.parametrize(
    ("head", "observed", "outcome", "held"),
    [
        (HEAD, OBSERVED, "AA", "CA"),
        (HEAD, "NTE|1||nothing was measured", "AE", "CE"),
        (OTHER_KIND, OBSERVED, "AR", "CR"),
        (HEAD.replace("|2.6|", "|3.0|"), OBSERVED, "AR", "CR"),
    ],
    ids=["taken", "wrong", "another kind", "another version"],
)
def test_every_condition_is_answered_over_the_socket_as_the_table_says(
    head: str, observed: str, outcome: str, held: str, tmp_path: Path
) -> None:
    asked = [(commit, application) for commit in CONDITIONS for application in CONDITIONS]
    stream = b"".join(framed(message(head, observed, *both)) for both in asked)

    answers = answers_over_a_socket(Listener(Committer(Spool(tmp_path))), stream)

    wanted = [
        (code, f"{commit}.{application}")
        for commit, application in asked
        for code in expected(commit, application, outcome=outcome, held=held)
    ]
    assert [(answer.code, answer.control_id) for answer in answers] == wanted
    assert all(answer.text for answer in answers)


def test_a_full_spool_says_not_now_in_both_modes(tmp_path: Path) -> None:
    full = Spool(tmp_path, SpoolBounds(most_bytes=0))
    stream = b"".join(
        framed(message(HEAD, OBSERVED, *both)) for both in [("", ""), ("AL", "AL"), ("NE", "NE")]
    )

    answers = answers_over_a_socket(Listener(Committer(full)), stream)

    assert [answer.code for answer in answers] == ["AR", "CE", "AR"]
    assert all(NOT_NOW in answer.text for answer in answers)


def test_an_answer_names_the_message_the_sender_and_the_code_of_what_is_wrong() -> None:
    to = addressee_in(message(OTHER_KIND, OBSERVED, "AL", "NE"))

    answer = parse(
        acknowledgement(to, "CR", "ADT^A01 is not taken | here", now=NOW, problem="200").decode()
    )

    assert answer.kind == "ACK^R01"
    assert answer.control_id == "20250601120000.250CR"
    assert [answer.header.component(field) for field in (5, 6, 11, 12, 15, 16, 18)] == [
        "BEDSIDE", "ROOM 1", "P", "2.6", "NE", "NE", "UNICODE UTF-8",
    ]  # fmt: skip
    said, problem = next(answer.named("MSA")), next(answer.named("ERR"))
    assert [said.component(field) for field in (1, 2, 3)] == [
        "CR", "AL.NE", "ADT^A01 is not taken | here",
    ]  # fmt: skip
    assert (problem.component(3), problem.component(4)) == ("200", "E")


def test_a_condition_nobody_knows_is_answered_rather_once_too_often() -> None:
    to = addressee_in(message(HEAD, OBSERVED, "??", ""))

    assert codes_for(to, "AA") == ("CA",)

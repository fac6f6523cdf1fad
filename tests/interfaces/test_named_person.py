"""Whether whom a message names may be the person in the room: what is not said says nothing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from holdspace.interfaces.hl7v2.er7 import parse
from holdspace.interfaces.monitors.named_person import named_in, our_person, what_differs

NUMBER = "3f2b6c1e-0000-4000-8000-000000000001"
ANOTHER = "3f2b6c1e-0000-4000-8000-000000000002"
MARA = our_person(
    number=NUMBER,
    family="Müller-Keller",
    given=("Mara Luise", "Mali"),
    born_on=date(1988, 3, 4),
)


def differs(pid: str) -> tuple[str, ...]:
    message = parse(f"MSH|^~\\&|A||||||ORU^R01|1|P|2.6\rPID|||{pid}\r")
    return what_differs(named_in(message), MARA)


@pytest.mark.parametrize(
    "pid",
    [
        "",
        "10006",
        "||^^^^^^L",
        "||Unknown",
        "||^||00000000",
        "||^||1988",
        "||MUELLER-KELLER^MARA||19880304",
        "||Keller^M",
        "||Mara^Müller",
        "||mali",
        "||Müller^Mara",
        "||Keller^Mali^Luise||198803041200",
        f"{NUMBER}^^^Clinic^PI",
    ],
)
def test_the_same_person_and_nobody_at_all_differ_in_nothing(pid: str) -> None:
    assert differs(pid) == ()


@pytest.mark.parametrize(
    ("pid", "what"),
    [
        ("||Weber^Theo", ("the name",)),
        ("||test", ("the name",)),
        ("||Keller^Theo", ("the name",)),
        ("||Weber^Mara", ("the name",)),
        ("||Keller^Mara||19880305", ("the date of birth",)),
        ("||||19700101", ("the date of birth",)),
        ("||Weber^Theo||19700101", ("the name", "the date of birth")),
        (f"{ANOTHER}||Keller^Mara", ("the number",)),
    ],
)
def test_another_person_differs_in_what_is_said(pid: str, what: tuple[str, ...]) -> None:
    assert differs(pid) == what


def test_a_digest_tells_names_apart_and_gives_none_away() -> None:
    session, later = UUID(int=1), UUID(int=2)
    weber = named_in(parse("MSH|^~\\&|A||||||ORU^R01|1|P|2.6\rPID|||||Weber^Theo\r"))
    again = named_in(parse("MSH|^~\\&|A||||||ORU^R01|2|P|2.6\rPID|||7||WEBER^THEO\r"))
    other = named_in(parse("MSH|^~\\&|A||||||ORU^R01|1|P|2.6\rPID|||||Weber^Thea\r"))

    assert weber.digest(session) == again.digest(session)
    assert len({weber.digest(session), other.digest(session), weber.digest(later)}) == 3
    assert "weber" not in weber.digest(session)

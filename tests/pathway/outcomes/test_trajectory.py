"""The page of one person over time, and the clinic view: what they say, and what they keep back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.pathway.measures.actions import strike
from holdspace.pathway.measures.results_page import measures_of
from holdspace.pathway.outcomes.queries import trajectory
from tests.pathway.outcomes.history import BEGIN, Lived, answered, course_of, days, lived

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast

NOW = BEGIN + days(120)
YEAR = "?begins_on=2026-01-01&ends_on=2026-12-31"


def mara_of(cast: Cast):
    return cast.patients["mara"].pk


def seen(cast: Cast, client, path: str, key: str = "okafor"):
    client.force_login(cast.staff[key].account)
    with time_machine.travel(NOW, tick=False):
        return client.get(path)


def test_what_got_worse_stands_first_though_the_latest_is_under_the_beginning(
    inside, client
) -> None:
    page = seen(inside, client, f"/people/{mara_of(inside)}/trajectory/").content.decode()

    assert "The response is lost" in page
    assert page.index("The response is lost") < page.index("-6 points (-30 %)")
    line = AuditEntry.objects.get(act="read a trajectory")
    assert (line.patient_id, line.staff.name) == (mara_of(inside), "Dr Okafor")


def test_each_session_has_its_dose_what_was_not_asked_and_the_score_after(inside) -> None:
    first, second = trajectory(mara_of(inside), "Europe/Berlin", NOW).sessions

    assert (first.dose, first.before, first.after, first.change) == ("40 mg", "20", "12", "-8")
    assert dict(first.at_most)["distress"] == "not asked"
    assert (second.before, second.after, second.change) == ("12", "4", "-8")
    assert second.after_when == "15 days after the last dose"


def test_no_line_is_drawn_over_two_months_of_silence(inside) -> None:
    (line,) = trajectory(mara_of(inside), "Europe/Berlin", NOW).lines

    assert (len(line.chart.dots), len(line.chart.lines)) == (5, 1)
    assert len(line.chart.lines[0].split()) == 4
    assert {name: judged.holds for name, judged in line.judged} == {
        "Response": False,
        "Remission": False,
        "Reliable change, better": True,
        "Important change, better": True,
    }
    assert line.spoken.startswith("PHQ-9 over time. Up is worse. 20 on 03 March 2026, 12 on")


def test_a_score_whose_window_reaches_behind_the_dose_says_so(inside) -> None:
    (line,) = trajectory(mara_of(inside), "Europe/Berlin", NOW).lines

    said = {point.result.score_words: bool(point.recall) for point in line.points}
    assert said == {"20": False, "12": True, "4": False, "14": False}


def test_with_one_score_nothing_is_compared_and_with_none_there_is_an_invitation(
    inside, client
) -> None:
    rosa = inside.patients["rosa"].pk
    empty = seen(inside, client, f"/people/{rosa}/trajectory/").content.decode()
    with clinic_context(inside.clinic.pk):
        answered(inside, BEGIN + days(1), 20, key="rosa")
    one = seen(inside, client, f"/people/{rosa}/trajectory/").content.decode()

    assert "Nothing to draw yet" in empty
    assert ("one score only" in one, "Nothing in the scores that are here" in one) == (True, True)


def test_a_struck_result_is_in_no_drawing(inside) -> None:
    finished = answered(inside, BEGIN + days(101), 26)
    strike(actor=inside.actor("ana"), finished=finished, reason="A slip", now=NOW)

    (line,) = trajectory(mara_of(inside), "Europe/Berlin", NOW).lines

    assert len(line.chart.dots) == 5


# --- the clinic view ------------------------------------------------------------------------------


def test_few_people_are_kept_back_until_somebody_who_may_read_charts_asks(inside, client) -> None:
    kept = seen(inside, client, f"/outcomes/{YEAR}").content.decode()
    shown = seen(inside, client, f"/outcomes/{YEAR}&small=shown").content.decode()
    owners = seen(inside, client, f"/outcomes/{YEAR}&small=shown", "owner").content.decode()

    assert ("1 of 1" in kept, "too few to show" in kept) == (False, True)
    assert "1 of 1, 100.0 %" in shown
    assert ("1 of 1" in owners, "Show small numbers" in owners) == (False, False)
    acts = AuditEntry.objects.filter(object_kind="outcomes").values_list("act", flat=True)
    assert set(acts) == {"see outcomes", "see outcomes with small numbers"}


def test_the_sessions_are_counted_of_those_in_which_somebody_looked(inside, client) -> None:
    page = seen(inside, client, f"/outcomes/{YEAR}&small=shown").content.decode()
    cells = dict(re.findall(r'<th scope="row">([^<]+)</th>\s*<td>\s*(\S[^<]*?)\s*<', page))

    assert cells["Pressure at or above 180 or 110 mmHg after the dose"] == "1 of 2, 50.0 %"
    assert cells["A rescue drug was given"] == "1 of 2, 50.0 %"
    assert cells["Distress of 7 or more"] == "0 of 1, 0.0 %"
    assert "in 1 of 2 sessions nobody looked" in page
    assert "half within 14 s" in page


def test_a_clinic_of_nobody_and_a_period_that_runs_backwards_say_so(inside, client) -> None:
    nobody = seen(inside, client, "/outcomes/?begins_on=2025-01-01&ends_on=2025-12-31")
    backwards = seen(inside, client, "/outcomes/?begins_on=2026-05-01&ends_on=2026-04-01&by=phq9")
    no_day = seen(inside, client, "/outcomes/?begins_on=soon&ends_on=2026-04-01&by=phq9")

    assert b"Nobody began in this period" in nobody.content
    assert (backwards.status_code, no_day.status_code) == (422, 422)
    assert b"Turn them round" in backwards.content
    assert b'value="soon"' in no_day.content


def test_the_questions_to_the_database_do_not_grow_with_the_clinic(inside, client) -> None:
    path = f"/outcomes/{YEAR}"
    seen(inside, client, path)
    with CaptureQueriesContext(connection) as of_one:
        seen(inside, client, path)
    with clinic_context(inside.clinic.pk):
        theo = course_of(inside, "theo", sessions=1, begin=BEGIN + days(2))
        answered(inside, BEGIN + days(3), 20, key="theo")
        lived(inside, theo, BEGIN + days(15), Lived(room="Room 2"))
    seen(inside, client, path)
    with CaptureQueriesContext(connection) as of_two:
        seen(inside, client, path)

    assert len(of_two) == len(of_one)


def test_the_small_drawing_of_the_measures_draws_no_line_over_it_either(inside) -> None:
    (trend,) = measures_of(mara_of(inside), NOW).trends

    assert (len(trend.small.dots), [len(line.split()) for line in trend.small.lines]) == (5, [4])

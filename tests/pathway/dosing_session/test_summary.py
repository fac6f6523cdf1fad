"""The document of a session says what its log says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from holdspace.pathway.dosing_session.summary import document_of
from holdspace.pathway.dosing_session.summary_chart import drawing
from holdspace.pathway.dosing_session.summary_document import as_bytes, from_bytes, sha256_of
from tests.pathway.dosing_session.story import ready_to_dose, start_infusion
from tests.pathway.dosing_session.summary_story import live_it, looked, monitor_sends

pytestmark = pytest.mark.django_db


def test_a_document_is_the_same_however_often_it_is_made(cast, tablet, now) -> None:
    end = live_it(cast, tablet, now)
    first = document_of(looked(cast, tablet.session, end))
    again = document_of(looked(cast, tablet.session, end + timedelta(days=400)))

    assert as_bytes(first) == as_bytes(again)
    assert from_bytes(as_bytes(first)) == first


def test_one_more_entry_makes_it_another_document(cast, tablet, now) -> None:
    before = document_of(looked(cast, tablet.session, now))
    tablet.chart(cast.actor("ana"), now, "Observed", code="tears")

    assert sha256_of(document_of(looked(cast, tablet.session, now))) != sha256_of(before)


def test_what_a_monitor_sends_after_the_last_entry_waits_for_the_next(cast, tablet, now) -> None:
    before = document_of(looked(cast, tablet.session, now))
    monitor_sends(cast, tablet.session, now + timedelta(minutes=20))
    silent = document_of(looked(cast, tablet.session, now))
    tablet.chart(cast.actor("ana"), now + timedelta(minutes=40), "Observed", code="tears")
    spoken = document_of(looked(cast, tablet.session, now))

    assert silent == before
    assert spoken.chart.heart_stream != ()


def test_the_dose_is_what_ran_in_with_each_rate(told) -> None:
    """24.5 min at 52.5 mL/h and 19.9 min at 40 mL/h, of 1 mg/mL: 34.704 mg for 70 kg."""
    (dose,) = told.doses

    assert dose.amount == "34.7 mg (0.496 mg/kg)"
    assert dose.details == (
        "10:20 52.5 mL/h (0.875 mg/min)",
        "10:44 paused",
        "10:50 52.5 mL/h (0.875 mg/min)",
        "10:50 40 mL/h (0.6667 mg/min)",
        "11:10 stopped",
    )
    assert told.total == dose.running_total == dose.amount
    assert told.plans[0].words.endswith("By Dr Okafor; read again by Ana Silva 10:16.")


def test_a_corrected_reading_stays_struck_beside_the_right_one(told) -> None:
    wrong, right = [one for one in told.vitals if one.time == "10:45"]

    assert (wrong.heart, wrong.struck) == ("188", "corrected: Read from the alarm, Ana Silva")
    assert (right.heart, right.struck, right.late) == ("88", "", "recorded 10:47")
    assert [(one.how, one.before, one.after, one.reason) for one in told.corrections] == [
        (
            "Corrected",
            "10:45 Heart rate 188 /min, by hand.",
            "10:45 Heart rate 88 /min, by hand.",
            "Read from the alarm",
        )
    ]


def test_what_was_taken_back_is_listed_and_no_longer_counts(cast, tablet, now) -> None:
    ana = cast.actor("ana")
    tapped = tablet.chart(ana, now, "Observed", code="laughter")
    tablet.chart(ana, now + timedelta(seconds=3), "EntryUndone", target_id=tapped.event_id)
    document = document_of(looked(cast, tablet.session, now))

    assert [(one.how, one.before) for one in document.corrections] == [
        ("Taken back", "10:00 Laughter.")
    ]
    assert document.events == ()


def test_a_correction_of_a_correction_shows_every_step(cast, tablet, now) -> None:
    ana = cast.actor("ana")
    first = tablet.chart(ana, now, "Rated", scale="pain", score=1)
    second = tablet.chart(
        ana, now, "EntryCorrected", target_id=first.event_id, reason="one",
        replacement={"kind": "Rated", "payload": {"scale": "pain", "score": 2}},
    )  # fmt: skip
    tablet.chart(
        ana, now, "EntryCorrected", target_id=second.event_id, reason="two",
        replacement={"kind": "Rated", "payload": {"scale": "pain", "score": 3}},
    )  # fmt: skip
    document = document_of(looked(cast, tablet.session, now))

    steps = [(one.before[6:], one.after[6:]) for one in document.corrections]
    assert steps == [("Pain 1 of 10.", "Pain 2 of 10."), ("Pain 2 of 10.", "Pain 3 of 10.")]
    assert [one.score for one in document.scales] == ["3 of 10"]


def test_the_gates_keep_what_they_rested_on(told) -> None:
    start, home = told.gates

    assert (start.title, start.when) == ("Before the dose", "10:20, Ana Silva")
    assert home.when == "12:27, signed by Dr Okafor"
    assert {one.answer for gate in told.gates for one in gate.facts} == {"met"}


def test_the_way_home_names_the_escort_and_what_they_were_told(told) -> None:
    words = {line.label: line.words for line in told.home}

    assert words["Escort"] == "Ida Keller, +49 30 1, here 12:24: the name agreed"
    assert words["They were told"] == "No driving until tomorrow; Whom to call"


def test_own_words_hold_nothing_clinical(told) -> None:
    words = told.own_words

    assert (words.intention, words.first_words) == ("To meet my grief.", ("I was a river.",))
    assert words.themes == ("My father's garden. Letting go.",)
    assert words.helped == ("The hand, and the cello.",)


def test_an_intention_written_after_the_session_does_not_reach_into_it(cast, tablet, now) -> None:
    from holdspace.pathway.prepare.actions import write_intention

    write_intention(
        actor=cast.actor("ana"), cycle=tablet.session.cycle, words="Another.",
        now=now + timedelta(hours=5),
    )  # fmt: skip

    document = document_of(looked(cast, tablet.session, now + timedelta(hours=6)))
    assert document.own_words.intention == "To meet my grief."


# --- the chart ------------------------------------------------------------------------------------


def test_a_silence_of_the_monitor_is_a_gap(told) -> None:
    (gap,) = told.chart.gaps
    step = told.chart.stretch_seconds
    inside = [
        one
        for one in told.chart.heart_stream
        if gap.begin < one.second and one.second + step <= gap.end
    ]

    assert (gap.words, inside) == ("no signal", [])
    assert 345 <= gap.end - gap.begin <= 375


def test_a_stream_is_thinned_to_lowest_and_highest_never_a_mean(cast, tablet, now) -> None:
    zero = now + timedelta(minutes=20)
    monitor_sends(cast, tablet.session, zero)
    tablet.chart(cast.actor("ana"), now + timedelta(hours=3), "Observed", code="tears")
    look = looked(cast, tablet.session, now)
    beats = [int(one.values["hr"]) for one in look.samples]
    chart = document_of(look).chart

    assert len(chart.heart_stream) <= 241
    assert max(one.high for one in chart.heart_stream) == max(beats)
    assert min(one.low for one in chart.heart_stream) == min(beats)


def test_a_cuff_that_nobody_verified_is_told_apart(told) -> None:
    kinds = {one.is_verified for one in told.chart.cuffs}

    assert kinds == {True, False}


def test_a_device_by_bluetooth_is_named_where_its_reading_stands(cast, tablet, now) -> None:
    tablet.chart(
        cast.actor("ana"), now, "VitalsCharted", measured_at=now, source="monitor",
        device="Cuff 7", device_time="2026-03-02T09:59:30",
        systolic_mmhg="152.5", diastolic_mmhg="94",
    )  # fmt: skip
    look = looked(cast, tablet.session, now)

    [row] = document_of(look).vitals
    [reading] = look.state()["readings"].values()
    assert (row.pressure, row.source) == ("152.5/94", "Cuff 7, verified Ana Silva")
    assert (reading["device"], reading["source"], reading["sys"]) == ("Cuff 7", "monitor", "152.5")


def test_every_listed_event_has_its_number_on_the_axis(told) -> None:
    assert [int(one.words) for one in told.chart.events] == [one.number for one in told.events]


def test_the_drawing_holds_every_number_once_or_in_a_range(told) -> None:
    svg = drawing(told.chart)

    assert svg.count('class="mark-word"') == svg.count('class="mark"')
    assert "gap-word" in svg
    assert "style=" not in svg


def test_words_in_the_drawing_cannot_become_markup(cast, tablet, now) -> None:
    zero = now + timedelta(minutes=20)
    start_infusion(cast, tablet, zero, ready_to_dose(cast, tablet, zero))
    tablet.chart(cast.actor("ana"), zero, "PresenceBegan", person="<script>alert(1)</script>")
    tablet.chart(cast.actor("ana"), zero + timedelta(hours=1), "Observed", code="tears")

    svg = drawing(document_of(looked(cast, tablet.session, now)).chart)
    assert "<script" not in svg
    assert "&lt;script" in svg


def test_a_note_written_days_later_does_not_stretch_the_axis(cast, tablet, now) -> None:
    tablet.chart(cast.actor("ana"), now + timedelta(days=3), "NoteWritten", text="She called.")
    document = document_of(looked(cast, tablet.session, now))

    assert document.chart.seconds == 30 * 60
    assert (document.events[-1].time, document.chart.events) == ("5 Mar 10:00", ())


def test_before_anything_happened_there_is_a_document_all_the_same(cast, tablet, now) -> None:
    document = document_of(looked(cast, tablet.session, now))

    assert (document.doses, document.vitals, document.total) == ((), (), "")
    assert drawing(document.chart).startswith("<svg")

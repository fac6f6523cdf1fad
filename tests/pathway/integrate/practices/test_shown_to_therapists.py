"""Each part is shown by itself, to therapists alone, and taken back at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.domain.wheel import AREAS
from holdspace.pathway.integrate.practices.models import (
    Lean,
    OpenDaysPlan,
    Shown,
    SmallThing,
    What,
    Wheel,
)
from holdspace.pathway.integrate.practices.queries import shown_to

ITS_WORDS = {
    What.SMALL_THINGS: "Walk to the sea",
    What.OPEN_DAYS: "I am a burden.",
    What.LEAN: "The news at night",
    What.WHEEL: "Choir friends",
}

ROWS = (SmallThing, OpenDaysPlan, Lean, Wheel, Shown)


@pytest.fixture
def full(phone):
    """Something of each part, none of it shown."""
    with phone.after(timedelta(hours=30)):
        phone.sends("/me/small-things/own/", title="Walk to the sea")
        opened_on = re.search(r'name="opened_on" value="(\w+)"', phone.page("/me/open-days/"))
        assert opened_on
        phone.sends("/me/open-days/", belief="I am a burden.", opened_on=opened_on[1])
        phone.sends("/me/lean/", way="back", kind="media", words="The news at night")
        names = {f"name_{place}": name for place, name in enumerate(AREAS)}
        phone.sends("/me/wheel/draw/", **names | {"name_2": "Choir friends", "score_2": "3"})
    return phone


def read_by(phone, who: str) -> set[What]:
    """Which parts somebody of the staff is given, by the words in them."""
    with clinic_context(phone.cast.clinic.id):
        found = shown_to(phone.cast.actor(who), phone.cast.patients["mara"].pk)
        if found is None:
            return set()
        given = " ".join(
            [
                *(one.title for one in found.things),
                found.plan.belief if found.plan else "",
                *(one.words for one in found.leans),
                *found.wheel_lines,
            ]
        )
    return {what for what, words in ITS_WORDS.items() if words in given}


@pytest.mark.parametrize("what", What)
def test_a_part_is_shown_by_itself_and_taken_back_at_once(full, what) -> None:
    page = f"/me/small-things/show/{what.value}/"
    assert read_by(full, "jonas") == set()

    full.sends(page, to="therapists")
    assert read_by(full, "jonas") == {what}
    assert read_by(full, "okafor") == read_by(full, "ana") == read_by(full, "desk") == set()

    full.sends(page, to="me")
    assert read_by(full, "jonas") == set()
    with clinic_context(full.cast.clinic.id):
        acts = AuditEntry.objects.filter(by_patient=True, object_kind="own practice")
        said = set(acts.values_list("act", flat=True))
    assert said >= {f"show their therapists: {what.value}", f"keep to themselves: {what.value}"}


def test_it_stands_on_the_page_of_the_person_for_a_therapist_alone(full) -> None:
    for what in What:
        full.sends(f"/me/small-things/show/{what.value}/", to="therapists")
    therapist, doctor = full.chart("jonas"), full.chart("okafor")

    assert {words for words in ITS_WORDS.values() if words not in therapist} == set()
    assert {words for words in ITS_WORDS.values() if words in doctor} == set()
    assert "What they show their therapists" not in doctor
    assert "so do the therapists at Harbour Clinic" in full.page("/me/wheel/")


def test_the_rows_themselves_are_given_to_no_other_role(full) -> None:
    for what in What:
        full.sends(f"/me/small-things/show/{what.value}/", to="therapists")
    with clinic_context(full.cast.clinic.id):
        given = {
            who: [one.objects.visible_to(full.cast.actor(who)).count() for one in ROWS]
            for who in ("jonas", "okafor", "ana", "desk", "owner")
        }

    nothing = [0, 0, 0, 0, 0]
    assert given.pop("jonas") == [1, 1, 1, 1, 4]
    assert given == {"okafor": nothing, "ana": nothing, "desk": nothing, "owner": nothing}

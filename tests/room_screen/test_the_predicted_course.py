"""The lane of the predicted course and its sheet: what it is stands beside what it shows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from room_names import iso

from holdspace.domain.kinetics import Dose, Drug, Person, Way, predict
from holdspace.pathway.dosing_session.view_kinetics import in_numbers, in_words

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page

STATEMENT = "Population prediction, not a measurement; not for dosing or discharge."
# How much of the lane is painted, in its own colour, about 10 minutes into the future.
PAINTED = """() => {
  const canvas = document.querySelector("#chart canvas");
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, height * 0.5, width, height * 0.35);
  let purple = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 2] > data[i + 1] + 12 && data[i + 2] > data[i] + 4) purple++;
  }
  return purple;
}"""


@pytest.fixture
def predicted(clinic: ClinicDouble) -> ClinicDouble:
    dose = Dose(way=Way.INTRAVENOUS, mg=35, over_minutes=40)
    found = predict(
        Drug.RACEMIC,
        [dose],
        Person(age_years=41, weight_kg=80),
        until_minute=240,
        step_minutes=2,
    )
    zero = iso(clinic.now() - timedelta(minutes=34))
    clinic.state["panels"]["predicted"] = {"from": zero, **in_numbers(found), **in_words(found)}
    return clinic


def open_room(tablet: Page, clinic: ClinicDouble) -> None:
    tablet.goto(clinic.page)
    tablet.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    tablet.wait_for_selector("#chart[data-drawn]")


def test_the_band_is_drawn_and_its_words_say_what_it_is(
    tablet: Page, predicted: ClinicDouble
) -> None:
    open_room(tablet, predicted)
    with_band = tablet.evaluate(PAINTED)
    tablet.locator("#show-predicted").click()

    sheet = tablet.locator("dialog.sheet")
    words = sheet.inner_text()
    assert STATEMENT in words
    for said in ("Kamp 2020", "arterial", "Confidence", "high", "Published apart from it"):
        assert said in words
    assert sheet.locator("tbody tr", has_text="(now)").count() == 1
    tablet.keyboard.press("Escape")
    predicted.state["panels"]["predicted"] = None
    open_room(tablet, predicted)
    assert with_band > tablet.evaluate(PAINTED) + 3000


def test_why_there_is_none_is_said(tablet: Page, clinic: ClinicDouble) -> None:
    why = "Not predicted. Age is not known: these models are of adults."
    clinic.state["panels"]["predicted"] = {"why_not": why}
    open_room(tablet, clinic)

    tablet.locator("#show-predicted").click()

    assert why in tablet.locator("dialog.sheet").inner_text()

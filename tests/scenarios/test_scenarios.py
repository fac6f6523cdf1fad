"""Every story in this folder comes out as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdspace.replay import main, run

STORIES = sorted(Path(__file__).parent.glob("*.yaml"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_story_comes_out_as_it_says(path):
    assert [str(line) for line in run(path) if line.differs] == []


def test_there_are_stories_for_every_route():
    told = "".join(path.read_text(encoding="utf-8") for path in STORIES)

    assert {
        route for route in ("iv", "im", "nasal", "sublingual") if f"route: {route}" in told
    } == {
        "iv",
        "im",
        "nasal",
        "sublingual",
    }


DIFFERS = """
title: The rules say something else
protocol: im-racemic-two-tier
opened: {weight_kg: 60}
story:
  - {at: 1, expect: {phase: home}}
"""


def test_a_story_that_comes_out_otherwise_ends_with_one_and_says_the_difference(tmp_path, capsys):
    path = tmp_path / "story.yaml"
    path.write_text(DIFFERS, encoding="utf-8")

    assert main([str(path)]) == 1
    assert "expected phase home, the rules say arrival" in capsys.readouterr().out


def test_an_expectation_that_nobody_knows_is_a_difference(tmp_path):
    path = tmp_path / "story.yaml"
    path.write_text(DIFFERS.replace("phase: home", "fase: arrival"), encoding="utf-8")

    assert [line.text for line in run(path) if line.differs] != []


def test_a_refusal_that_was_not_expected_is_a_difference(tmp_path):
    path = tmp_path / "story.yaml"
    refused = DIFFERS.replace("expect: {phase: home}", "PhaseEntered: {phase: dosing}")
    path.write_text(refused, encoding="utf-8")

    assert main([str(path)]) == 1


def test_a_story_that_cannot_be_read_ends_with_two(tmp_path, capsys):
    path = tmp_path / "story.yaml"
    path.write_text("title: nothing else", encoding="utf-8")

    assert main([str(path)]) == 2
    assert "story.yaml" in capsys.readouterr().err


def test_a_good_story_ends_with_zero():
    assert main([str(STORIES[0])]) == 0

"""Every pair of colours a person must read or find is far enough apart, in both lights."""

import re
from pathlib import Path

import pytest

import holdspace.web

TOKENS = Path(holdspace.web.__file__).parent / "static/holdspace/css/tokens.css"
LIGHTS = ("day", "dim")
GROUNDS = ("ground", "surface", "raised", "accent-soft")
WORDS = (
    "text",
    "muted",
    "accent",
    "high",
    "medium",
    "technical",
    "limit",
    "well",
    "heart",
    "oxygen",
    "pressure",
    "dose",
)
EDGES = ("edge", "line-strong", "focus")


def colours(light: str) -> dict[str, str]:
    block = re.search(rf'\[data-light="{light}"\] {{(.*?)}}', TOKENS.read_text(), re.DOTALL)
    assert block
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    dark, bright = sorted((luminance(first), luminance(second)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_grey_just_under_the_bar_is_seen_to_be_under_it() -> None:
    assert contrast("#767676", "#ffffff") > 4.5
    assert contrast("#777777", "#ffffff") < 4.5


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_words_can_be_read(light: str, ground: str, word: str) -> None:
    palette = colours(light)

    assert contrast(palette[word], palette[ground]) >= 4.5


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("edge", EDGES)
def test_edges_can_be_found(light: str, ground: str, edge: str) -> None:
    palette = colours(light)

    assert contrast(palette[edge], palette[ground]) >= 3


@pytest.mark.parametrize("light", LIGHTS)
def test_words_on_clay_can_be_read(light: str) -> None:
    palette = colours(light)

    assert contrast(palette["on-accent"], palette["accent"]) >= 4.5


@pytest.mark.parametrize("light", LIGHTS)
def test_words_on_the_dose_bar_can_be_read(light: str) -> None:
    palette = colours(light)

    assert contrast(palette["text"], palette["band"]) >= 4.5


def test_both_lights_name_the_same_colours() -> None:
    assert colours("day").keys() == colours("dim").keys()


def test_the_dim_light_is_nearly_dark() -> None:
    palette = colours("dim")

    assert max(luminance(palette[ground]) for ground in GROUNDS) <= 0.03

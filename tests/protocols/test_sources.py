"""Every publication key in a protocol file can be looked up in the folder's README."""

import re
from pathlib import Path

import pytest

import holdspace.protocols
from holdspace.protocols import available_protocols

FOLDER = Path(holdspace.protocols.__file__).parent
LISTED = set(
    re.findall(r"^\| ([A-Z][A-Z0-9-]+) \|", (FOLDER / "README.md").read_text(), re.MULTILINE)
)
NOT_KEYS = {"ACC", "AHA", "CADSS-6", "EU", "IM", "IV", "MOAA", "PADSS", "SL", "TRD", "US"}


def keys_of(name, version):
    text = (FOLDER / name / f"{version}.yaml").read_text(encoding="utf-8")
    sources = re.findall(r'source: "?([^"}\n]+)', text)
    return {
        key
        for source in sources
        for key in re.findall(r"\b[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)?\b", source)
    }


@pytest.mark.parametrize(("name", "version"), available_protocols())
def test_every_key_is_listed(name, version):
    assert keys_of(name, version) - LISTED - NOT_KEYS == set()


def test_every_listed_key_is_used():
    used = {key for name, version in available_protocols() for key in keys_of(name, version)}

    assert LISTED - used == set()

"""Which Holdspace this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def version_of_this() -> str:
    try:
        return version("holdspace")
    except PackageNotFoundError:
        return "not installed"

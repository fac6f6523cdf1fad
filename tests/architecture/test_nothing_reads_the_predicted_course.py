"""A predicted concentration decides nothing: who imports it can be counted on two hands."""

import ast
from pathlib import Path

import holdspace

ROOT = Path(holdspace.__file__).parent
KINETICS = "holdspace.domain.kinetics"
# Each of them only shows it.
MAY_SHOW_IT = {
    "holdspace.pathway.dosing_session.view_kinetics",
    "holdspace.pathway.prepare.predicted_views",
    "holdspace.server.kinetics",
    "holdspace.web.predicted_svg",
}
SHOWS_IT_IN_THE_ROOM = "holdspace.pathway.dosing_session.view_kinetics"


def module_of(file: Path) -> str:
    parts = ("holdspace", *file.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST) -> set[str]:
    found = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return found


def who_imports(wanted: str) -> set[str]:
    return {
        module_of(file)
        for file in ROOT.rglob("*.py")
        if "migrations" not in file.parts
        and any(
            each == wanted or each.startswith(f"{wanted}.")
            for each in imported(ast.parse(file.read_text(encoding="utf-8")))
        )
    }


def test_only_what_shows_the_course_imports_it():
    readers = {each for each in who_imports(KINETICS) if not each.startswith(KINETICS)}

    assert readers == MAY_SHOW_IT


def test_the_preview_is_a_page_and_nothing_else():
    assert who_imports("holdspace.pathway.prepare.predicted_views") == {
        "holdspace.pathway.prepare.urls"
    }


def test_only_the_room_takes_it_from_what_shows_it():
    assert who_imports(SHOWS_IT_IN_THE_ROOM) == {"holdspace.pathway.dosing_session.room_view"}

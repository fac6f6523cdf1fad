"""No view asks for a row that is guarded without asking who is looking."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps

import holdspace

HOUSE = Path(holdspace.__file__).parent
VIEWS = sorted([*HOUSE.rglob("views.py"), *HOUSE.rglob("*_views.py")])
SHORTCUTS = {
    "get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404",
}  # fmt: skip
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def guarded() -> frozenset[str]:
    """The models that know who may see them."""
    return frozenset(
        model.__name__
        for model in apps.get_models()
        if hasattr(getattr(model, "objects", None), "visible_to")
    )


def name_of(node: ast.expr) -> str:
    return ast.unparse(node).rsplit(".", maxsplit=1)[-1]


def careless(source: str, models: frozenset[str]) -> list[tuple[int, str]]:
    """Each place where rows of these models are had without `visible_to`."""
    tree = ast.parse(source)
    asked = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "visible_to"
    }
    straight = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in MANAGERS
        and name_of(node.value) in models
        and id(node) not in asked
    ]
    shortcuts = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and name_of(node.func) in SHORTCUTS
        and node.args
        and name_of(node.args[0]) in models
    ]
    return sorted((node.lineno, ast.unparse(node)) for node in (*straight, *shortcuts))


def test_the_guarded_models_and_the_views_are_found() -> None:
    assert {"Patient", "Course", "Appointment", "DosingSession", "StaffMember"} <= guarded()
    assert len(VIEWS) > 10


@pytest.mark.parametrize("file", VIEWS, ids=lambda file: file.relative_to(HOUSE).as_posix())
def test_a_view_asks_who_is_looking(file: Path) -> None:
    assert careless(file.read_text(encoding="utf-8"), guarded()) == []


@pytest.mark.parametrize(
    "line",
    [
        "patient = Patient.objects.get(pk=patient_id)",
        "patient = Patient.objects.filter(pk=patient_id).first()",
        "patient = Patient.objects.select_related('clinic').get(pk=patient_id)",
        "patient = models.Patient.objects.get(pk=patient_id)",
        "patient = Patient._default_manager.get(pk=patient_id)",
        "everybody = Patient.objects.all()",
        "patient = get_object_or_404(Patient, pk=patient_id)",
        "patient = get_object_or_404(Patient.objects, pk=patient_id)",
        "patient = get_object_or_404(Patient.objects.all(), pk=patient_id)",
        "patient = await shortcuts.aget_object_or_404(people.Patient, pk=patient_id)",
    ],
)
def test_a_careless_line_would_be_seen(line: str) -> None:
    source = f"async def chart(request, patient_id):\n    {line}\n"

    assert [place for place, _ in careless(source, frozenset({"Patient"}))] == [2]


@pytest.mark.parametrize(
    "line",
    [
        "patient = get_object_or_404(Patient.objects.visible_to(request.actor), pk=patient_id)",
        "patients = Patient.objects.visible_to(request.actor).filter(in_use=True)",
        "unguarded = MonitorAssignment.objects.filter(monitor=monitor).first()",
        "patient = get_object_or_404(patients, pk=patient_id)",
    ],
)
def test_a_careful_line_is_left_alone(line: str) -> None:
    assert careless(f"def chart(request):\n    {line}\n", frozenset({"Patient"})) == []

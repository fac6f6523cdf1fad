"""The board of the day, the same for a phone, and the same for a wall, without names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.timezone import now as clock

from holdspace.clinic.access.policy import Act, ClinicRequest, page
from holdspace.clinic.audit import actions as audit
from holdspace.domain.free_space import warning
from holdspace.pathway.dosing_session.disk import free_space
from holdspace.pathway.today.queries import Day, day_of

if TYPE_CHECKING:
    from django.http import HttpResponse


@page(Act.SEE_BOARD, chart=True)
def board(request: ClinicRequest) -> HttpResponse:
    """Rooms first, the one that needs someone first; then the day, a line a person."""
    return _render(request, "today/board.html")


@page(Act.SEE_BOARD, chart=True)
def rounds(request: ClinicRequest) -> HttpResponse:
    """For a nurse who walks between rooms: one column, one thumb."""
    return _render(request, "today/rounds.html")


@page(Act.SEE_WALL)
def wall(request: ClinicRequest) -> HttpResponse:
    """Readable across the corridor, by anybody who passes: rooms, phases, what is due."""
    return render(
        request, _part(request, "today/wall.html"), {"day": day_of(request.actor, clock())}
    )


def _render(request: ClinicRequest, template: str) -> HttpResponse:
    day: Day = day_of(request.actor, clock())
    audit.record(actor=request.actor, act=Act.SEE_BOARD, object_kind="board", object_id=day.on)
    context = {"day": day, "space_warning": warning(free_space())}
    return render(request, _part(request, template), context)


def _part(request: ClinicRequest, template: str) -> str:
    """The whole page, or only its rooms when the page itself asks for them again."""
    return f"{template}#rooms" if request.headers.get("HX-Request") else template

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
from holdspace.web.parts import part_of

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
    template = part_of(request, "today/wall.html", "rooms")
    return render(request, template, {"day": day_of(request.actor, clock())})


def _render(request: ClinicRequest, template: str) -> HttpResponse:
    day: Day = day_of(request.actor, clock())
    audit.record(actor=request.actor, act=Act.SEE_BOARD, object_kind="board", object_id=day.on)
    context = {"day": day, "space_warning": warning(free_space())}
    return render(request, part_of(request, template, "rooms"), context)

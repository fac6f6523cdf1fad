"""How fast a room speaks: what its signals wait for by rule, and how long they then took."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from holdspace.clinic.access.policy import Act, page
from holdspace.domain.signals import WORDS, SignalKind
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.shown import delay_of
from holdspace.pathway.dosing_session.speed import waits_of
from holdspace.pathway.dosing_session.views import seen

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

MEASURED = (SignalKind.MONITOR_ALARM, SignalKind.OUTSIDE_YOUR_LIMIT)


@require_GET
@page(Act.SEE_ROOM, chart=True)
def speed(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    session = seen(request.actor, session_id, "read how fast the room speaks")
    around = Circumstances(session, timezone.now())
    waits = waits_of(around.protocol, around.feed, limits_on=bool(around.limits_statement))
    by_word = groupby(waits, key=lambda one: one.word)
    context = {
        "session": session,
        "groups": [(word, list(group)) for word, group in by_word],
        "measured": [(WORDS[kind], delay_of(session, kind)) for kind in MEASURED],
    }
    return render(request, "dosing_session/speed.html", context)

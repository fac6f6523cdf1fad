"""The outbox: which mails wait, left, or did not reach anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.clinic.outbox import actions, server
from holdspace.clinic.outbox.models import Mail
from holdspace.clinic.outbox.queries import mails_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_safe
@page(Act.SEE_MAIL, chart=True)
def mails(request: ClinicRequest) -> HttpResponse:
    record(actor=request.actor, act="see the outbox")
    context = {"mails": mails_of(request.actor), "is_server_set": server.is_set()}
    return render(request, "outbox/mails.html", context)


@require_POST
@page(Act.SEND_MAIL, chart=True)
def again(request: ClinicRequest, mail_id: UUID) -> HttpResponse:
    mail = _mail(request, mail_id)
    try:
        actions.send_again(actor=request.actor, mail=mail, now=timezone.now())
        messages.success(request, "It goes out again now.")
    except actions.NotToBeSentAgain as refusal:
        record(actor=request.actor, act="was refused a mail", patient_id=mail.patient_id)
        messages.error(request, str(refusal))
    return redirect("outbox:mails")


@require_POST
@page(Act.SEND_MAIL, chart=True)
def take_back(request: ClinicRequest, mail_id: UUID) -> HttpResponse:
    mail = _mail(request, mail_id)
    if actions.take_back(actor=request.actor, mail=mail, now=timezone.now()):
        messages.success(request, "It will not be sent.")
    else:
        record(actor=request.actor, act="was too late for a mail", patient_id=mail.patient_id)
        messages.error(request, "It has left already, or is leaving now.")
    return redirect("outbox:mails")


def _mail(request: ClinicRequest, mail_id: UUID) -> Mail:
    return get_object_or_404(Mail.objects.visible_to(request.actor), pk=mail_id)

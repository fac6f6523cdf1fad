"""What the clock process does beside its hourly work: tasks that climb, mails that leave.

Mails have a thread of their own, so that a slow mail server holds up nothing that presses. If that
thread ends, the process ends with it, and the supervisor starts both again.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from threading import Thread

log = logging.getLogger("holdspace.post")

PAUSE_SECONDS = 5.0
MAILS_A_STEP = 10


def send_what_is_due(now: datetime) -> int:
    """Settle what was cut off, send what is due, tell the staff what did not arrive. How many."""
    from holdspace.clinic.outbox.sending import settle_what_was_cut_off
    from holdspace.clinic.outbox.server import is_set
    from holdspace.clinic.people.models import Clinic
    from holdspace.clinic.tasks.escalation import open_tasks_about_lost_mails

    sent = 0
    for clinic_id in list(Clinic.objects.values_list("id", flat=True)):
        settle_what_was_cut_off(clinic_id, now)
        sent += _send_some(clinic_id, now) if is_set() else 0
        open_tasks_about_lost_mails(clinic_id, now)
    return sent


def _send_some(clinic_id: int, now: datetime) -> int:
    """A few at a time: with a slow server `now` would grow old, and no clinic waits for another."""
    from holdspace.clinic.outbox.sending import send_next

    for sent in range(MAILS_A_STEP):
        if not send_next(clinic_id, now):
            return sent
    return MAILS_A_STEP


def escalate_tasks(now: datetime) -> int:
    """Ask the next ones about every task that nobody took in time. How many there were."""
    from holdspace.clinic.people.models import Clinic
    from holdspace.clinic.tasks.escalation import escalate_what_is_due

    clinics = list(Clinic.objects.values_list("id", flat=True))
    return sum(escalate_what_is_due(clinic_id, now) for clinic_id in clinics)


def begin_sending() -> Thread:
    """Send mails from now on, beside whatever else this process does."""
    thread = Thread(target=_send_for_ever, name="post", daemon=True)
    thread.start()
    return thread


def _send_for_ever() -> None:
    from django.db import Error, connection

    while True:
        try:
            send_what_is_due(datetime.now(UTC))
        except Error:
            log.warning("the database does not answer; mails wait")
        connection.close()
        time.sleep(PAUSE_SECONDS)

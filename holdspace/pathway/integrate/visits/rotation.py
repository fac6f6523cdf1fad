"""A new sealing key for the site, while everybody goes on reading and writing.

First the new key is put into the file before the old ones, so that both open. Then each wrapped key
is wrapped anew. Only when nothing is wrapped by an old key any more do the old ones leave the file.
Whoever makes a wrapped key waits meanwhile: one made by an old key a moment too late would be lost.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.sealed import (
    ROTATION_LOCK,
    SealingKeyMissing,
    new_site_key,
    rewrap,
    site_keys,
    write_site_keys,
)
from holdspace.pathway.integrate.journal.sharing import forget_copies, rewrap_copies
from holdspace.pathway.integrate.visits.models import NotesKey

if TYPE_CHECKING:
    from collections.abc import Iterator


def rotate() -> int:
    """How many keys were wrapped anew. Raises SealingKeyMissing before anything is changed."""
    path = settings.SEALING_KEY_FILE
    before = site_keys()
    newest = before[0] if len(before) > 1 else new_site_key()
    write_site_keys(path, [newest, *(one for one in before if one != newest)])
    clinics = list(Clinic.objects.values_list("id", flat=True))
    with _nobody_makes_a_key():
        count = sum(_rewrap_clinic(clinic_id, newest.id) for clinic_id in clinics)
        write_site_keys(path, [newest])
    return count


def give_up_lost_key() -> int:
    """Go on without a key that is lost: what it wrapped is closed for ever. How many.

    What the site's keys still open stays. Without any, a new one is made.
    """
    try:
        known = site_keys()
    except SealingKeyMissing:
        known = (new_site_key(),)
        write_site_keys(settings.SEALING_KEY_FILE, known)
    ids = [one.id for one in known]
    with _nobody_makes_a_key():
        return sum(
            _forget(clinic_id, ids)
            for clinic_id in list(Clinic.objects.values_list("id", flat=True))
        )


def _forget(clinic_id: int, known: list[str]) -> int:
    with clinic_context(clinic_id):
        count, _ = NotesKey.objects.exclude(site_key_id__in=known).delete()
        return count + forget_copies(known)


@contextmanager
def _nobody_makes_a_key() -> Iterator[None]:
    """Held over several transactions: the file is written after the last of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ROTATION_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ROTATION_LOCK])


def _rewrap_clinic(clinic_id: int, newest_id: str) -> int:
    with clinic_context(clinic_id):
        kept = list(NotesKey.objects.exclude(site_key_id=newest_id).select_for_update())
        for one in kept:
            again = rewrap(one.as_wrapped, one.place)
            NotesKey.objects.filter(pk=one.pk).update(
                wrapped=again.content, site_key_id=again.site_key_id
            )
        return len(kept) + rewrap_copies(newest_id)

"""Give the site a new sealing key, and wrap every key of sealed notes by it."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from holdspace.clinic.sealed import SealingKeyMissing
from holdspace.pathway.integrate.visits.rotation import rotate


class Command(BaseCommand):
    """Cut off at any moment, everything still opens; the next run finishes it."""

    help = __doc__

    def handle(self, *_arguments: object, **_options: object) -> None:
        try:
            count = rotate()
        except SealingKeyMissing as refusal:
            raise CommandError(f"{refusal} Nothing was changed.") from refusal
        self.stdout.write(
            f"{count} keys are wrapped by the new key. Back up {settings.SEALING_KEY_FILE} now:"
            " the old copy opens only older copies of the database."
        )

"""Give the site a new sealing key, and wrap every key of sealed notes by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from holdspace.clinic.sealed import SealingKeyMissing
from holdspace.pathway.integrate.visits.rotation import give_up_lost_key, rotate

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Cut off at any moment, everything still opens; the next run finishes it."""

    help = "Give the site a new sealing key, and wrap every key of sealed notes by it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--give-up-the-lost-key",
            action="store_true",
            help="the old key is lost: notes under it are closed for ever, and the site goes on",
        )

    def handle(self, *_arguments: object, **options: object) -> None:
        if options["give_up_the_lost_key"]:
            lost = give_up_lost_key()
            self.stdout.write(f"{lost} keys of notes are given up. New notes can be sealed.")
            return
        try:
            count = rotate()
        except SealingKeyMissing as refusal:
            raise CommandError(f"{refusal} Nothing was changed.") from refusal
        self.stdout.write(
            f"{count} keys are wrapped by the new key. Back up {settings.SEALING_KEY_FILE} now:"
            " the old copy opens only older copies of the database."
        )

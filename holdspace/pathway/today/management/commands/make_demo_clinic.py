"""Makes the demo clinic of this day, or finds it, and prints who can sign in."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from holdspace.clinic.demo import PASSWORD, STAFF
from holdspace.pathway.today.demo_clinic import make_demo_clinic
from holdspace.pathway.today.demo_day import begin_sessions
from holdspace.pathway.today.demo_months.telling import tell_the_months
from holdspace.pathway.today.demo_on_the_way import tell_who_is_on_the_way


class Command(BaseCommand):
    """`make_demo_clinic`."""

    help = "Make the demo clinic of this day, and print who can sign in."

    def handle(self, *_arguments: object, **_options: object) -> None:
        """Refused outside a demo: its password is known to everybody."""
        if not settings.DEMO:
            raise CommandError("Made-up people are made in a demo only (HOLDSPACE_DEMO=1).")
        now = timezone.now()
        cast = make_demo_clinic(now)
        # Before anybody is in a room today: their rooms are free until then.
        phones = tell_the_months(cast, now)
        begin_sessions(cast, now)
        links = tell_who_is_on_the_way(cast, now)
        if phones.person is not None:
            links = (*links, phones.person)
        widest = max(len(part.email) for part in STAFF)
        self.stdout.write("Sign in as")
        for part in STAFF:
            roles = ", ".join(role.words for role in part.roles)
            self.stdout.write(f"  {part.email:<{widest}}  {part.name}, {roles}")
        self.stdout.write(f"all with the password  {PASSWORD}")
        self.stdout.write("Or hold the phone of somebody who comes for treatment")
        for link in links:
            address = settings.SITE_ADDRESS + reverse("own_access:join", args=[link.secret])
            self.stdout.write(f"  {link.name}, born {link.born_on:%-d %B %Y}\n    {address}")
        if phones.supporter is not None:
            theirs = reverse("supporters:join", args=[phones.supporter.secret])
            who = f"{phones.supporter.name}, of {phones.supporter.person}'s circle"
            self.stdout.write(f"  {who}\n    {settings.SITE_ADDRESS}{theirs}")

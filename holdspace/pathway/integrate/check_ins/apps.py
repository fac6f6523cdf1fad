"""The app, and its word at the start about times that cannot be."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

from holdspace.pathway.integrate.check_ins.times import asking_times


class CheckInsConfig(AppConfig):
    name = "holdspace.pathway.integrate.check_ins"
    label = "check_ins"

    def ready(self) -> None:
        """Better not to start than to ask somebody at night, or never."""
        try:
            complaint = asking_times().complaint()
        except ValueError as refusal:
            raise ImproperlyConfigured(
                f"HOLDSPACE_CHECK_IN_*: write each time as 19:00. {refusal}"
            ) from refusal
        if complaint:
            raise ImproperlyConfigured(f"HOLDSPACE_CHECK_IN_*: {complaint}")

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "holdspace.pathway.integrate.journal"
    label = "journal"

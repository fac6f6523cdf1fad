from django.apps import AppConfig


class DosingSessionConfig(AppConfig):
    name = "holdspace.pathway.dosing_session"
    label = "dosing_session"

from django.apps import AppConfig


class PrepareConfig(AppConfig):
    name = "holdspace.pathway.prepare"
    label = "prepare"

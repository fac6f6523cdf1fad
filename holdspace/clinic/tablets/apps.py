from django.apps import AppConfig


class TabletsConfig(AppConfig):
    name = "holdspace.clinic.tablets"
    label = "tablets"

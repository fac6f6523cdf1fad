from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "holdspace.pathway.measures"
    label = "measures"

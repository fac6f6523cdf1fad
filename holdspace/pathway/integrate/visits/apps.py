from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "holdspace.pathway.integrate.visits"
    label = "visits"

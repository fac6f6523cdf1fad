from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "holdspace.pathway.integrate.practices"
    label = "practices"

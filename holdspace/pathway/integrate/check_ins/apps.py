from django.apps import AppConfig


class CheckInsConfig(AppConfig):
    name = "holdspace.pathway.integrate.check_ins"
    label = "check_ins"

from django.apps import AppConfig


class ReachConfig(AppConfig):
    name = "holdspace.clinic.reach"
    label = "reach"

from django.apps import AppConfig


class SupportersConfig(AppConfig):
    name = "holdspace.clinic.supporters"
    label = "supporters"

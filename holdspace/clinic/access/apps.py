from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "holdspace.clinic.access"
    label = "access"

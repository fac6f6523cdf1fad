from django.apps import AppConfig


class OwnAccessConfig(AppConfig):
    name = "holdspace.clinic.own_access"
    label = "own_access"

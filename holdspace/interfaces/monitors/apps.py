from django.apps import AppConfig


class MonitorsConfig(AppConfig):
    name = "holdspace.interfaces.monitors"
    label = "monitors"

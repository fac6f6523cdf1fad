from django.apps import AppConfig


class CircleConfig(AppConfig):
    name = "holdspace.pathway.integrate.circle"
    label = "circle"

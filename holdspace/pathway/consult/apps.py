from django.apps import AppConfig


class ConsultConfig(AppConfig):
    name = "holdspace.pathway.consult"
    label = "consult"

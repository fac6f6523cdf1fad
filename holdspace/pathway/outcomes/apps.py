from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "holdspace.pathway.outcomes"
    label = "outcomes"

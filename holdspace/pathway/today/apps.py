from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "holdspace.pathway.today"
    label = "today"

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "holdspace.clinic.schedule"
    label = "schedule"

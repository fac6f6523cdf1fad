from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "holdspace.clinic.tasks"
    label = "tasks"

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "holdspace.clinic.outbox"
    label = "outbox"

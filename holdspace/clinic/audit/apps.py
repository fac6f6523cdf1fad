from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "holdspace.clinic.audit"
    label = "audit"

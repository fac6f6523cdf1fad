"""The Django app that carries templates, styles and scripts; it has no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The look."""

    name = "holdspace.web"
    label = "web"

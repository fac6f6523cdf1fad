from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "holdspace.pathway.review"
    label = "review"

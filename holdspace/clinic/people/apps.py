from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "holdspace.clinic.people"
    label = "people"

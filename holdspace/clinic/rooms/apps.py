from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "holdspace.clinic.rooms"
    label = "rooms"

from django.apps import AppConfig


class CourseConfig(AppConfig):
    name = "holdspace.pathway.course"
    label = "course"

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "holdspace.pathway.questions"
    label = "questions"

"""The addresses of the day."""

from django.urls import path

from holdspace.pathway.today import companion, views

app_name = "today"
urlpatterns = [
    path("", views.board, name="board"),
    path("rounds/", views.rounds, name="rounds"),
    path("wall/", views.wall, name="wall"),
    path("me/", companion.own_home, name="own_home"),
]

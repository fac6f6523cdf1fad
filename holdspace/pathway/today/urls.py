"""The addresses of the day."""

from django.urls import path

from holdspace.pathway.today import companion, person_views, views

app_name = "today"
urlpatterns = [
    path("", views.board, name="board"),
    path("rounds/", views.rounds, name="rounds"),
    path("wall/", views.wall, name="wall"),
    path("people/<uuid:patient_id>/", person_views.person, name="person"),
    path("me/", companion.own_home, name="own_home"),
]

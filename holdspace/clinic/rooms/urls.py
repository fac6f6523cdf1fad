"""The clinic's rooms."""

from django.urls import path

from holdspace.clinic.rooms import views

app_name = "rooms"
urlpatterns = [
    path("clinic/rooms/", views.rooms, name="rooms"),
    path("clinic/rooms/new/", views.new_room, name="new_room"),
    path("clinic/rooms/<int:room_id>/", views.room, name="room"),
]

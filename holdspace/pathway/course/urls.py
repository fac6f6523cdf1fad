"""People and their courses."""

from django.urls import path

from holdspace.pathway.course import views

app_name = "course"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/new/", views.new_person, name="new_person"),
    path("people/<uuid:patient_id>/edit/", views.edit_person, name="edit_person"),
    path("people/<uuid:patient_id>/course/", views.new_course, name="new_course"),
    path("courses/<uuid:course_id>/cycle/", views.new_cycle, name="new_cycle"),
    path("courses/<uuid:course_id>/end/", views.end, name="end"),
]

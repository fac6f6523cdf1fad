"""What is to be done about people."""

from django.urls import path

from holdspace.clinic.tasks import views

app_name = "tasks"
urlpatterns = [
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/<uuid:task_id>/", views.task, name="task"),
    path("tasks/<uuid:task_id>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("tasks/<uuid:task_id>/take/", views.take, name="take"),
]

"""The mails of a clinic."""

from django.urls import path

from holdspace.clinic.outbox import views

app_name = "outbox"
urlpatterns = [
    path("clinic/mail/", views.mails, name="mails"),
    path("clinic/mail/<uuid:mail_id>/again/", views.again, name="again"),
    path("clinic/mail/<uuid:mail_id>/take-back/", views.take_back, name="take_back"),
]

"""Staff, statements, audit trail."""

from django.urls import path

from holdspace.clinic.access import views

app_name = "access"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("clinic/staff/", views.staff, name="staff"),
    path("clinic/staff/new/", views.new_staff, name="new_staff"),
    path("clinic/staff/<uuid:staff_id>/", views.staff_member, name="staff_member"),
    path("clinic/staff/<uuid:staff_id>/disable/", views.disable, name="disable"),
    path("clinic/staff/<uuid:staff_id>/enable/", views.enable, name="enable"),
    path("clinic/staff/<uuid:staff_id>/password/", views.new_password, name="new_password"),
    path("clinic/staff/<uuid:staff_id>/unlock/", views.unlock, name="unlock"),
    path("clinic/statements/", views.statements, name="statements"),
    path("clinic/statements/<str:key>/sign/", views.sign, name="sign"),
    path("clinic/statements/<int:statement_id>/end/", views.end, name="end"),
    path("clinic/audit/", views.audit, name="audit"),
]

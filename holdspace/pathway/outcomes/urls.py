"""What changed over time, for one person and for the clinic."""

from django.urls import path

from holdspace.pathway.outcomes import clinic_views, export_views, views

app_name = "outcomes"
urlpatterns = [
    path("people/<uuid:patient_id>/trajectory/", views.trajectory, name="trajectory"),
    path("outcomes/", clinic_views.outcomes, name="outcomes"),
    path("exports/", export_views.exports, name="exports"),
    path("exports/<uuid:export_id>/", export_views.export, name="export"),
    path("exports/<uuid:export_id>/erase/", export_views.erase_export, name="erase_export"),
    path("exports/<uuid:export_id>/as/<slug:form>/", export_views.export_file, name="export_file"),
]

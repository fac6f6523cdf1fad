"""Consultation: consent, the intake, the screening."""

from django.urls import path

from holdspace.pathway.consult import intake_urls, views

app_name = "consult"
urlpatterns = [
    path("courses/<uuid:course_id>/consent/<slug:item>/", views.sign, name="sign"),
    path("courses/<uuid:course_id>/said-back/", views.talk, name="talk"),
    path("consents/<uuid:consent_id>/", views.consent, name="consent"),
    path("consents/<uuid:consent_id>/withdraw/", views.withdraw, name="withdraw"),
    *intake_urls.urlpatterns,
]

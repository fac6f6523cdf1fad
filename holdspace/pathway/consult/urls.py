"""Consultation: consent, the intake, the screening."""

from django.urls import path

from holdspace.pathway.consult import companion, intake_urls, screening_urls, views

app_name = "consult"
urlpatterns = [
    path("courses/<uuid:course_id>/consent/<slug:item>/", views.sign, name="sign"),
    path("courses/<uuid:course_id>/said-back/", views.talk, name="talk"),
    path("consents/<uuid:consent_id>/", views.consent, name="consent"),
    path("consents/<uuid:consent_id>/withdraw/", views.withdraw, name="withdraw"),
    path("people/<uuid:patient_id>/consents/mark/", views.mark, name="mark"),
    path("me/treatment/", companion.own_treatment, name="own_treatment"),
    path("me/treatment/questions/", companion.own_questions, name="own_questions"),
    path("me/consent/", companion.own_consents, name="own_consents"),
    path("me/consent/<slug:item>/", companion.own_consent, name="own_consent"),
    path("me/consent/<slug:item>/take-back/", companion.own_withdraw, name="own_withdraw"),
    path("me/consent/signed/<uuid:consent_id>/", companion.own_signed, name="own_signed"),
    *intake_urls.urlpatterns,
    *screening_urls.urlpatterns,
]

"""The intake on the person's own phone."""

from django.urls import path

from holdspace.pathway.consult import intake_companion as companion
from holdspace.pathway.consult import intake_lists_companion as lists

urlpatterns = [
    path("me/about/", companion.about, name="about"),
    path("me/about/finish", companion.finish, name="about_finish"),
    path("me/about/thank-you/", companion.thanks, name="about_thanks"),
    path("me/about/decision/", companion.decision, name="about_decision"),
    path("me/about/medicines/", lists.medicines, name="about_medicines"),
    path("me/about/medicines/new", lists.new_medicine, name="about_medicine_new"),
    path("me/about/medicines/<uuid:medicine_line>/", lists.medicine, name="about_medicine"),
    path(
        "me/about/medicines/<uuid:medicine_line>/off",
        lists.medicine_off,
        name="about_medicine_off",
    ),
    path("me/about/list/<slug:kind>/", lists.things, name="about_list"),
    path("me/about/things/<uuid:thing_line>/off", lists.thing_off, name="about_thing_off"),
    path("me/about/<slug:section>/<int:screen>/", companion.questions, name="about_questions"),
]

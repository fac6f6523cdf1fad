"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

from holdspace.clinic.access.policy import Act, page, public
from holdspace.web import views as web

# The look knows nothing of roles, so its pages declare here who may open them.
WEB_PAGES = [
    path("design", page(Act.SEE_DESIGN)(web.design), name="design"),
    path("design/room", page(Act.SEE_DESIGN)(web.design_room), name="design_room"),
    path("light", public(web.choose_light), name="light"),
]

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include((WEB_PAGES, "web"))),
    path("", include("holdspace.clinic.access.urls")),
    path("", include("holdspace.clinic.rooms.urls")),
    path("", include("holdspace.clinic.tablets.urls")),
    path("", include("holdspace.clinic.own_access.urls")),
    path("", include("holdspace.clinic.supporters.urls")),
    path("", include("holdspace.clinic.reach.urls")),
    path("", include("holdspace.clinic.outbox.urls")),
    path("", include("holdspace.clinic.tasks.urls")),
    path("", include("holdspace.clinic.schedule.urls")),
    path("", include("holdspace.pathway.questions.urls")),
    path("", include("holdspace.pathway.course.urls")),
    path("", include("holdspace.pathway.measures.urls")),
    path("", include("holdspace.pathway.consult.urls")),
    path("", include("holdspace.pathway.prepare.urls")),
    path("", include("holdspace.pathway.integrate.journal.urls")),
    path("", include("holdspace.pathway.integrate.practices.urls")),
    path("", include("holdspace.pathway.integrate.check_ins.urls")),
    path("", include("holdspace.pathway.integrate.visits.urls")),
    path("", include("holdspace.pathway.integrate.circle.urls")),
    path("", include("holdspace.pathway.outcomes.urls")),
    path("", include("holdspace.pathway.review.urls")),
    path("", include("holdspace.pathway.today.urls")),
    path("", include("holdspace.interfaces.monitors.urls")),
    path("", include("holdspace.pathway.dosing_session.urls")),
]

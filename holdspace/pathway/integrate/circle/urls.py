"""The people a person lets in: the person's pages, each supporter's own, and the staff's."""

from django.urls import path

from holdspace.pathway.integrate.circle import companion, supporter_views, views

app_name = "circle"
urlpatterns = [
    path("me/circle/", companion.own_circle, name="own_circle"),
    path("me/circle/invite/", companion.own_invite, name="own_invite"),
    path("me/circle/<uuid:supporter_id>/", companion.own_member, name="own_member"),
    path("me/circle/<uuid:supporter_id>/link/", companion.own_link, name="own_link"),
    path("me/circle/<uuid:supporter_id>/preview/", companion.own_preview, name="own_preview"),
    path("me/circle/<uuid:supporter_id>/change/", companion.own_change, name="own_change"),
    path("me/circle/<uuid:supporter_id>/pause/", companion.own_pause, name="own_pause"),
    path("me/circle/<uuid:supporter_id>/resume/", companion.own_resume, name="own_resume"),
    path("me/circle/<uuid:supporter_id>/keep/", companion.own_keep, name="own_keep"),
    path("me/circle/<uuid:supporter_id>/ride/", companion.own_ride, name="own_ride"),
    path("me/circle/<uuid:supporter_id>/end/", companion.own_end, name="own_end"),
    path("circle/<uuid:supporter_id>/", supporter_views.live, name="live"),
    path("circle/<uuid:supporter_id>/tick/", supporter_views.tick, name="tick"),
    path("circle/<uuid:supporter_id>/wrong/", supporter_views.wrong, name="wrong"),
    path("circle/<uuid:supporter_id>/from-them/", supporter_views.from_them, name="from_them"),
    path(
        "circle/<uuid:supporter_id>/from-them/<uuid:shared_copy_id>/<int:place>",
        supporter_views.shared_medium,
        name="shared_medium",
    ),
    path("circle/<uuid:supporter_id>/stream", supporter_views.stream, name="stream"),
    path("people/<uuid:patient_id>/circle/", views.staff_circle, name="staff_circle"),
    path("people/circle-calls/<uuid:call_id>/", views.call, name="call"),
    path("people/circle-calls/<uuid:call_id>/take/", views.take_call, name="take_call"),
    path("people/circle-calls/<uuid:call_id>/close/", views.close_call, name="close_call"),
]

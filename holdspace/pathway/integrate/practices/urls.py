"""Small things to do after a session, the open days, what does one good, the wheel of life."""

from django.urls import path

from holdspace.pathway.integrate.practices import companion, days_companion, wheel_companion

app_name = "practices"
urlpatterns = [
    path("me/small-things/", companion.own_practices, name="own_practices"),
    path("me/small-things/pick/", companion.own_library, name="own_library"),
    path("me/small-things/pick/<str:practice>/", companion.own_take, name="own_take"),
    path("me/small-things/own/", companion.own_new_thing, name="own_new_thing"),
    path("me/small-things/show/<str:part>/", companion.own_show, name="own_show"),
    path("me/small-things/<uuid:thing_id>/", companion.own_thing, name="own_thing"),
    path("me/small-things/<uuid:thing_id>/say/", companion.own_say, name="own_say"),
    path("me/small-things/<uuid:thing_id>/aside/", companion.own_aside, name="own_aside"),
    path("me/small-things/<uuid:thing_id>/again/", companion.own_again, name="own_again"),
    path("me/small-things/<uuid:thing_id>/gone/", companion.own_gone, name="own_gone"),
    path("me/open-days/", days_companion.own_open_days, name="own_open_days"),
    path(
        "me/open-days/<uuid:plan_id>/say/",
        days_companion.own_open_days_say,
        name="own_open_days_say",
    ),
    path(
        "me/open-days/<uuid:plan_id>/gone/",
        days_companion.own_open_days_gone,
        name="own_open_days_gone",
    ),
    path("me/lean/", days_companion.own_lean, name="own_lean"),
    path("me/lean/<uuid:lean_id>/gone/", days_companion.own_lean_gone, name="own_lean_gone"),
    path("me/wheel/", wheel_companion.own_wheel, name="own_wheel"),
    path("me/wheel/draw/", wheel_companion.own_draw, name="own_draw"),
    path("me/wheel/tend/", wheel_companion.own_tend, name="own_tend"),
    path("me/wheel/<uuid:wheel_id>/gone/", wheel_companion.own_wheel_gone, name="own_wheel_gone"),
]

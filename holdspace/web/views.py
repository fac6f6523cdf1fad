"""The design gallery, and the choice between day and dim light."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from holdspace.web import gallery
from holdspace.web.templatetags.components import LIGHTS

YEAR_SECONDS = 365 * 24 * 60 * 60


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in one light; `?light=dim` shows the other."""
    return render(
        request, "web/design.html", _with_light(request, gallery.everything(timezone.now()))
    )


@require_safe
def design_room(request: HttpRequest) -> HttpResponse:
    """The components together, as a room page holds them."""
    return render(
        request, "web/design_room.html", _with_light(request, gallery.room(timezone.now()))
    )


@require_POST
def choose_light(request: HttpRequest) -> HttpResponse:
    """Remember the light in a cookie and go back to the page it was chosen on."""
    chosen = request.POST.get("light")
    wanted = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(wanted if is_ours else "/")
    if chosen in LIGHTS:
        response.set_cookie(
            "light", chosen, max_age=YEAR_SECONDS, secure=request.is_secure(), samesite="Lax"
        )
    return response


def _with_light(request: HttpRequest, context: dict[str, object]) -> dict[str, object]:
    asked = request.GET.get("light")
    return {**context, "light": asked} if asked in LIGHTS else context

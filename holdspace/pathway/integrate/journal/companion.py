"""A person's journal on their own phone: the page, what it asks first, and its keys."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from csp.decorators import csp_update
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from pydantic import BaseModel, ValidationError

import holdspace.web
from holdspace.clinic.access.policy import public
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.own_access.queries import whom_to_call
from holdspace.pathway.integrate.journal import actions, queries
from holdspace.pathway.integrate.journal import companion_words as words
from holdspace.pathway.integrate.journal.keys import NewKey, Wraps

if TYPE_CHECKING:
    from django.http import HttpRequest

Model = TypeVar("Model", bound=BaseModel)
FROM_THIS_PAGE = {"img-src": ["blob:"], "media-src": ["blob:"]}
"""Pictures and sound that the page itself has opened; nothing from elsewhere."""
SCRIPTS = Path(holdspace.web.__file__).parent / "static"
MODULES = (
    *sorted(
        path.relative_to(SCRIPTS).as_posix()
        for path in (SCRIPTS / "holdspace/js/journal").glob("*.js")
    ),
    "holdspace/js/offline/sealing.js",
    "holdspace/js/offline/tablet_database.js",
    "holdspace/js/passkey.js",
    "holdspace/js/uuid7.js",
    "vendor/idb/index.js",
)
"""All that the page is made of: named in it, so that a phone keeps each for when it is offline."""
NO_ID = "00000000-0000-0000-0000-000000000000"


@require_safe
@csp_update(FROM_THIS_PAGE)  # type: ignore[arg-type]  # it is typed for plain requests
@own_page
def own_journal(request: OwnRequest) -> HttpResponse:
    """To write, and after the passphrase to read. Nothing of what is written is in it."""
    return _page(request, was_away=queries.was_away(request.person, timezone.now()))


@require_safe
@csp_update(FROM_THIS_PAGE)
@public
def offline(request: HttpRequest) -> HttpResponse:
    """The same page about nobody: a phone keeps it, so that one can write without a network."""
    # What was to be said once to somebody is not said here, and not kept.
    response = _page(request, was_away=False, messages=())
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@own_page
def own_state(request: OwnRequest) -> HttpResponse:
    """What the page asks first: whose it is, the key, how much is kept, who could read a copy."""
    readers = queries.readers_for(request.person, timezone.now())
    return JsonResponse(
        {
            "person": str(request.person.patient_id),
            "time_zone": request.person.time_zone,
            "csrf": get_token(request),
            "key": queries.key_of(request.person),
            "kept": queries.kept_in_short(request.person),
            "readers": [{"key": one.key, "name": one.name, "role": one.role} for one in readers],
        }
    )


@require_POST
@own_page
def own_keys(request: OwnRequest) -> HttpResponse:
    """The key of a journal that begins; or another passphrase or code, by who opened it."""
    now = timezone.now()
    try:
        if "change" in request.GET:
            wraps = _read(request, Wraps)
            actions.change_wraps(person=request.person, wraps=wraps, now=now)
        else:
            actions.begin_journal(person=request.person, key=_read(request, NewKey), now=now)
    except ValidationError:
        return refusal(HTTPStatus.UNPROCESSABLE_ENTITY, words.NOT_READABLE)
    except actions.AnotherKeyIsThere:
        return refusal(HTTPStatus.CONFLICT, words.OTHER_KEY)
    return JsonResponse({"key": queries.key_of(request.person)})


def refusal(status: HTTPStatus, sentence: str) -> JsonResponse:
    """Why something was not done, for the page to say."""
    return JsonResponse({"sentence": sentence}, status=status)


def _read(request: OwnRequest, model: type[Model]) -> Model:
    return model.model_validate_json(request.body)


def _page(request: HttpRequest, *, was_away: bool, **more: object) -> HttpResponse:
    context = {
        "tab": "journal",
        "was_away": was_away,
        "reach": whom_to_call(request),
        "colours": words.COLOURS,
        "modules": MODULES,
        "page": {"addresses": _addresses(), "words": words.SAID},
        **more,
    }
    return render(request, "journal/companion/journal.html", context)


def _addresses() -> dict[str, Any]:
    """Where the page asks; an id of nothing stands where it puts one."""
    plain = ("state", "keys", "entries", "keep", "share", "erase_all")
    return {
        **{name: reverse(f"journal:own_{name}") for name in plain},
        "part": reverse("journal:own_part", args=[NO_ID, 0]),
        "erase": reverse("journal:own_erase", args=[NO_ID]),
        "take_back": reverse("journal:own_take_back", args=[NO_ID]),
        "sign_in": reverse("own_access:sign_in"),
    }

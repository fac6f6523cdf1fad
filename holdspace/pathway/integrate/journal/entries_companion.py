"""Entries of a journal, sealed: kept, given back, erased, copied for one reader."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.sealed import SealingKeyMissing
from holdspace.pathway.integrate.journal import actions, queries, sharing
from holdspace.pathway.integrate.journal import companion_words as words
from holdspace.pathway.integrate.journal.companion import refusal
from holdspace.pathway.integrate.journal.container import (
    MOST_BYTES,
    EntryTooLarge,
    NotAnEntry,
    unpack,
)
from holdspace.pathway.integrate.journal.models import SharedCopy

if TYPE_CHECKING:
    from holdspace.pathway.integrate.journal.queries import Reader

ID_BYTES = 16
REFUSED = {
    NotAnEntry: (HTTPStatus.UNPROCESSABLE_ENTITY, words.NOT_READABLE),
    EntryTooLarge: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words.TOO_LARGE),
    actions.NoKeyYet: (HTTPStatus.CONFLICT, words.NO_KEY),
    actions.SameIdOtherBytes: (HTTPStatus.CONFLICT, words.OTHER_BYTES),
    actions.JournalFull: (HTTPStatus.INSUFFICIENT_STORAGE, words.FULL),
    actions.TooManyAtOnce: (HTTPStatus.TOO_MANY_REQUESTS, words.TOO_MANY),
    SealingKeyMissing: (HTTPStatus.SERVICE_UNAVAILABLE, words.NOT_SHARED),
}
"""What is said of each refusal. What was written stays on the phone in any case."""


@require_safe
@own_page
def own_entries(request: OwnRequest) -> HttpResponse:
    """Some entries, the latest first, sealed as they came."""
    asked = request.GET.get("after", "")
    after = int(asked) if asked.isdecimal() and len(asked) < ID_BYTES else 0
    return JsonResponse(queries.heads(request.person, after))


@require_POST
@own_page
def own_keep(request: OwnRequest) -> HttpResponse:
    """One entry: its id, then its sealed parts."""
    try:
        entry_id, data = _entry_sent(request)
        is_new = actions.keep_entry(
            person=request.person, entry_id=entry_id, data=data, now=timezone.now()
        )
    except tuple(REFUSED) as wrong:
        return refusal(*REFUSED[type(wrong)])
    return JsonResponse({"entry_id": str(entry_id), "state": "new" if is_new else "already"})


@require_safe
@own_page
def own_part(request: OwnRequest, journal_entry_id: UUID, place: int) -> HttpResponse:
    sealed = queries.part_of(request.person, journal_entry_id, place)
    if sealed is None:
        return refusal(HTTPStatus.NOT_FOUND, words.NOT_THERE)
    return HttpResponse(sealed, content_type="application/octet-stream")


@require_POST
@own_page
def own_erase(request: OwnRequest, journal_entry_id: UUID) -> HttpResponse:
    """For good, with each copy of it."""
    if not actions.erase_entry(person=request.person, entry_id=journal_entry_id):
        return refusal(HTTPStatus.NOT_FOUND, words.NOT_THERE)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@own_page
def own_erase_all(request: OwnRequest) -> HttpResponse:
    """The whole journal and its key, so that it can begin anew. Asked for in so many words."""
    if request.GET.get("say") != "erase":
        return refusal(HTTPStatus.UNPROCESSABLE_ENTITY, words.SAID["not_erased"])
    return JsonResponse({"erased": actions.erase_journal(person=request.person)})


@require_POST
@own_page
def own_share(request: OwnRequest) -> HttpResponse:
    """A copy of one entry, as the person's browser opened it, for one reader."""
    try:
        entry_id, data = _entry_sent(request)
        entry = queries.entry_of(request.person, entry_id)
        reader = _reader(request)
        if entry is None or reader is None:
            raise NotAnEntry
        copy = sharing.share(
            person=request.person,
            entry=entry,
            reader=reader,
            parts=unpack(data),
            now=timezone.now(),
        )
    except tuple(REFUSED) as wrong:
        return refusal(*REFUSED[type(wrong)])
    return JsonResponse(queries.copy_in_short(copy))


@require_POST
@own_page
def own_take_back(request: OwnRequest, shared_copy_id: UUID) -> HttpResponse:
    copy = SharedCopy.objects.of_person(request.person).filter(pk=shared_copy_id).first()
    if copy is None:
        return refusal(HTTPStatus.NOT_FOUND, words.NOT_THERE)
    actions.take_back(person=request.person, copy=copy)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _entry_sent(request: OwnRequest) -> tuple[UUID, bytes]:
    """Which entry, and its parts. Raises NotAnEntry, EntryTooLarge."""
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise EntryTooLarge
    if len(body) < ID_BYTES:
        raise NotAnEntry
    return UUID(bytes=body[:ID_BYTES]), body[ID_BYTES:]


def _reader(request: OwnRequest) -> Reader | None:
    """Of those who may be given a copy now, the one that was chosen."""
    wanted = request.GET.get("reader", "")
    readers = queries.readers_for(request.person, timezone.now())
    return next((one for one in readers if one.key == wanted), None)

"""Device tokens: each is shown once, and kept only as a digest."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

from holdspace.interfaces.monitors.models import DeviceToken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.interfaces.monitors.spool_records import Record

PREFIX = "hsdev_"
"""So that somebody who finds one knows what it is."""
POSTS = "posts: "
"""Begins the device key of a monitor that is known by its tokens alone."""
NO_TOKEN = "posted without a token that is known here; the body was not kept"  # noqa: S105 - words


def new_token() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """256 bits that nobody can guess need no slow digest."""
    return sha256(token.encode()).hexdigest()


def ended_before(records: Iterable[Record]) -> set[int]:
    """The numbers of the records that came with a token that had been ended by then: the gateway
    could not know while the database was away."""
    with_token = [record for record in records if record.token is not None]
    if not with_token:
        return set()
    rows = DeviceToken.objects.filter(pk__in={record.token for record in with_token})
    ended = {pk: at for pk, at in rows.values_list("pk", "ended_at") if at is not None}
    return {
        record.sequence
        for record in with_token
        if record.token in ended and ended[record.token] <= record.received_at
    }

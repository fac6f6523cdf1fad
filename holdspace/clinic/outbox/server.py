"""The clinic's mail server: where it is, and what came of handing a mail over to it."""

from __future__ import annotations

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, get_connection

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

TIMEOUT_SECONDS = 20
TEMPORARY = range(400, 500)
"""Answers of a mail server that mean "not now"."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


class NotAMailServer(Exception):
    """The setting names no server mail could go to; the sentence says what is wrong with it."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """The server has it."""


@dataclass(frozen=True, kw_only=True)
class NotNow:
    """The server did not take it, for a reason that may pass."""

    said: str


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The server will not take it."""

    said: str


@dataclass(frozen=True, kw_only=True)
class NotKnown:
    """The line broke while the mail was handed over: it may have been taken."""

    said: str


HandedOver = Taken | NotNow | Refused | NotKnown


def is_set() -> bool:
    return bool(settings.MAIL_URL)


def backend_of(url: str) -> dict[str, Any]:
    """Django's words for an address. Raises NotAMailServer.

    `smtp://` speaks in the open only until STARTTLS and gives up without it, `smtps://` is
    encrypted from the first byte, `smtp+plain://` is for a server on this machine alone, and
    `file:///folder` writes each mail into a file.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {
            "backend": "django.core.mail.backends.filebased.EmailBackend",
            "file_path": unquote(parts.path),
        }
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotAMailServer(
            "HOLDSPACE_MAIL_URL is none of smtp://, smtps://, smtp+plain://, file:///."
        )
    if parts.scheme == "smtp+plain" and parts.hostname not in LOOPBACK:
        raise NotAMailServer(
            "smtp+plain:// sends addresses and links unencrypted, so it is for a mail server on "
            "this machine alone. Use smtp:// or smtps://."
        )
    return {
        "backend": "django.core.mail.backends.smtp.EmailBackend",
        "host": parts.hostname,
        "port": parts.port or PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp",
        "use_ssl": parts.scheme == "smtps",
        "timeout": TIMEOUT_SECONDS,
    }


def hand_over(mail_id: object, address: str, subject: str, body: str) -> HandedOver:
    """Give one mail to the server, once. What it said is for the staff, never for a log."""
    try:
        connection = get_connection(**backend_of(settings.MAIL_URL))
    except (ImproperlyConfigured, NotAMailServer) as trouble:
        return NotNow(said=_in_words(trouble))
    try:
        connection.open()
        return _hand_over(connection, _message(mail_id, address, subject, body))
    except (OSError, smtplib.SMTPException) as trouble:
        # Nothing of the mail was said yet, so it can be tried again without doubt.
        return NotNow(said=_in_words(trouble))
    finally:
        # How the line ends changes nothing about the mail.
        with suppress(OSError, smtplib.SMTPException):
            connection.close()


def _hand_over(connection: BaseEmailBackend, message: EmailMessage) -> HandedOver:
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refusal:
        code, said = next(iter(refusal.recipients.values()))
        return _refused(code, said)
    except smtplib.SMTPResponseException as refusal:
        return _refused(refusal.smtp_code, refusal.smtp_error)
    except (OSError, smtplib.SMTPException) as trouble:
        return NotKnown(said=_in_words(trouble))
    return Taken()


def _refused(code: int, said: bytes | str) -> HandedOver:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    kind = NotNow if code in TEMPORARY else Refused
    return kind(said=f"{code} {words}".strip())


def _message(mail_id: object, address: str, subject: str, body: str) -> EmailMessage:
    sender = settings.MAIL_FROM
    host = sender.rpartition("@")[2].rstrip(">") or "localhost"
    return EmailMessage(
        subject=subject,
        body=body,
        from_email=sender,
        to=[address],
        # The same for the same mail, so that one that is sent again is known as the one it is.
        headers={"Message-ID": f"<{mail_id}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def _in_words(trouble: Exception) -> str:
    return str(trouble) or type(trouble).__name__

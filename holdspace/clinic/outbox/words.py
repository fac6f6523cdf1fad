"""What the mails say: fixed words for each kind, and nothing about anybody.

Whoever else sees a lock screen or a shared mailbox learns from them that there is a link. They name
no person, no clinic, no kind of care; the page behind the link asks who is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MailKind(StrEnum):
    """Why a mail is sent."""

    OWN_LINK = "own_link"
    SOMETHING_NEW = "something_new"
    SOMETHING_TO_FILL_IN = "something_to_fill_in"
    REMINDER = "reminder"
    ANSWER = "answer"
    STAFF_TASK = "staff_task"


@dataclass(frozen=True, kw_only=True)
class MailWords:
    """A subject and one sentence; and what the staff's list calls the mail."""

    subject: str
    sentence: str
    staff_words: str


WORDS: dict[MailKind, MailWords] = {
    MailKind.OWN_LINK: MailWords(
        subject="Your link",
        sentence="Here is your own link. It works for seven days. Please do not pass it on.",
        staff_words="A link to sign in",
    ),
    MailKind.SOMETHING_NEW: MailWords(
        subject="Something new for you",
        sentence="There is something new for you.",
        staff_words="Something new",
    ),
    MailKind.SOMETHING_TO_FILL_IN: MailWords(
        subject="Something to fill in",
        sentence="There is something for you to fill in. You can stop and go on later.",
        staff_words="Something to fill in",
    ),
    MailKind.REMINDER: MailWords(
        subject="A reminder for you",
        sentence="There is a reminder for you.",
        staff_words="A reminder",
    ),
    MailKind.ANSWER: MailWords(
        subject="An answer for you",
        sentence="There is an answer to what you asked.",
        staff_words="An answer to a question",
    ),
    MailKind.STAFF_TASK: MailWords(
        subject="Something waits for you",
        sentence="Something waits for you. Please look as soon as you can.",
        staff_words="To staff: a task waits",
    ),
}

CARRIES_A_SECRET = frozenset({MailKind.OWN_LINK})
"""Their links sign somebody in: they are forgotten here as soon as the mail is no longer ours."""

BODY = """Hello,

{sentence}
{way_in}
You cannot reply to this mail. If it is not for you, please delete it.
"""
WAY_IN = """
Open it here:
{address}
"""


def letter(kind: MailKind, address: str) -> tuple[str, str]:
    """Subject and body. Without an address there is no line about a link."""
    words = WORDS[kind]
    way_in = WAY_IN.format(address=address) if address else ""
    return words.subject, BODY.format(sentence=words.sentence, way_in=way_in)

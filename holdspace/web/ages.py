"""How long ago, in the few letters a glance can take in; `ages.js` says the same words."""

from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def in_words(length: timedelta) -> str:
    """A length of time: seconds under a minute, then minutes, hours with minutes, days."""
    if length < MINUTE:
        return f"{max(0, int(length / timedelta(seconds=1)))} s"
    if length < HOUR:
        return f"{int(length / MINUTE)} min"
    if length < DAY:
        return f"{int(length / HOUR)} h {int(length % HOUR / MINUTE):02d}"
    return f"{int(length / DAY)} d"


def age_in_words(at: datetime, now: datetime) -> str:
    """How old something is at `now`; a moment still to come is 0 s old."""
    return in_words(now - at)

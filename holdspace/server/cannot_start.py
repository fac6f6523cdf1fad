"""Why a start was refused, in a sentence for the person who asked for it."""


class CannotStart(RuntimeError):
    """Something outside Holdspace is in the way; the sentence says what."""

    exit_code = 1

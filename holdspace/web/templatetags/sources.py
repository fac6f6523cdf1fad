"""Where a number or a rule comes from, as a clinician reads it."""

from django import template

from holdspace.domain.source_words import source_in_words

register = template.Library()
register.filter("source_words", source_in_words)


@register.filter
def as_clause(words: str) -> str:
    """Somebody's words within a sentence of ours: without the stop at their end."""
    return words.rstrip().removesuffix(".")

"""Fills a sentence of the catalogue with a name or a number."""

from __future__ import annotations

from django import template

register = template.Library()


@register.simple_tag
def filled(sentence: str, **values: object) -> str:
    """The sentence, with each name in braces replaced."""
    return sentence.format(**values)

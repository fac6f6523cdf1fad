"""What a template asks of a finding: who may sign for it, and how grave it is in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from holdspace.domain.screening import Severity

if TYPE_CHECKING:
    from holdspace.domain.suitability import Standing

register = template.Library()

SEVERITY = {
    Severity.ABSOLUTE_LABEL: "not to be treated, by the label",
    Severity.ABSOLUTE: "not to be treated",
    Severity.REVIEW_BY_TWO: "two clinicians must agree",
    Severity.REVIEW: "a prescriber must decide",
    Severity.SAME_DAY: "on the day",
    Severity.INFORMATION: "to know",
}


@register.simple_tag
def why_not(
    one: Standing,
    me: str,
    is_prescriber: bool,  # noqa: FBT001 - a template's call
    is_medical_director: bool = False,  # noqa: FBT001, FBT002 - the same
) -> str:
    """Why this person's word would not help with a finding; empty when it would."""
    return one.why_not_by(me, is_prescriber=is_prescriber, is_medical_director=is_medical_director)


@register.filter
def severity_words(severity: Severity) -> str:
    return SEVERITY[severity]

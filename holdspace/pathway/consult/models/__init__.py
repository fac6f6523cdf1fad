"""Consents, and what is known of a person before a decision, as rows."""

from holdspace.pathway.consult.models.consent import Consent

__all__ = ["Consent"]

"""Consultation: consent, item by item."""

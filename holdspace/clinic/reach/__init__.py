"""Whom a person can reach: the clinic in its hours, crisis lines, the emergency number."""

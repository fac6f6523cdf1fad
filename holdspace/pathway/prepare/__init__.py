"""Preparation: intention, guidance plan, readiness."""

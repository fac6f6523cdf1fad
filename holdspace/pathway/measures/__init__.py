"""Questionnaires, asked at any stage, and the risk tier."""

"""Holdspace: clinic software for ketamine-assisted therapy."""

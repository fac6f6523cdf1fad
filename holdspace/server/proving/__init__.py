"""Proving on this machine: the real site on a scratch database, and what a bad day does to it."""

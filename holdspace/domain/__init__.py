"""The clinical rules, pure: no framework, no clock, no disk, no network."""

"""The day over all stages: the board."""

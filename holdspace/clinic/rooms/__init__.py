"""The rooms of a clinic."""

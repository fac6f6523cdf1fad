"""The clinic, the people who work in it, and the people who come to it."""

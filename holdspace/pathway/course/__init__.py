"""The thread: a patient's course of treatment and its dose cycles."""

"""Recorded vital signs in files, read frame by frame to be played again."""

"""Bedside monitors: one folder per family, and the gateway that hears them.

To add a monitor, add a folder with a `manifest.py`; there is no list to edit.
"""

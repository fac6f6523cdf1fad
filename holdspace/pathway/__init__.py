"""The care pathway, in order: one folder per stage, each holding all of itself."""

"""Other systems, each a translator and nothing more."""

"""Who read and who wrote which chart: append-only."""

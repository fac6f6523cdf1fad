"""Creative's monitors, which call themselves northern: MDC codes with habits of their own."""

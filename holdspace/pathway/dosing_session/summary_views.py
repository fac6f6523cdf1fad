"""The summary of a session: its page, its file, its signature and its close."""

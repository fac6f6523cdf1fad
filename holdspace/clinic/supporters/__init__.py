"""Those whom a person invites to be there for them: their own door, and what each may be shown."""

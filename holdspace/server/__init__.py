"""Running Holdspace: embedded database, supervisor, start checks, command line."""

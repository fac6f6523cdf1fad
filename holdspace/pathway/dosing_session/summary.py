"""One session as one document: what the page shows, the file prints and a signature binds."""

"""The tablets of the rooms: enrolled once, unenrolled from the desk, with a PIN for each person."""

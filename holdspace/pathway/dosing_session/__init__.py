"""The room: one dosing session, from arrival to going home."""

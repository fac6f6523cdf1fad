"""Appointments: who, where, from when to when."""

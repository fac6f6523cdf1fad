"""Copies of the whole record: made beside the running site, looked over, and put back."""

"""Mails that wait to be sent: queued with the act they belong to, sent by the clock process."""

"""The patients' own sign-in: a link from the clinic, then a PIN on that phone or a passkey."""

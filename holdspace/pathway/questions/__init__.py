"""What a person asks or worries about, at any time, and what the clinic answers."""

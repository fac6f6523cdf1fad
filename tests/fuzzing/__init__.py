"""Every parser of what comes from outside, fed with anything. `make fuzz` does it for longer."""

"""Three people of the demo in the middle of a course, with months behind them.

Told from the first day on, in order, by the actions that they and the staff would use, each at its
own moment: no row is written that a clinic could not have. The same seed tells the same months.
"""

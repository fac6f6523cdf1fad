"""What the companion says around its door. Short, for somebody who may be tired or tender."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

NO_DAY = "Give the day, from 1 to 31."
NO_MONTH = "Choose the month."
NO_YEAR = "Give the year with all four digits."
DAY_ERRORS = dict.fromkeys(("required", "invalid", "min_value", "max_value"), NO_DAY)
YEAR_ERRORS = dict.fromkeys(("required", "invalid", "min_value", "max_value"), NO_YEAR)
NO_PIN = "Type your PIN."
NO_SUCH_DATE = "There is no such day. Look at the day, the month and the year once more."
WRONG_BIRTHDAY = "That is not the date we have. You can try again."
LAST_BIRTHDAY = "That is not the date we have. One more try is left. Or call your clinic."
PIN_HELP = "Six digits or more. It works on this phone only."
PINS_DIFFER = "The two are not the same. Type both again."
WRONG_PIN = "That is not the PIN. You can try again."
FEW_PINS_LEFT = "That is not the PIN. A few tries are left. Not sure of it? Your clinic can help."
PIN_VOID = "This PIN does not work any more. Ask your clinic for a new link."
SLOWLY = "That was fast. Wait one minute, then try again."
PASSKEY_UNUSED = "The passkey was not used. You can try again."
JOINED = "You are in. Next time, your PIN opens this on your phone."
JOINED_BY_PASSKEY = "You are in. Next time, your passkey opens this."
PIN_SAVED = "Your new PIN is saved."
SIGNED_OUT = "You are signed out."

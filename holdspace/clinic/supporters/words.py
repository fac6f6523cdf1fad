"""What the door of somebody's circle says. Short: it is read in a hallway, on the way to a car."""

from __future__ import annotations

from holdspace.domain.grants import Bundle

SLOWLY = "That was fast. Wait one minute, then try again."
JOINED = "You are in. Next time, your PIN opens this on your phone."
JOINED_BY_PASSKEY = "You are in. Next time, your passkey opens this."
ADDED = "You are in. It stands beside what you had before."
PASSKEY_UNUSED = "The passkey was not used. You can try again."
WRONG_PIN = "That is not the PIN. You can try again."
FEW_PINS_LEFT = "That is not the PIN. A few tries are left."
PIN_VOID = "This PIN does not work any more. Ask who invited you for a new link."
SIGNED_OUT = "You are signed out."

BUNDLE_NAMES: dict[Bundle, str] = {
    Bundle.RIDE_ONLY: "Ride only",
    Bundle.DAY_OF_HELPER: "Helper on the day",
    Bundle.CIRCLE: "Circle",
    Bundle.NOTHING_YET: "Nothing until I say",
}
BUNDLE_SHOWS: dict[Bundle, str] = {
    Bundle.RIDE_ONLY: "When and where, and when to pick up.",
    Bundle.DAY_OF_HELPER: "The ride, what is normal, what helps, the evening, when to call.",
    Bundle.CIRCLE: "What a helper on the day sees, and what you pick from your plan and journal.",
    Bundle.NOTHING_YET: "They can join now. They see nothing yet.",
}
"""As the person reads it, who gives it."""
BUNDLE_GIVES: dict[Bundle, str] = {
    Bundle.RIDE_ONLY: "You will see when and where to come.",
    Bundle.DAY_OF_HELPER: "You will see when to come, what helps, and when to call.",
    Bundle.CIRCLE: "You will see when to come, what helps, and what they share with you.",
    Bundle.NOTHING_YET: "You will see more when they say so.",
}
"""As who was invited reads it."""

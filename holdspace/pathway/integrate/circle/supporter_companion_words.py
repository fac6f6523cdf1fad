"""What somebody in a circle reads: before, that day, that evening. Short, for a tired driver too.

None of it says what was given, measured, found or scored. A test holds it to a sixth-grade reading
level and to a list of words that shame.
"""

from __future__ import annotations

# --- the ride -------------------------------------------------------------------------------------

RIDE_PLANNED = "{name} may be ready to leave at about {clock}. Plan some room around it."
RIDE_THERE = "{name} is still at the clinic. It is common that it takes longer than planned."
RIDE_READY = "{name} may leave now, with somebody at their side. Please go in and ask for them."
RIDE_HOME = "{name} left the clinic at {clock}."
RIDE_NOT_KNOWN = "We cannot say here where {name} is by now. Please call the clinic."
RIDE_RULES = (
    "Please come inside. They do not leave on their own.",
    "They do not drive today, nor tomorrow before they have slept.",
    "Water, a bag and a warm layer in the car are kind.",
)
RIDE_RULES_ONCE_HOME = (RIDE_RULES[1],)

# --- what is common -------------------------------------------------------------------------------

MAY_SEE = (
    "Tears. They are common, and they may be tears of relief.",
    "Being quiet. They may not have words yet.",
    "Feeling slow, light or far away. It goes in hours.",
    "Not being steady. An arm on the stairs helps.",
    "Feeling sick, or not wanting to eat.",
    "Being very tired, today and tomorrow.",
    "Being open and tender. Small things may touch them.",
)
HELPS = (
    "Be near, and calm. You need not fix a thing.",
    "Low light and little noise.",
    "Ask before you touch them.",
    "Say: I am here. Take your time.",
    "Let them talk if they want to. Let them not talk.",
)
DOES_NOT_HELP = (
    "Asking what they saw or what it meant.",
    "Telling them what to feel or to think.",
    "Guests, news, loud films, big choices.",
    "Leaving them alone this evening, if you can help it.",
)
WORDS_LABELS = {
    "words_that_help": "Words that help",
    "when_it_gets_hard": "When it gets hard",
    "what_to_avoid": "Please do not",
}

# --- the evening ----------------------------------------------------------------------------------

EVENING = {
    "home": "We are home.",
    "soft_place": "They lie or sit where it is soft and quiet.",
    "water": "Water is in reach.",
    "something_light": "They had something light to eat, if they liked.",
    "steady": "Somebody is near on stairs and in the bath.",
    "keys": "The car keys are put away until tomorrow.",
    "numbers": "I know whom to call, and my phone is charged.",
    "stays": "Somebody stays tonight, or can be here in minutes.",
    "before_sleep": "Before sleep I looked in. They woke with ease and breathed calmly.",
}

# --- when to call ---------------------------------------------------------------------------------

NO_NUMBER = "your emergency number"
EMERGENCY = {
    "cannot_wake": "you cannot wake them",
    "chest": "they have chest pain, cannot get air, or pass out",
    "nerves": "one side is weak, they cannot speak or see, have a fit, or the worst headache",
    "allergy": "they swell up, get hives, or their throat gets tight",
    "might_act": "they may hurt themselves or end their life",
}
CLINIC = {
    "hard_to_wake": "they are hard to wake, or more and more sleepy",
    "palpitations": "their heart races or skips",
    "vomiting": "they keep throwing up, or keep no drink down",
    "perception": "they see or hear what is not there, or cannot calm down",
    "far_away": "they are still far away or mixed up the next day",
    "fall_or_drove": "they fell, or they drove",
    "safety": "they speak of not wanting to live. Stay with them",
    "anything": "you feel that something is not right. You need not be sure",
}
PRESSURE_IS_NOT_SAID = "pressure"
"""A reading: whoever measures at home was told by the clinic what to do, and this page was not."""

# --- something's wrong ----------------------------------------------------------------------------

WRONG_SAY = "Say what you see"
WRONG_SAY_HELP = "A few words are enough. You can send it empty too."
STATES = {
    "sent": "Sent at {sent}. You will see here who has seen it.",
    "seen": "{by} has seen it at {seen} and will answer here.",
    "answered": "{by} answered at {answered}.",
    "not_reached": "Nobody at the clinic has seen it yet. Do not wait. Please call now.",
    "closed": "{by} has closed this. Something new? Tell us again.",
}
SENT = "Sent. Stay on this page, or come back to it. The answer stands here."

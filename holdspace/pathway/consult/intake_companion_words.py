"""What the intake says to the person on their phone. Plain words, short sentences, no blame."""

from __future__ import annotations

from holdspace.domain.screening_facts import Section

TITLE = "About you"
LEAD = (
    "These questions help us see if this treatment is safe for you. You can stop at any time. "
    "What you wrote is kept, and you can go on later."
)
WHO_SEES = "Who sees this"
WHO = "The people who care for you here"
WHO_LONG = (
    "The doctors, nurses and therapists of this clinic can read your answers. The front desk can "
    "not. Nobody outside of the clinic gets them unless you say so."
)
MAY_SKIP = "You can leave a question. Then we ask it when we talk."
YES, NO = "Yes", "No"
DO_NOT_KNOW = "I do not know"
RATHER_NOT_SAY = "I would rather not say"
NONE_OF_THESE = "None of these"
START, GO_ON, LOOK_AGAIN = "Start", "Go on", "Look again"
SAVE = "Save and go on"
BACK = "Back"
ALL_PARTS = "All parts"
FIND = "Find"
OR = "Or"
NOT_YET = "This is not saved yet. Please look at what is marked."
TO_TODAY = "To my page"
PART_OPEN = "open"
PART_DONE = "Done"

PARTS: dict[Section, tuple[str, str]] = {
    Section.GOALS: ("What you hope for", "In your own words."),
    Section.BODY: ("Your body", "Your health now and before."),
    Section.HEART: ("Heart and blood", "This treatment can raise blood pressure for a while."),
    Section.BREATHING: ("Breathing and sleep", "This treatment can make you sleepy."),
    Section.HEAD: ("Head and eyes", "It can raise the pressure in the head and the eyes."),
    Section.MIND: ("Your mind", "There is no wrong answer here."),
    Section.MEDICINES: ("Medicines", "All of them, also those you buy yourself."),
    Section.SUBSTANCES: ("Alcohol and drugs", "We ask so that you are safe. Nobody is judged."),
    Section.PREGNANCY: ("Pregnancy", "This treatment could harm a baby."),
    Section.EXPERIENCE: ("What you know of it", "Past times like this, good or hard."),
    Section.HOME: ("At home", "Who is there, and who can help."),
}

MEDICINES_TITLE = "Your medicines"
MEDICINES_LEAD = "Pills, drops, sprays, patches, herbs. Also what you take only now and then."
MEDICINES_EMPTY = "There is nothing on your list yet."
MEDICINE_ADD = "Add a medicine"
MEDICINE_FIND = "What is it called?"
MEDICINE_FIND_HELP = "Type the first letters. It is on the pack."
MEDICINE_FREE = "Add it as I wrote it"
MEDICINE_NAME = "What it is called"
MEDICINE_DOSE = "How much do you take at a time?"
MEDICINE_DOSE_HELP = "It is on the pack. If you do not know, leave it empty."
MEDICINE_TIMES = "How often?"
MEDICINE_TIMES_HELP = "A number, such as 2. If you do not know, leave it empty."
MEDICINE_PER = "Each"
PER = (("day", "Day"), ("week", "Week"), ("month", "Month"))
MEDICINE_NEEDED = "I take it only when I need it"
MEDICINE_NEEDED_HELP = "Then write above the most that you take in that time."
MEDICINE_AS = "How do you take it?"
TAKEN_AS = (
    ("", "I do not know"),
    ("mouth", "By mouth"),
    ("tongue", "Under the tongue"),
    ("nose", "In the nose"),
    ("skin", "On the skin, or a patch"),
    ("injection", "As a shot"),
    ("other", "Some other way"),
)
MEDICINE_LAST = "On which day did you last take it?"
MEDICINE_KEEP = "Keep it on my list"
MEDICINE_OFF = "I do not take this any more"
MEDICINE_OFF_NOTE = (
    "Do not stop a medicine for this form. If you think of it, talk with your doctor first."
)
CONDITIONS_TITLE = "Other health problems"
CONDITIONS_LEAD = "Is there a health problem that we did not ask about?"
ALLERGIES_TITLE = "Allergies"
ALLERGIES_LEAD = "What are you allergic to, and what happens then?"
THING_FIND = "What is it called?"
THING_FIND_HELP = "Type the first letters, or write it in your own words."
THING_DETAIL = "Is there more that we should know?"
ALLERGY_DETAIL = "What happens then?"
THING_ADD = "Add it to my list"
THING_OFF = "Take off"
THING_FREE = "Add it as I wrote it"

FINISH_TITLE = "Is this all for now?"
FINISH_OPEN = "questions are still open. You can finish now. We ask the rest when we talk."
FINISH_ONE = "One question is still open. You can finish now. We ask it when we talk."
FINISH_DONE = "You have answered all that we ask."
FINISH = "Send it to the clinic"

THANKS_TITLE = "Thank you"
THANKS = "Your answers are with us."
NEXT_TITLE = "What happens next"
NEXT = (
    "A clinician reads what you wrote.",
    "If something is not clear, we ask you.",
    "Then a doctor talks with you about what fits you.",
)
MAY_CHANGE = (
    "Did something change, or did you forget something? You can change it here at any time."
)
NOT_FOR_EMERGENCY = "Nobody reads this page at once. If you need someone now, use the line below."

CARD_KICKER = "Before we meet"
CARD_TITLE = "Tell us about you"
CARD_WORDS = "About 20 minutes. You can stop and go on later."
CARD_GOING = "You are part of the way. Go on where you left off."
CARD_ACTION = "Start"
CARD_GO_ON = "Go on"
CARD_AGAIN_KICKER = "Some answers are old"
CARD_AGAIN_TITLE = "Is this still so?"
CARD_AGAIN_WORDS = "We ask a few things again, since they can change."
CARD_AGAIN_ACTION = "Look at them"
ROW_TITLE = "What you told us"
ROW_KICKER = "You can change it at any time"
ROW_ACTION = "Open"

DECISION_TITLE = "A word from your doctor"
DECISION_KICKER = "About your treatment"
DECISION_WORDS = "Your doctor read what you told us, and wrote to you."
DECISION_ACTION = "Read it"
DECISION_BY = "Written by"
DECISION_ASK = "You can ask about it at any time."
DECISION_ASK_ACTION = "Ask a question"

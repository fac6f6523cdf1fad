"""What a person reads where they say who else cares for them. Our own words."""

TITLE = "Who else cares for me"
LEAD = (
    "Your own therapist, your family doctor, a group. If we know who is there, we can plan with "
    "that in mind."
)
NOT_CALLED = "We call nobody on this list unless you agree to it first. You sign that apart."
WHO_SEES = "The people who treat you here can read this."
NONE = "Nobody is on this list yet. You can leave it so."
SAID_BY_US = "Written down by the clinic"
NO_LONGER = "No longer"
TAKEN_OFF = "Taken off your list."
NOTED = "Thank you. It is on your list."
FULL = "Your list is full. Take someone off first."

ADD = "Add someone"
KIND = "Who is it?"
KIND_FIRST = "Choose who it is."
CHOOSE = "Choose"
NAME = "Their name"
NAME_FIRST = "Write their name. A first name will do."
PHONE = "Their phone number"
WORDS = "How often do you see each other?"
WORDS_HELP = "For example: each Tuesday."
ADD_BUTTON = "Add to my list"
SHARE = "Share a summary with them"

KINDS = {
    "therapist": "My therapist",
    "coach": "A coach",
    "psychiatrist": "My psychiatrist",
    "family_doctor": "My family doctor",
    "group": "A group",
    "body_work": "Body or movement work",
    "other": "Someone else",
}

"""What a person reads of sharing with somebody outside the clinic. Our own words."""

from holdspace.pathway.integrate.visits import companion_words

TITLE = "Shared with others"
ROW_KICKER = "You choose what and for how long"
ROW_TITLE = "Shared with others"
ROW_WORDS = "What you share with your own therapist, and when it was read."

CARE_ROW, CARE_WORDS = companion_words.CARE_ROW, companion_words.CARE_WORDS

LEAD = (
    "You can share a summary with your own therapist. You choose each part. They get a link from "
    "you, and a word that you tell them. You can end it at any time."
)
NONE = "You share nothing now."
NEW = "Share a summary"
STANDING = "Open until {day}"
OVER = "Over"
TO = "To"
PURPOSE = "For"
PARTS = "What is in it"
USES = "Who looked at it, and when"
NO_USES = "Nobody has opened it yet."
USE_WORDS = {
    "read": "Somebody with the link and the word read it.",
    "printed": "Somebody with the link and the word took it as a file.",
    "wrong_word": "Somebody had the link and tried a wrong word.",
}
END = "End it now"
ENDED = "Ended. The link opens nothing any more."
ENDED_BEFORE = "This was over before."
WHY_OVER = {
    "ended by the clinic": "The clinic ended it, as you asked.",
    "ended by the person": "You ended it.",
    "over: the consent was taken back": "It ended when you took back what you had agreed to.",
    "over: the consent was signed anew": "It ended when you signed anew. You can make a new link.",
    "over: its day has come": "Its last day has come.",
    "over: too many wrong words": "A wrong word was tried too often. You can make a new link.",
}
KEPT_BY_THEM = "What was read or saved before cannot be called back."

NEEDS_CONSENT = (
    "First you say to whom the clinic may give it. You sign that on its own page, and you can take "
    "it back at any time."
)
TO_CONSENT = "Name the person and sign"
NOT_NOW = "While the medicine works, nothing new is shared. You can do this when you are home."
NEEDS_COURSE = "There is nothing to share yet. This page is for when your treatment has begun."
SHOW_IT_IS_YOU = "Show that it is you"
FIRST_YOU = "Before you share, give your PIN or passkey once more."
CONFIRM_AGAIN = "It has been a while. Show once more that it is you, then go on here."
CHANGED = "Something new came in since you looked. Please look again, then make the link."

TO_WHOM = "It goes to whom you named when you signed:"
ITEMS_LABEL = "What do you want to share?"
ITEMS_FIRST = "Choose at least one part."
MORE_LABEL = "Only if you want to"
MORE_HELP = "These say more about your treatment. Leave them out if you are not sure."
PURPOSE_LABEL = "What is it for?"
PURPOSE_HELP = "For example: to go on with what came up."
PURPOSE_FIRST = "Say in a few words what it is for."
UNTIL_LABEL = "For how long?"
UNTIL_CHOICES = (("7", "One week"), ("30", "One month"), ("90", "Three months"))
OWN_LABEL = "Something you want to say"
OWN_HELP = "It stands first. You can leave it empty."
LOOK = "See it as they will see it"
PREVIEW = "This is what they will see"
NOTHING_IN_IT = "Nothing is written here yet."
MAKE = "Make the link"
CHANGE_IT = "Change it above, and look again."

MADE_TITLE = "Your link and your word"
MADE_LEAD = "Both are shown this once. We cannot show them again, and we do not keep them."
LINK_LABEL = "The link: send this to them"
WORD_LABEL = "The word: tell them by phone or face to face"
APART = "Please do not send the two together. The link alone opens nothing."
LOST = "If one of them is lost, make a new link. It takes a minute."
UNTIL_LINE = "It opens until {day}. After that it opens nothing."
BACK = "Back"
BACK_TO_ALL = "All that I share"

PART_WORDS = {
    "sessions": "When my sessions were",
    "intention": "What I wanted to bring to them",
    "came_up": "What came up, in my words",
    "helped": "What helped",
    "goals": "What I hope for from the treatment",
    "small_things": "My small things, and when I do them",
    "agreed": "What I agreed on in talks here",
    "scores": "My scores over time",
    "next": "My next visits",
    "dose": "How much medicine I was given",
    "medicines": "The medicines I take",
}

"""Every word of a person's own pages about goals, wishes and what they keep after the sessions."""

from __future__ import annotations

from holdspace.pathway.review.models import NextWish

KEEP_TITLE = "What you keep"
LEAD = "This page is yours. It stays here when your sessions are over."
WHO_READS = "You and your care team read this page."

GOALS = "Your goals"
NO_GOALS = "You have not said what you hope for yet."
GOALS_LINK = "Say how near they feel"
WRITE_GOALS = "Write your goals"
NOT_RATED = "Not said yet"
GOALS_NOTE = "There is no right number. Up and down is part of the way."

SIGNS_TITLE = "If it comes back"
SIGNS = "How would you know?"
SIGNS_HELP = "What do you notice first? What do others see? One line each is fine."
HELPS = "What helps you then?"
HELPS_HELP = "Small things that did you good before."
WHOM = "Who would you call?"
WHOM_HELP = "A friend, your family, your doctor. A name and a number."
KEEPS = "What do you want to go on with?"
KEEPS_HELP = "A walk, a page in your journal, a song. Small is good."
NOTHING_YET = "Nothing here yet. You can write it now, while you feel well."
WRITE = "Write it"
CHANGE = "Change it"
SEND = "Send"
BACK = "Back"
CHANGED_MEANWHILE = "This was changed while you wrote. Look at both, then send yours."
THANKS = "Thank you. It is kept here for you."

AFTER_TITLE = "After your sessions"
AFTER = {
    "maintenance": "Now and then there may be one more session, when you and we think it helps.",
    "closing": "No more sessions are planned. You can come back to us.",
}
ASK_AGAIN = "We ask how you are again on"
CALL_US = "Who to call at the clinic"
STILL_YOURS = "Still yours"
JOURNAL = "Your journal"
PRACTICES = "Your small things"
ASK_US = "Ask us something"
PRINT = "You can print this page and keep it where you see it."

RATE_TITLE = "Your goals today"
RATE_LEAD = "How near does each one feel today? 0 is not at all. 10 is all the way."
RATE_WHO = "You and your care team read this. You may leave out any of it."
LEFT_OUT = "Leave it out"
NEXT_TITLE = "For the next time"
COMPANY = "How much should we be with you?"
DEPTH = "How deep should it go?"
DEPTH_HELP = "You say what you wish. Your doctor talks with you about it first."
COMPANIES = {
    NextWish.Company.MORE: "More than last time",
    NextWish.Company.SAME: "As it was",
    NextWish.Company.LESS: "Less than last time",
}
DEPTHS = {
    NextWish.Depth.LIGHTER: "Lighter",
    NextWish.Depth.SAME: "As it was",
    NextWish.Depth.DEEPER: "Deeper",
}
NOT_SAID = "I do not say"
ENOUGH = "I feel I have had enough for now"
ENOUGH_HELP = "That is fine. We talk about it with you, and nothing is booked over your head."
MORE = "Anything else for the next time?"
NO_SESSION = "There is nothing to look at yet. After your first session you find it here."

CARD_KICKER = "After your session"
CARD_TITLE = "Look at your goals"
CARD_WORDS = "A minute, if you like. It helps us plan the next time with you."
CARD_ACTION = "Look at them"
KEEP_KICKER = "Your goals, and your own plan"
KEEP_CARD = "Your goals, your own plan, and who to call."
KEEP_ACTION = "Open"

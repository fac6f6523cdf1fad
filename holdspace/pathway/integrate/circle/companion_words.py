"""What a person reads about their circle: who is in it, what each may see, what each did."""

from __future__ import annotations

from holdspace.domain.grants import Item

TITLE = "My circle"
LEAD = "People you trust, who are there for you. You choose what each may see."
EMPTY_TITLE = "Is there somebody who could be there for you?"
EMPTY = "It can be a ride home, or more. You can change it, pause it or end it at any time."
NEVER = (
    "Nobody in your circle sees your dose, your readings, notes or scores. Of your journal they see"
    " only what you share with them. They do not see where you are."
)
NOT_OFFERED = "You cannot invite anyone here right now. Your clinic can tell you more."

NAME = "Their first name"
NAME_MISSING = "Write the name you call them by."
RELATION = "Who are they to you?"
RELATION_HELP = "You may leave this out. Such as: my friend, my sister."
BUNDLE = "What may they see?"
BUNDLE_MISSING = "Choose what they may see. “Nothing until I say” is fine too."
ITEMS = "From your plan, for your circle"
ITEMS_HELP = "Only with “Circle”. They read your own words."
ITEM_NAMES: dict[Item, str] = {
    Item.WORDS_THAT_HELP: "Words that help me",
    Item.WHEN_IT_GETS_HARD: "What helps when it gets hard",
    Item.WHAT_TO_AVOID: "What not to do or say",
    Item.CHECK_INS: "That I wrote how I am, after a session",
}
UNTIL = "Until"
UNTIL_HELP = "It ends by itself on the evening of that day."
UNTIL_MISSING = "Choose a day."
UNTIL_PAST = "This day is over. Choose today or a later one."
UNTIL_FAR = "Choose a day within a year from now."

INVITE = "Invite somebody"
MAKE_LINK = "Make the link"
LINK_TITLE = "A link for {name}"
LINK_SHOW = "Let {name} point their camera at the picture. Or send the link yourself."
LINK_ONCE = "It works once, for two days, on the first phone that opens it. You see it only now."
LINK_SEND = "Send it"
LINK_TEXT = "Would you be there for me? Open this on your phone:"
LINK_SUBJECT = "A link for you"
LINK_WAITS = "The link waits until {when}."
LINK_IS_OVER = "The link ran out or was not used. You can make a new one."

PAUSED = "Paused. {name} reads: nothing new right now. They are not told that it is a pause."
RESUMED = "{name} sees what you chose again."
CHANGED = "Saved. {name} sees it at once."
ENDED = "Ended. The page is dark for {name}, also where it is open."
ENDED_BEFORE = "This has ended already. You can invite them anew."
END_LEAD = "Their page goes dark at once. They read that it has ended, and a thank-you. No reason."
CHANGED_MEANWHILE = (
    "You changed this somewhere else since you opened it. Look at both, then choose."
)
KEPT_LONGER = "{name} sees it until after your visit."
ENDS_EARLY = "This ends before your visit on {day}."
ESCORT_STARTED = "{name} is on your form. Add their phone number and send it."
NO_PLAN = "There is no visit yet to plan a ride for."

STATES = {
    "waiting": "Invited",
    "open": "Can look",
    "paused": "Paused by you",
    "quiet": "Sees nothing yet",
}
USES = {
    "opened": "{name} opened your page",
    "opened_day": "{name} opened {day}\N{RIGHT SINGLE QUOTATION MARK}s plan",
    "read": "{name} read what you shared",
    "opened_quiet": "{name} opened the page. There was nothing new.",
    "ticked": "{name} ticked: {detail}",
    "unticked": "{name} took a tick away: {detail}",
    "called": "{name} told the clinic that something is wrong",
}
NO_USES = "{name} has not looked yet."

CARD_KICKER = "Always here"
CARD_TITLE = "My circle"
CARD_WORDS = "People who are there for you, and what they see."
CARD_ACTION = "Look"

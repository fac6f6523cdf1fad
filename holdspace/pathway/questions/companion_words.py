"""What a person reads when they ask something."""

TITLE = "Ask us"
KIND_LABEL = "What is it?"
WORDS_LABEL = "What do you want to tell us?"
MORE_LABEL = "Write more"
WRITE_FIRST = "Write a few words first."
CHOOSE_FIRST = "Choose one of these."

WHO_SEES_IT = "Who sees this"
WHO = "The people who care for you here"
HOW_WE_USE_IT = (
    "We use it to answer you and to look after you. It is kept with your notes. "
    "You can ask to have it read out to you at any time."
)
NEED_SOMEONE = "If you need someone now"
NOT_FOR_EMERGENCIES = "Nobody watches this page all the time. If you need someone now, please call:"

OPEN_NOW = "We are open now. We plan to answer by {when}."
CLOSED_NOW = "We are closed now. We read this once we open. We plan to answer by {when}."
HOURS_NOT_SAID = "We plan to answer by {when}."
LATE = "We planned to answer by {when}. There is no answer yet, and that is on us. Please call us."
SEEN_BY = "{name} has read it."

SENT = "We have it. We plan to answer by {when}."
SENT_WORRY = "Thank you for telling us. Somebody reads it by {when}."
KEPT = "Kept for later. We cannot see it until you send it."
DRAFT = "You began this before. We cannot see it until you send it."
SETTLED = "Closed. You can ask us something new at any time."
IS_CLOSED = "This one is closed. You can ask us something new at any time."

EMPTY = "You have asked us nothing yet. There are no small questions."
YOURS = "What you asked"
NEW_ANSWER = "New answer"
WAITS = "We have it"
ANSWERED = "Answered"
CLOSED = "Closed"

CARD_KICKER = "From the clinic"
CARD_TITLE = "An answer to your question"
CARD_WORDS = "{name} wrote to you."
CARD_ACTION = "Read it"

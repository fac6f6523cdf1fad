"""Every word of a person's own check-ins and of the first day after a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.check_ins import Question, Rung

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE = "How are you?"
NOTHING_DUE = "Nothing is asked of you now."
NEXT = "We will ask you again on {when}. You can tell us how you are at any time."
NO_SESSION = "After a session with us, we ask here how you are. There is nothing to do now."
WHO = "Who sees your answers"
WHO_THEM = "Those who care for you at {clinic}: doctors, nurses, therapists. No one else."
WHO_WHEN = "They do not read it at once. If it cannot wait, please call."
WHO_FLAGS = "Some answers ask them to look at once. We tell you when that is so."
MAY_SKIP = "You may skip any question. Each answer is saved as you go."
BEGIN = "Begin"
GO_ON = "Go on where you were"
TELL_NOW = "Tell us how you are now"
TELL_LEAD = "Has something changed? You do not have to wait until we ask."
OVER = "The time for that one is over. What you said is saved. You can tell us how you are now."
HISTORY = "What you told us"
HISTORY_EMPTY = "What you tell us will stand here, in your own words."
LONGER = "About half a minute. You can stop at any time."

RUNGS: Mapping[Rung, str] = {
    Rung.EVENING: "The evening after your session",
    Rung.DAY_1: "The day after your session",
    Rung.DAY_3: "Three days after",
    Rung.WEEK_1: "One week after",
    Rung.WEEK_2: "Two weeks after",
    Rung.MONTH_1: "One month after",
    Rung.MONTH_3: "Three months after",
    Rung.BETWEEN: "How you are now",
}

PROGRESS = "Question {number} of {count}"
ASKED: Mapping[Question, str] = {
    Question.HOW: "How are you now?",
    Question.COMPANY: "Is someone with you?",
    Question.MOOD: "How is your mood now?",
    Question.SLEEP: "How did you sleep last night?",
    Question.TIREDNESS: "How tired are you now?",
    Question.TEARS: "Have you cried since we last asked?",
    Question.CONNECTION: "Do you feel close to someone?",
    Question.BODY: "Is any of this true for you since your session?",
    Question.SAFETY: "Have you thought about dying, or about hurting yourself?",
    Question.WORDS: "Is there more you want to say?",
}
ASKED_MORE: Mapping[Question, str] = {
    Question.TEARS: "Many people do. Tears are fine.",
    Question.BODY: "Mark all that fit.",
    Question.SAFETY: "You can say it here. We are told, so that someone can talk with you.",
    Question.WORDS: "In your own words, or not at all.",
}
ENDS: Mapping[Question, tuple[str, str]] = {
    Question.MOOD: ("as low as it gets", "as good as it gets"),
    Question.TIREDNESS: ("wide awake", "as tired as can be"),
}
CHOICES: Mapping[Question, tuple[tuple[str, str], ...]] = {
    Question.HOW: (
        ("all_right", "I am home and all right"),
        ("not_so_well", "I am not so well"),
        ("need_someone", "I need someone"),
    ),
    Question.COMPANY: (
        ("with_someone", "Yes, someone is with me"),
        ("someone_near", "Someone is close by"),
        ("alone", "No, I am on my own"),
    ),
    Question.SLEEP: (
        ("well", "Well"),
        ("some", "Some of the night"),
        ("hardly", "Hardly at all"),
    ),
    Question.TEARS: (
        ("no", "No"),
        ("good", "Yes, and it was all right"),
        ("hard", "Yes, and it was hard"),
    ),
    Question.CONNECTION: (
        ("yes", "Yes"),
        ("a_little", "A little"),
        ("no", "No, not now"),
    ),
    Question.SAFETY: (
        ("no", "No"),
        ("thoughts", "Yes, I have such thoughts"),
        ("might_act", "Yes, and I might act on them"),
    ),
}
NONE_OF_THESE = "None of these"
NEXT_ONE = "Next"
SEND = "Send"
SKIP = "Skip this one"
BACK = "Back"
STOP = "Stop for now"
BEFORE = "What you said before"
KEPT = "Kept. It is sent when you press Send."
CHOOSE = "Please choose an answer, or skip this one."
MARK = "Please mark what fits, or choose “None of these”. You may skip it, too."
BOTH = "You marked something and also chose “None of these”. Please choose one of the two."
TOO_LONG = "This is too long for one page. Please write less, or call us."
SKIPPED = "Skipped"

THANKS_TITLE = "Thank you"
THANKS = "Those who care for you at {clinic} can see it now."
THANKS_REST = "There is nothing more to do. Rest well."
THANKS_NEXT = "We ask again on {when}."
THANKS_CHANGED = "If something changes, tell us here or call."

NOW_TITLE = "Please do this now"
NOW_TITLE_SOON = "Thank you for telling us"
NOW_EMERGENCY = "Call the emergency number now, or have someone call for you. Do not wait for us."
NOW_CLINIC_OPEN = "Please call your clinic now. Do not wait for us to call."
NOW_CLINIC_CLOSED = (
    "The clinic is closed now. It opens {when}. Do not wait for that. Call one of these people. If"
    " you get worse or you are not sure, call the emergency number."
)
NOW_CLINIC_UNKNOWN = (
    "Please call your clinic. If no one answers, call one of the others. If you get worse or you"
    " are not sure, call the emergency number."
)
NOW_TODAY_OPEN = "We are asked to call you today. If you get worse, do not wait. Call us."
NOW_TODAY_CLOSED = (
    "The clinic is closed now. It opens {when}. It may be that no one sees this before then. If you"
    " get worse, do not wait. Call one of these people."
)
NOW_TODAY_UNKNOWN = (
    "We cannot say how soon someone sees this. If you get worse, do not wait. Call one of these"
    " people."
)
NOW_SAID = "You said"
NOW_STAY = "Do not stay on your own with this. Ask someone to be with you, if you can."
NOW_SAVED = "What you said is saved. You can go on, or stop here. Both are fine."
NOW_WHO = "Who sees this"
NOW_WHO_THEM = "Those who care for you at {clinic} are asked to look at it."
NOW_PHONE = "We will call you on {phone}."
NOW_NO_PHONE = "We do not have your phone number. Please call us, so that we can reach you."
NOW_REACH = "People you can reach now"
NOW_GO_ON = "Go on with the questions"
NOW_STOP = "Stop here for now"

CARD_CALL_WHEN = "About what you told us"
CARD_CALL_TITLE = "We are asked to call you"
CARD_CALL_WORDS = "Do not wait for us if you get worse, or if you are not sure."
CARD_CALL_ACTION = "What to do now"
CARD_TITLE = "How are you?"
CARD_WORDS = "A few short questions. You may skip any of them."
CARD_ACTION = "Look at it"
CARD_BEGUN = "You have begun. Your answers are saved."
CARD_STANDING = "How you are"
CARD_STANDING_KICKER = "Tell us, or read what you told us"
CARD_AFTER = "What is usual after a session"
CARD_AFTER_KICKER = "Tears, feeling tired, time, when to call"

HOME_TITLE = "You are home. Rest now."
HOME_TITLE_DAY = "The day after. Go gently."
HOME_KICKER = "Good to see you, {name}"
HOME_LEAD = "There is nothing you have to do. All else can wait until tomorrow."
HOME_ASKED = "How are you now?"
HOME_WHO = "Your care team at {clinic} sees what you choose. They do not see it at once."
HOME_SAID = "You told us: {said}."
HOME_CHANGED = "Something changed? Tell us"
HOME_USUAL = "What is usual now"
HOME_WITH = "{name} is there for you"
HOME_DRIVE = "You may drive on {day}, after a good night of sleep. Not before that."
HOME_CALL = "Call {clinic}"
HOME_CLOSED = "The clinic is closed now. It opens {when}."
HOME_REACH = "People to reach now"
HOME_ALL = "Show me everything"

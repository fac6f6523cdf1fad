"""Every word of a person's own questionnaire pages that is not the questionnaire's own."""

from __future__ import annotations

LIST_TITLE = "Questions for you"
LIST_EMPTY = "Your clinic has asked you nothing here. There is nothing you need to do."
DONE_TITLE = "Sent before"

BEGIN_WHY = "Why we ask"
BEGIN_WHO = "Who sees your answers"
BEGIN_WHO_THEM = "Those who care for you at {clinic}: doctors, nurses, therapists. No one else."
BEGIN_SUICIDE = (
    "One part asks about thoughts of death or of hurting yourself. If you say yes, those who care"
    " for you are told at once, so that someone can talk with you. You can say it here."
)
BEGIN_SKIP = "You may skip any question. Nothing bad comes of it."
BEGIN_NO_SKIP = "Your clinic asks for an answer to each of these. You can stop and ask them why."
BEGIN_SAVED = "Each answer is saved as you go. You can stop and come back."
BEGIN_RECALL = "The questions look back at {recall}."
BEGIN_COUNT_ONE = "One question."
BEGIN_COUNT = "{count} questions."
BEGIN = "Begin"
GO_ON = "Go on where you were"

PROGRESS = "Question {number} of {count}"
CHOOSE = "Please choose an answer."
CHOOSE_OR_SKIP = "Please choose an answer, or skip this one."
NUMBER_WANTED = "Please write a whole number from {low} to {high}."
NEXT = "Next"
SKIP = "Skip this one"
BACK = "Back"
STOP = "Stop for now"

LOOK_TITLE = "Is this right?"
LOOK_LEAD = "You can change any answer before you send it."
SKIPPED = "Skipped"
NOT_YET = "Not answered yet"
CHANGE = "Change"
SEND = "Send to my clinic"
NOTHING_YET = "There is no answer in it yet. Answer one, or stop for now."

SENT_TITLE = "Thank you. It is sent."
SENT_LEAD = "Those who care for you at {clinic} can read it now."
SENT_ASK = "It is not read at once. If something is wrong, please call."
CLOSED = "This one was sent or taken back. You do not need to do more."

SOMEONE_TITLE = "Thank you for telling us"
SOMEONE_LEAD = (
    "Many people have thoughts like this. They can pass, and it helps to talk. You do not have to"
    " carry it on your own."
)
SOMEONE_WHO = "Who sees this"
SOMEONE_WHO_THEM = "Your prescriber and your therapist at {clinic} are asked to look at it now."
SOMEONE_OPEN = (
    "The clinic is open. If no one has seen it in {minutes} minutes, more people are asked. Someone"
    " will call you."
)
SOMEONE_CLOSED = (
    "The clinic is closed now. It opens {when}. It may be that no one sees this before then. Please"
    " do not wait for us. Call one of these people now if you want someone."
)
SOMEONE_HOURS_UNKNOWN = (
    "We cannot say how soon someone sees this. Please do not wait for us. Call one of these people"
    " now if you want someone."
)
SOMEONE_PHONE = "We will call you on {phone}."
SOMEONE_NO_PHONE = "We do not have your phone number. Please call us, so that we can reach you."
SOMEONE_REACH = "People you can reach now"
SOMEONE_DANGER = "If your life is in danger now, call the emergency number, or have someone call."
SOMEONE_GO_ON = "Go on with the questions"
SOMEONE_SAVED = "What you have said is saved. You can go on, or stop here. Both are fine."
SOMEONE_STOP = "Stop here for now"

CARD_ASKED_WHEN = "When you have a quiet moment"
CARD_ASKED_BEFORE = "Before {when}"
CARD_ASKED_TITLE_ONE = "One question about {measures}"
CARD_ASKED_TITLE = "{count} questions about {measures}"
CARD_ASKED_TIME = "You can stop and come back. You see first who reads it."
CARD_BEGUN = "You have begun. Your answers are saved."
CARD_BEGIN = "Look at it"
CARD_GO_ON = "Go on"
CARD_CALL_WHEN = "About your answer"
CARD_CALL_TITLE = "Someone from the clinic will call you"
CARD_CALL_WORDS = "If you want someone before that, here is who you can reach."
CARD_CALL = "People to reach"

MEASURES = {
    "phq9": "your mood",
    "gad7": "worry",
    "pcl5": "hard memories",
    "peg": "pain",
    "audit_c": "alcohol",
    "fatigue": "how tired you are",
    "cssrs": "your safety",
    "qids16": "your mood",
    "who5": "how well you feel",
    "isi": "your sleep",
    "dast10": "drugs",
    "fss": "how tired you are",
    "cadss": "how things feel right now",
    "meq30": "your session",
    "ceq": "your session",
    "ebi": "your session",
}

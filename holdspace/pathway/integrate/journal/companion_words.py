"""What a person reads on the page of their journal while a script runs it."""

from __future__ import annotations

ROW_KICKER = "Only you can open it"
ROW_TITLE = "Journal"
ROW_WORDS = "Words, a voice note, a drawing or a photo."

# --- what the clinic's computer answers -----------------------------------------------------------

NOT_READABLE = "The clinic could not take this in. It stays on this phone."
TOO_LARGE = "This is too large to keep at the clinic. It stays on this phone. Try it in two parts."
FULL = "Your journal is full at the clinic. Take a copy home, then erase what you do not need."
TOO_MANY = "That is a lot for one hour. The rest stays on this phone and is sent later."
NO_KEY = "Your journal has no key yet. Open this page again."
OTHER_BYTES = "The clinic has another entry in this place. This one stays on this phone."
OTHER_KEY = "This did not change anything. Open your journal again, then try once more."
NOT_SHARED = "It was not given to anyone. Please try again in a while."
NOT_THERE = "It is not there any more."

SAID = {
    # where things are
    "typing": "Not kept yet.",
    "kept_here": "Kept here, on this phone, locked.",
    "kept_clinic": "Kept at the clinic, locked.",
    "not_kept": "This phone could not keep it. Please do not leave this page before it is sent.",
    "here_none": "Nothing waits on this phone.",
    "here_one": "1 entry is on this phone, locked. It is not at the clinic yet.",
    "here_more": "{count} entries are on this phone, locked. They are not at the clinic yet.",
    "clinic_none": "Nothing is at the clinic yet.",
    "clinic_one": "1 entry is at the clinic, locked. {size} in all.",
    "clinic_more": "{count} entries are at the clinic, locked. {size} in all.",
    "clinic_away": "There is no network now. What you write is kept here and sent later.",
    "signed_out": "You are signed out. What you write is kept here. Sign in to send it.",
    "found_begun": "What you had begun is kept. You can read it when your journal is open.",
    "other_person": "Entries of someone else wait here, locked. They go when they sign in.",
    # keys
    "no_key_away": "Your journal is not set up on this phone yet. That needs a network, once.",
    "no_crypto": "This browser cannot lock entries. Try another one, or a newer one.",
    "other_key": "The key of your journal is not the one this phone knows. "
    "If you began it anew, go on. If not, do not write here, and call your clinic.",
    "pass_short": "Please use at least 12 letters or signs.",
    "pass_differ": "These two are not the same. Please type both again.",
    "code_differs": "That is not the end of the code. Please look again.",
    "making": "Making your key. This can take a moment.",
    "begun": "Your journal is ready. It is open now.",
    "opening": "Opening. This can take a moment.",
    "wrong_pass": "That is not the passphrase. Nothing is lost. You can try again, "
    "use your recovery code, or just go on writing.",
    "wrong_code": "That is not the recovery code. Nothing is lost. Please look again.",
    "key_odd": "Your key opened, but it does not fit your entries. Please call your clinic.",
    "needs_network": "This needs a network. Please try again when there is one.",
    "opened_by_code": "Your journal is open. You can choose a new passphrase below.",
    "closed": "Your journal is closed.",
    "pass_changed": "Your passphrase is changed. The old one does not open it any more.",
    "code_changed": "Your new recovery code holds. The old one does not open it any more.",
    # entries
    "nothing_written": "Write, draw or record something first.",
    "empty": "Nothing here yet. One word is enough.",
    "does_not_open": "This entry does not open. It was changed, or put in another's place. "
    "If you did not expect this, tell your clinic.",
    "part_gone": "This part does not open. It was changed, or it is not there.",
    "waits_here": "on this phone, not at the clinic yet",
    "only_me": "Only me",
    "me_and": "Me and {names}",
    "copy_of": "{name} has a copy since {when}.",
    "not_opened": "Not opened yet.",
    "opened_at": "Opened {when}.",
    "shared": "{name} can read this entry now.",
    "choose_reader": "Choose a person",
    "nobody_chosen": "Choose who may read it. Nothing was given.",
    "kept_not_shared": "It is kept. It was not given to anyone: you can do that below.",
    "taken_back": "The copy is deleted.",
    "erased": "Erased.",
    "not_erased": "It is not erased. Please try again.",
    "all_erased": "Your journal is erased.",
    "listen": "Listen",
    "look": "Show the {kind}",
    "take_out": "Take it out",
    "take_back": "Take it back",
    "download": "Save the {kind}",
    # kinds
    "words": "words",
    "voice": "voice note",
    "drawing": "drawing",
    "photo": "photo",
    "has_voice": "Voice note, {length}",
    "has_drawing": "A drawing",
    "has_photo": "A photo",
    "record": "Record",
    "stop": "Stop",
    "recording": "Recording, {length}. It stops at five minutes.",
    "no_microphone": "The microphone did not open. You can allow it in your browser, or write.",
    "photo_odd": "This picture could not be read. Please try another one.",
    "medium_large": "This is too large to keep. Please make it shorter or smaller.",
    # a copy to take home
    "export_title": "My journal",
    "export_made": "Made on {when}. This file is not locked: whoever has it can read it.",
    "export_going": "Making your file: {count} entries so far.",
    "export_done": "Your file is made. It is not locked. Keep it where only you look.",
    "export_gaps": "{count} parts did not open and are not in the file.",
}

COLOURS = (
    ("red", "Red"),
    ("orange", "Orange"),
    ("yellow", "Yellow"),
    ("green", "Green"),
    ("blue", "Blue"),
    ("violet", "Violet"),
    ("brown", "Brown"),
    ("grey", "Grey"),
    ("black", "Black"),
    ("white", "White"),
)

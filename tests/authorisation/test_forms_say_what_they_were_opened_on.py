"""Every form that writes over something says what it was opened on; the others, why not."""

from __future__ import annotations

import pytest

from tests.authorisation.asking import OWN
from tests.authorisation.routes import all_routes

WRITES_OVER_NOTHING = {
    "access:new_staff": "somebody new; an address signs in once",
    "check_ins:by_phone": "each answer is a row of its own; none is lost",
    "check_ins:own_question": "each answer is a row of its own; none is lost",
    "circle:own_end": "ended once; the second is told so",
    "circle:wrong": "each message is an entry of its own; none is lost",
    "consult:about_list": "each line is a row of its own; none is lost",
    "consult:about_medicines": "what is searched; each answer is a row of its own",
    "consult:about_questions": "only what was changed from what was shown, each a row of its own",
    "consult:new_decision": "a decision carries the fingerprint of the findings that were read",
    "consult:new_medicine": "a line of its own; none is lost",
    "consult:new_thing": "a line of its own; none is lost",
    "consult:own_questions": "each answer is a row of its own; none is lost",
    "consult:own_withdraw": "whatever stands is taken back, as the words on it say",
    "consult:talk": "each talk is a row of its own; none is lost",
    "course:new_course": "one open course per person, held by the database",
    "course:new_person": "somebody new",
    "course:people": "a search",
    "course:end": "ended once; the second is told so",
    "dosing_session:open": "one session per appointment and room, held by the database",
    "dosing_session:summary": "a signature carries the hash of what was read; closed once",
    "dosing_session:set_up_chair": "each setting up is an entry of its own; none is lost",
    "measures:ask": "each questionnaire is open once at a time, held by the database",
    "measures:load": "each copy is a row of its own; none is lost",
    "measures:own_begin": "says only that who sees the answers was read",
    "measures:own_look_over": "finished once; held by the database",
    "measures:result": "struck out once; the second is told so",
    "monitors:add": "a device is added once",
    "monitors:add_posting": "each is a monitor of its own",
    "monitors:bring": "each file is a row of its own",
    "monitors:recording": "each line is taken once, however often it is taken",
    "monitors:doubt": "settled once; the second is told so",
    "monitors:settle": "settled once; nothing of the message changes",
    "practices:own_draw": "each wheel is a row of its own; none is lost",
    "practices:own_lean": "each line is a row of its own; none is lost",
    "practices:own_new_thing": "a small thing of its own; at most three, held by the database",
    "practices:own_take": "a small thing of its own; at most three, held by the database",
    "questions:own_ask": "each question is a new one",
    "questions:own_question": "each message is an entry of its own; none is lost",
    "tasks:task": "closed once; the second is told so",
    "outcomes:exports": "each is asked for on its own",
    "prepare:day": "what is left open writes nothing; each answer is a row, none is lost",
    "review:close": "each is a row of its own; an ended course is told so",
    "review:wish": "each rating and wish is a row of its own; none is lost",
    "rooms:new_room": "a room of a new name",
    "schedule:cancel_appointment": "cancelled once; the second is told so",
    "schedule:new_appointment": "no room and nobody is booked twice",
    "visits:correct_record": "corrected once, held by the database; the second is told so",
    "visits:destroy_notes": "one's own key, thrown away once; the second is told so",
    "visits:new_care": "each is a line of its own; none is lost",
    "visits:new_record": "each record is a row of its own; none is lost",
    "visits:new_specialist": "somebody new",
    "visits:own_care": "each is a line of its own; none is lost",
    "visits:own_visits": "each word is an entry of its own; none is lost",
    "visits:settle": "each word is an entry of its own; none is lost",
    "visits:specialist_word": "each word is an entry of its own; none is lost",
    "visits:specialists": "a search",
    "tablets:unenrol": "unenrolled once; the second is told so",
}
ASKED_BY = ("okafor", "owner", "desk", "patient", "supporter")
ROUTES = [one for one in all_routes() if getattr(one.view, "chart", None) is not None]


def forms_on(world, route) -> list[str]:
    return [
        form
        for one in world.answers(route)
        if one.whose == OWN and one.asker.name in ASKED_BY
        for form in one.forms
    ]


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_form_says_what_it_was_opened_on(world, route) -> None:
    forms = forms_on(world, route)
    silent = [form for form in forms if 'name="opened_on"' not in form]

    assert silent == [] or route.name in WRITES_OVER_NOTHING


def test_the_forms_that_write_over_something_are_found(world) -> None:
    found = {route.name for route in ROUTES if forms_on(world, route)}

    # The appointment of this world is opened: its page sends on to the room. Its result is struck.
    assert set(WRITES_OVER_NOTHING) - {"dosing_session:open", "measures:result"} <= found
    assert found - set(WRITES_OVER_NOTHING) >= {
        "access:staff_member",
        "consult:sign",
        "course:edit_person",
        "monitors:stand",
        "prepare:answer",
        "prepare:escort",
        "prepare:guidance",
        "prepare:intention",
        "prepare:weight",
        "rooms:room",
    }

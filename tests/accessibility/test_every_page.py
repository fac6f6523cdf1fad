"""Every page is open to everybody: in both lights, on a tablet and on a phone."""

from __future__ import annotations

from tests.accessibility.look import CUT_OFF, Look, opened, too_wide
from tests.accessibility.walk import Found, open_routes
from tests.journeys.tablet import Staff, violations

SENDS_ON = {"access:start", "check_ins:told", "mfa_login_webauthn", "review:sign"}
ONLY_SENT_TO = {
    "access:disable",
    "access:enable",
    "access:end",
    "access:new_password",
    "access:sign",
    "access:unlock",
    "account_logout",
    "check_ins:own_begin",
    "circle:close_call",
    "circle:own_keep",
    "circle:own_link",
    "circle:own_pause",
    "circle:own_resume",
    "circle:own_ride",
    "circle:take_call",
    "circle:tick",
    "consult:about_finish",
    "consult:about_medicine_new",
    "consult:about_medicine_off",
    "consult:about_thing_off",
    "consult:finish_intake",
    "consult:medicine_off",
    "consult:thing_off",
    "consult:withdraw",
    "course:new_cycle",
    "journal:own_erase",
    "journal:own_erase_all",
    "journal:own_keep",
    "journal:own_keys",
    "journal:own_share",
    "journal:own_take_back",
    "measures:end_copy",
    "measures:withdraw",
    "monitors:end_token",
    "monitors:make_token",
    "outbox:again",
    "outbox:take_back",
    "outcomes:erase_export",
    "own_access:end_access",
    "own_access:end_phone",
    "own_access:join_passkey",
    "own_access:leave",
    "own_access:make_link",
    "own_access:sign_out",
    "practices:own_aside",
    "practices:own_gone",
    "practices:own_lean_gone",
    "practices:own_open_days_gone",
    "practices:own_open_days_say",
    "practices:own_say",
    "practices:own_show",
    "practices:own_wheel_gone",
    "questions:close",
    "questions:own_more_draft",
    "questions:own_new_draft",
    "questions:own_settle",
    "supporters:join_passkey",
    "supporters:sign_out",
    "tablets:enrol",
    "tasks:acknowledge",
    "tasks:take",
    "visits:end_care",
    "visits:end_share",
    "visits:own_end_care",
    "visits:own_end_share",
    "web:light",
}
FILES = {
    "check_ins:own_draft",
    "circle:shared_medium",
    "circle:stream",
    "consult:mark",
    "dosing_session:chair_call",
    "dosing_session:chair_state",
    "dosing_session:events",
    "dosing_session:help_answer",
    "dosing_session:help_listen",
    "dosing_session:manifest",
    "dosing_session:replay_state",
    "dosing_session:samples",
    "dosing_session:service_worker",
    "dosing_session:state",
    "dosing_session:stream",
    "dosing_session:summary_pdf",
    "journal:own_entries",
    "journal:own_part",
    "journal:own_state",
    "journal:shared_medium",
    "monitors:day",
    "monitors:room_day",
    "outcomes:export_file",
    "prepare:own_calendar",
    "prepare:own_draft",
    "own_access:manifest",
    "own_access:passkey",
    "own_access:service_worker",
    "supporters:passkey",
    "tablets:clock",
    "tablets:csrf",
    "tablets:people",
    "tablets:pin",
    "tablets:unlock",
    "visits:shared_pdf",
}
NOT_A_PAGE = SENDS_ON | ONLY_SENT_TO | FILES


def test_every_page_can_be_walked_to(pages: list[Found]) -> None:
    """Else it would be in no test below, and nobody could find it either."""
    known = {route.name for route in open_routes()}

    assert known - NOT_A_PAGE == {page.route for page in pages}


def test_no_page_breaks_a_rule_in_either_light(looks: list[Look]) -> None:
    assert [one for look in looks for one in look.broken] == []


def test_no_page_is_wider_than_a_small_phone(looks: list[Look]) -> None:
    assert [one for look in looks for one in look.too_wide] == []


def test_help_and_the_quick_way_out_are_one_tap_away_on_each_of_a_patients_own(
    looks: list[Look],
) -> None:
    own = [look for look in looks if look.page.path.startswith(("/me/", "/circle/"))]

    assert len(own) > 8
    assert [str(look.page) for look in own if not look.leads_to_help] == []
    assert [str(look.page) for look in own if not look.leads_away] == []


def test_a_button_without_a_name_is_found(pages: list[Found]) -> None:
    board = next(page for page in pages if page.route == "today:board")
    opened(board)
    board.tablet.page.evaluate(
        "document.querySelector('main').append(document.createElement('button'))"
    )

    assert any("button-name" in one for one in violations(board.tablet.page, "spoilt"))


def test_pale_words_are_found_in_each_light(pages: list[Found]) -> None:
    board = next(page for page in pages if page.route == "today:board")
    opened(board)
    board.tablet.page.evaluate("document.querySelector('h1').style.color = 'rgb(128 128 128 / .3)'")

    for light in ("day", "dim"):
        board.tablet.put_light(light)
        assert any("color-contrast" in one for one in violations(board.tablet.page, "spoilt"))


def test_a_page_that_is_too_wide_is_found(pages: list[Found]) -> None:
    board = next(page for page in pages if page.route == "today:board")
    opened(board)
    assert too_wide(board) == []

    board.tablet.page.evaluate("document.querySelector('h1').style.minInlineSize = '400px'")

    assert "the page scrolls sideways" in board.tablet.page.evaluate(CUT_OFF)


def test_nothing_was_asked_elsewhere_and_nothing_failed(staff: Staff, looks: list[Look]) -> None:
    assert [one for tablet in staff.tablets for one in tablet.watched.all()] == []


def test_a_request_elsewhere_and_a_broken_policy_are_found(staff: Staff) -> None:
    spoilt = staff.at_the_door()
    staff.tablets.remove(spoilt)
    spoilt.page.goto(f"{staff.site.origin}/account/login/")
    spoilt.page.evaluate("document.body.append(Object.assign(new Image(), { src: '//[::1]:9/' }))")
    spoilt.page.evaluate("import('/nothing-here.js').catch(() => null)")
    spoilt.page.wait_for_timeout(500)
    spoilt.context.close()

    assert spoilt.watched.policy_violations != []
    assert spoilt.watched.console_errors != []


def test_a_page_from_elsewhere_is_found(staff: Staff) -> None:
    spoilt = staff.at_the_door()
    staff.tablets.remove(spoilt)
    elsewhere = staff.site.origin.replace("localhost", "127.0.0.1")
    spoilt.page.goto(f"{elsewhere}/account/login/")
    spoilt.context.close()

    assert spoilt.watched.off_origin != []

"""From an e-mailed link to the open gate of the room: one person, on a phone, at two desks.

One unknown answer keeps the dose back on the way, and it is named.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.accessibility.own_phone import choose_pin, say_birthday
from tests.journeys import preparing, room
from tests.journeys.consulting import (
    answers_until,
    answers_what_is_for_staff,
    decides,
    finds_a_medicine,
    signs_for_everything,
)
from tests.journeys.site import ZONE
from tests.journeys.tablet import OTHER_LIGHT, PHONE, TABLET, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tablet import Staff, Tablet

MAILBOX = "nils@people.example"
CONDITIONS = "Blood pressure is taken each morning for a week before the first day."
TO_THE_PERSON = "We can go on. Please take your blood pressure each morning."
DESK = {"width": 1280, "height": 900}


def test_nils_comes_from_his_mailbox_to_the_open_gate(staff: Staff) -> None:
    desk = staff.sign_in("desk", DESK).page
    person = is_entered_and_invited(desk, staff.site.origin)
    phone = staff.at_the_door(PHONE)
    opens_the_mail_and_tells(phone.page, staff)
    okafor = staff.sign_in("okafor", DESK)
    begins_a_course(okafor.page, person)
    is_decided(okafor.page, person, staff.site.password)
    reads_and_signs(phone.page, staff.site.origin)
    plans(okafor.page, person, staff)
    is_booked(desk, person, staff)
    preparing.prepares(phone.page, staff.site.origin)
    is_readable_in_both_lights(phone, "his plan")

    ana = staff.sign_in("ana", TABLET)
    weighs(ana.page, person)
    day = day_check_of(ana.page, person)
    preparing.checks_the_day(ana.page, day)
    expect(ana.page.get_by_text("1 of 13 keeps the dose back")).to_be_visible()
    the_room_is_ready(staff, ana, okafor, person)
    assert keeps_back(ana) == ["identity"]

    says_who_it_is(okafor.page, day)
    assert keeps_back(ana) == []
    room.open_dose(ana)
    expect(ana.page.get_by_role("button", name="Start the infusion")).to_be_enabled()
    is_readable_in_both_lights(ana, "the open gate")


def opens_the_mail_and_tells(phone: Page, staff: Staff) -> None:
    mailed = preparing.link_in_the_mail(staff.site.clock.file.parent / "mail", MAILBOX)
    say_birthday(phone, mailed, "1", "February", "1988")
    choose_pin(phone)
    tells(phone, staff.site.origin)


def reads_and_signs(phone: Page, origin: str) -> None:
    """What was decided, in plain words; then the treatment, said back and signed."""
    phone.goto(f"{origin}/me/")
    phone.locator("a[href='/me/about/decision/']").click()
    expect(phone.get_by_text(TO_THE_PERSON)).to_be_visible()
    preparing.reads_says_back_and_signs(phone, origin, "Nils Aaberg")


def is_readable_in_both_lights(screen: Tablet, what: str) -> None:
    """What is wrong is kept for the end of the day."""
    light = screen.page.evaluate("document.documentElement.dataset.light")
    for each in (OTHER_LIGHT[light], light):
        screen.put_light(each)
        screen.watched.violations += violations(screen.page, f"{what}, {each} light")


def says_who_it_is(doctor: Page, day: str) -> None:
    doctor.goto(day)
    doctor.locator("[name=identity][value=met]").check(force=True)
    doctor.get_by_role("button", name="Write down").click()
    expect(doctor.get_by_text("Nothing keeps the dose back")).to_be_visible()


def is_entered_and_invited(desk: Page, origin: str) -> str:
    """The front desk enters who wrote to the clinic, and sends the link by mail."""
    desk.goto(f"{origin}/people/new/")
    desk.get_by_label("Given name").fill("Nils")
    desk.get_by_label("Family name").fill("Aaberg")
    desk.get_by_label("Born on").fill("1988-02-01")
    desk.get_by_label("E-mail").fill(MAILBOX)
    desk.locator("main form button[type=submit]").click()
    desk.wait_for_url(lambda url: "/new" not in url)
    person = desk.url
    desk.get_by_role("link", name="Invite").click()
    desk.get_by_role("button", name="Send one by mail").click()
    return person


def tells(phone: Page, origin: str) -> None:
    """Who reads it is said first; it is left in the middle and gone on with; it is sent."""
    phone.get_by_role("link", name="Start").click()
    expect(phone.get_by_text("Who sees this")).to_be_visible()
    phone.get_by_role("link", name="Start").click()
    answers_until(phone, "/heart/1/")
    phone.goto(f"{origin}/me/")
    phone.get_by_role("link", name="Go on").click()
    phone.get_by_role("link", name="Go on").click()
    answers_until(phone, "/medicines/$")
    finds_a_medicine(phone, "zolof", "Zoloft")
    phone.get_by_role("group", name="Is this all you take?").get_by_text("Yes", exact=True).click()
    phone.get_by_role("button", name="Save and go on").click()
    answers_until(phone, "/me/about/$")
    phone.get_by_role("button", name="Send it to the clinic").click()
    expect(phone.get_by_role("heading", name="What happens next")).to_be_visible()


def begins_a_course(doctor: Page, person: str) -> None:
    doctor.goto(person)
    expect(doctor.get_by_text("own intake is finished")).to_be_visible()
    doctor.get_by_role("link", name="Begin a course").click()
    doctor.locator("[name=protocol][value='iv-racemic-0.5mgkg-40min/1']").check(force=True)
    doctor.locator("main form button[type=submit]").last.click()
    doctor.wait_for_url(person)


def is_decided(doctor: Page, person: str, password: str) -> None:
    """What only staff know is added; each finding is signed for; the decision is signed."""
    doctor.get_by_role("link", name="To the screening", exact=True).click()
    expect(doctor.get_by_text("Zoloft (sertraline)").first).to_be_visible()
    answers_what_is_for_staff(doctor)
    expect(doctor.get_by_text("Cannot be treated as things stand")).to_have_count(0)
    signs_for_everything(doctor, "Talked it through with him.")
    words = {"conditions": CONDITIONS, "words_for_person": TO_THE_PERSON}
    decides(doctor, password, "Go with conditions", **words)
    expect(doctor.get_by_text(CONDITIONS)).to_be_visible()
    doctor.goto(person)


def plans(doctor: Page, person: str, staff: Staff) -> None:
    """Each session's day and dose, by the weight that the screening has."""
    doctor.goto(person)
    doctor.get_by_role("link", name="Plan the sessions").click()
    doctor.locator("[name=rhythm]").select_option(index=1)
    doctor.locator("[name=first_on]").fill(f"{staff.site.clock.now().astimezone(ZONE):%Y-%m-%d}")
    doctor.locator("[name=dose_1]").fill("0.5")
    doctor.get_by_role("button", name="Fill in the days").click()
    doctor.locator("[name=weight_kg]").fill("70")
    doctor.locator("[name=height_cm]").fill("170")
    doctor.locator("[name=sex_for_formula]").select_option("male")
    doctor.locator("[name=reason]").fill("As talked through.")
    doctor.get_by_role("button", name="Keep").click()
    read_first = doctor.get_by_role("button", name="Keep it, having read this")
    read_first.click() if read_first.count() else None
    doctor.wait_for_url(person)


def is_booked(desk: Page, person: str, staff: Staff) -> None:
    """Of the same day, once the room is free."""
    desk.goto(person)
    desk.get_by_role("link", name="Book an appointment").click()
    desk.locator("[name=kind]").select_option("dosing")
    starts = staff.site.clock.now().astimezone(ZONE) + timedelta(hours=6)
    desk.locator("[name=day]").fill(f"{starts:%Y-%m-%d}")
    desk.locator("[name=starts]").fill(f"{starts:%H%M}")
    desk.locator("[name=ends]").fill(f"{starts + timedelta(hours=3):%H%M}")
    desk.locator("[name=room]").select_option(label="Room 4")
    desk.locator("[name=staff]").first.check()
    desk.locator("main form button[type=submit]").last.click()
    desk.wait_for_url(lambda url: "/new" not in url)


def weighs(page: Page, person: str) -> None:
    page.goto(person)
    page.locator("a[href$='/weight/']").first.click()
    page.locator("[name=weight]").fill("71")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(lambda url: "/weight/" not in url)


def day_check_of(page: Page, person: str) -> str:
    page.goto(person)
    address = page.get_by_role("link", name="Day-of check").get_attribute("href")
    assert address
    return f"{page.url.split('/people/')[0]}{address}"


def the_room_is_ready(staff: Staff, ana: Tablet, okafor: Tablet, person: str) -> None:
    """Vital signs twice, the planned dose taken over by a press and read again, time-out by two."""
    ana.page.goto(person)
    ana.page.get_by_role("link", name="To the session").click()
    ana.tap("Open Room 4")
    ana.open_room()
    address = ana.page.url
    room.chart_vitals(ana, "124/80 72 14 98 36.6")
    staff.time_passes(2)
    room.chart_vitals(ana, "122/78 71 14 98 36.6")
    okafor.open_room(address)
    room.open_dose(okafor)
    okafor.tap("Plan the dose", "dialog[open]")
    okafor.shows("The course plans 35 mg (0.5 mg/kg, actual weight, for 70 kg)", "dialog[open]")
    is_readable_in_both_lights(okafor, "the planned dose, offered")
    okafor.tap("Take over 35 mg", "dialog[open]")
    okafor.key_in({"Strength": "0.7", "Volume": "50", "Over": "40"})
    okafor.hold("Plan this dose")
    room.recorded(okafor)
    room.check(ana, {"Strength": "0.7", "Volume": "50"})
    room.enter_phase(ana, "Time-out")
    room.confirm_time_out(ana)
    room.confirm_time_out(okafor)


def keeps_back(tablet: Tablet) -> list[str]:
    """What the gate of the room says is missing, by its codes."""
    gate = tablet.state()["panels"]["gate_start"]
    return [one["code"] for one in gate if one["met"] != "met"]

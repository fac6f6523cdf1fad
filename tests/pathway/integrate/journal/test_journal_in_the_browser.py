"""The journal on a phone: begun, written in, read, kept through whatever happens."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from holdspace.clinic.context import clinic_context
from holdspace.pathway.integrate.journal.models import (
    JournalEntry,
    JournalKey,
    JournalPart,
    SharedCopy,
    SharedMedia,
)
from tests.pathway.integrate.journal import sealed_elsewhere
from tests.pathway.integrate.journal.canary import seen_by_the_staff, signed_in, taken_out
from tests.pathway.integrate.journal.on_the_phone import (
    A_VOICE,
    ANOTHER,
    INSIDE,
    OPENS_IT,
    PHOTO,
    PLAYS,
    READY,
    TEXT,
    TOKENS,
    WIDTHS,
    WORD,
    begins,
    is_in,
    kept_on,
    opens,
    sent,
    types,
    writes,
    writes_in_every_way,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

SMALLEST_PHOTO_BYTES = 5_000


@pytest.fixture(scope="module")
def mara(clinic) -> Iterator[Page]:
    """Her phone, with one entry that was written in every way, open."""
    page = clinic.phone("mara")
    page.add_init_script(A_VOICE)
    clinic.at_the_journal(page)
    begins(page)
    writes_in_every_way(page)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Kept at the clinic, locked.").wait_for()
    yield page
    page.context.close()
    assert clinic.faults == []


@pytest.fixture(scope="module")
def theo(clinic) -> Iterator[Page]:
    """His phone: a journal that has begun, and a page that opens without a network."""
    page = clinic.phone("theo")
    begins(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    yield page
    page.context.close()
    assert clinic.faults == []


@pytest.fixture(scope="module")
def rosa(clinic) -> Iterator[tuple[Page, str]]:
    """Her second phone; two entries were written on the first. And her recovery code."""
    first = clinic.phone("rosa")
    code = begins(first)
    writes(first, "Under the tree")
    writes(first, "By the sea")
    sent(first, 2)
    first.context.close()
    second = clinic.phone("rosa")
    yield second, code
    second.context.close()
    assert clinic.faults == []


@pytest.fixture(scope="module")
def samir(clinic) -> Iterator[Page]:
    """His phone: one entry for one reader, one for nobody."""
    page = clinic.phone("samir")
    begins(page)
    page.get_by_label("Who can read this").select_option(label=clinic.cast.staff["jonas"].name)
    writes(page, "For Jonas: canaryShared4m")
    page.get_by_text("can read this entry now.").wait_for()
    writes(page, "For nobody: canaryMine4m")
    sent(page, 2)
    yield page
    page.context.close()
    assert clinic.faults == []


# --- written in every way -------------------------------------------------------------------------


def test_its_writer_reads_sees_and_hears_it(mara) -> None:
    entry = mara.locator(".entry", has_text=TEXT)

    entry.get_by_text(WORD).wait_for()
    entry.get_by_text("Only me").wait_for()
    entry.get_by_role("button", name="Show the photo").click()
    entry.get_by_role("img", name=PHOTO).wait_for()
    entry.get_by_role("button", name="Listen").click()
    assert entry.locator("audio").evaluate(PLAYS)


def test_nothing_of_it_is_in_the_database_on_the_phone_or_in_the_log(clinic, mara) -> None:
    everywhere = clinic.everything_kept() + kept_on(mara) + clinic.log.read_text()

    assert [token for token in TOKENS if is_in(token, everywhere)] == []
    # Else nothing would be found because nothing was looked at.
    assert is_in("Keller", everywhere)


def test_nothing_of_it_ever_leaves_the_phone(clinic, mara) -> None:
    bodies = [one.post_data_buffer or b"" for one in clinic.sent]
    left = "\n".join(one.url for one in clinic.sent) + b"\n".join(bodies).decode(errors="replace")

    assert [token for token in TOKENS if is_in(token, left)] == []
    # An entry with a photo did leave it, sealed.
    assert max(len(one) for one in bodies) > SMALLEST_PHOTO_BYTES


def test_nothing_of_it_is_on_a_page_of_the_staff_or_in_an_export(clinic, mara) -> None:
    shown, export = seen_by_the_staff(clinic.cast, "mara"), taken_out(clinic.cast, "mara")

    assert [token for token in TOKENS if is_in(token, shown + export)] == []
    assert "Keller" in shown
    assert str(clinic.cast.patients["mara"].pk) in export


def test_another_library_opens_it_as_the_format_is_written_down(clinic, mara) -> None:
    with clinic_context(clinic.cast.clinic.pk):
        key = JournalKey.objects.get(patient=clinic.cast.patients["mara"])
        kept = JournalEntry.objects.filter(patient=clinic.cast.patients["mara"]).last()
        parts = [bytes(one.sealed) for one in kept.parts.all()]
    half = sealed_elsewhere.private_half(key, OPENS_IT)

    plain = [
        sealed_elsewhere.opened(half, key, kept.entry_id, place, one)
        for place, one in enumerate(parts)
    ]

    said = sealed_elsewhere.said(plain[0])
    assert said["word"] == WORD
    assert [one["kind"] for one in said["media"]] == ["voice", "drawing", "photo"]
    # How long the words are is not told; nor where the photo was taken.
    assert len(plain[0]) % 1024 == 0
    assert INSIDE.encode() not in plain[3]
    assert Image.open(io.BytesIO(plain[3])).size == (1600, 800)


def test_a_copy_to_take_home_opens_from_the_disk(clinic, mara, tmp_path: Path) -> None:
    mara.get_by_text("Take a copy home").click()
    with mara.expect_download() as download:
        mara.get_by_role("button", name="Make the file").click()
    file = tmp_path / "journal.html"
    download.value.save_as(file)

    home = clinic.browser.new_context(offline=True).new_page()
    home.goto(file.as_uri())

    # What was typed is shown, and never taken for a part of the page.
    home.get_by_text(f"Water, then Dad's coat. {TEXT} <b>bold</b>").wait_for()
    assert home.locator("img").evaluate_all(WIDTHS) == [900, 1600]
    assert home.locator("audio").evaluate(PLAYS)
    taken = json.loads(home.locator("#journal").text_content() or "")
    assert taken["entries"][-1]["word"] == WORD
    home.context.close()


def test_what_is_erased_is_gone(clinic, mara) -> None:
    before = clinic.entries_of("mara")
    writes(mara, "Away with it")
    entry = mara.locator(".entry", has_text="Away with it")
    entry.wait_for()
    sent(mara, before + 1)
    entry.get_by_text("Erase it", exact=True).click()

    entry.get_by_role("button", name="Erase it for good").click()

    mara.get_by_text("Erased.").wait_for()
    entry.wait_for(state="detached")
    assert clinic.entries_of("mara") == before
    with clinic_context(clinic.cast.clinic.pk):
        assert JournalPart.objects.filter(entry__patient=clinic.cast.patients["mara"]).count() == 4


# --- never lost -----------------------------------------------------------------------------------


def test_what_is_typed_is_there_after_a_reload_with_and_without_a_network(clinic, theo) -> None:
    before = clinic.entries_of("theo")
    types(theo, "Half a sentence")
    theo.reload()
    theo.locator(READY).wait_for()
    assert theo.get_by_label("In your words").input_value() == "Half a sentence"

    theo.context.set_offline(True)
    theo.reload()
    theo.locator(READY).wait_for()

    assert theo.get_by_label("In your words").input_value() == "Half a sentence"
    assert theo.locator('a[href="tel:112"]').is_visible()
    writes(theo, "A whole sentence, in the train")
    theo.get_by_text("1 entry is on this phone, locked.").wait_for()
    theo.context.set_offline(False)
    sent(theo, before + 1)


def test_what_a_killed_page_had_begun_is_kept_and_opens_after_the_passphrase(clinic, theo) -> None:
    before = clinic.entries_of("theo")
    killed = clinic.at_the_journal(clinic.page_of(theo.context))
    killed.context.set_offline(True)
    types(killed, "And then it")
    killed.close()

    # Whoever comes next sees that there is something, and not what.
    later = clinic.at_the_journal(clinic.page_of(theo.context))
    later.get_by_text("What you had begun is kept.").wait_for()
    assert later.get_by_label("In your words").input_value() == ""
    assert not is_in("And then it", kept_on(later))
    later.context.set_offline(False)
    sent(later, before + 1)

    opens(later)
    later.locator(".entry").get_by_text("And then it").wait_for()


def test_the_quick_way_out_leaves_nothing_to_take_up(clinic, theo) -> None:
    page = clinic.at_the_journal(clinic.page_of(theo.context))
    types(page, "Somebody comes")

    page.get_by_role("link", name="Leave quickly").click()

    page.wait_for_url("**/away")
    assert not page.evaluate("sessionStorage.length")
    assert not is_in("Somebody comes", kept_on(page))


# --- what opens it --------------------------------------------------------------------------------


def test_a_wrong_passphrase_opens_nothing_and_keeps_nobody_from_writing(clinic, rosa) -> None:
    page, _ = rosa
    before = clinic.entries_of("rosa")
    opens(page, "seven quiet yellow birds")

    page.get_by_text("That is not the passphrase. Nothing is lost.").wait_for()
    writes(page, "Written all the same")
    sent(page, before + 1)
    assert page.locator(".entry").count() == 0


def test_a_second_phone_reads_after_the_passphrase_and_closes(rosa) -> None:
    page, _ = rosa
    opens(page)
    page.locator(".entry").get_by_text("Under the tree").wait_for()

    page.get_by_role("button", name="Close my journal").click()

    assert page.locator(".entry").count() == 0


def test_what_lies_in_anothers_place_does_not_open_and_says_so(clinic, rosa) -> None:
    page, _ = rosa
    swap_two(clinic)

    clinic.at_the_journal(page)
    opens(page)

    page.get_by_text("This entry does not open.").nth(1).wait_for()
    assert page.locator(".entry").count() == clinic.entries_of("rosa")
    swap_two(clinic)


def test_another_key_in_the_place_of_hers_is_not_written_to(clinic, rosa) -> None:
    page, _ = rosa
    with clinic_context(clinic.cast.clinic.pk):
        keys = JournalKey.objects.filter(patient=clinic.cast.patients["rosa"])
        before = keys.get().public_key
        keys.update(public_key=b"\x04" + bytes(64))

    clinic.at_the_journal(page)

    page.get_by_text("not the one this phone knows").wait_for()
    assert not page.get_by_label("In your words").is_visible()
    with clinic_context(clinic.cast.clinic.pk):
        keys.update(public_key=before)


def test_the_recovery_code_opens_it_and_another_passphrase_is_set(clinic, rosa) -> None:
    page, code = rosa
    clinic.at_the_journal(page)
    page.get_by_text("I lost my passphrase").click()
    page.get_by_label("Your recovery code", exact=True).fill(code.lower().replace("-", " "))
    page.locator("#recover-form").get_by_role("button", name="Open it").click()
    page.locator(".entry").get_by_text("Under the tree").wait_for()
    page.locator("#change-pass").fill(ANOTHER)
    page.locator("#change-again").fill(ANOTHER)
    page.get_by_role("button", name="Change the passphrase").click()
    page.get_by_text("Your passphrase is changed.").wait_for()

    # Loaded again it is closed; the old one opens nothing.
    clinic.at_the_journal(page)
    opens(page)
    page.get_by_text("That is not the passphrase. Nothing is lost.").wait_for()
    opens(page, ANOTHER)
    page.locator(".entry").get_by_text("Under the tree").wait_for()


# --- given to one reader --------------------------------------------------------------------------


def test_its_one_reader_reads_it_and_nobody_else_on_the_staff(clinic, samir) -> None:
    jonas, okafor = (signed_in(clinic.cast.staff[who]) for who in ("jonas", "okafor"))
    person = f"/people/{clinic.cast.patients['samir'].pk}/"

    read = jonas.get(f"{person}journal/").content.decode()

    assert "canaryShared4m" in read
    assert "canaryMine4m" not in read
    assert okafor.get(f"{person}journal/").status_code == 404
    assert "Shared with you from their journal" in jonas.get(person).content.decode()
    assert "from their journal" not in okafor.get(person).content.decode()
    assert not is_in("canaryShared4m", clinic.everything_kept())


def test_its_writer_sees_that_it_was_opened_and_takes_it_back(clinic, samir) -> None:
    jonas = signed_in(clinic.cast.staff["jonas"])
    address = f"/people/{clinic.cast.patients['samir'].pk}/journal/"
    assert jonas.get(address).status_code == 200
    clinic.at_the_journal(samir)
    opens(samir)
    shared = samir.locator(".entry", has_text="canaryShared4m")
    shared.get_by_text("Who can read this").click()
    shared.get_by_text("Opened ").wait_for()

    shared.get_by_role("button", name="Take it back").click()

    samir.get_by_text("The copy is deleted.").wait_for()
    # Nobody is chosen for them: pressed at once, it gives nothing to the first of the list.
    shared.get_by_role("button", name="Give the copy").click()
    shared.get_by_text("Choose who may read it. Nothing was given.").wait_for()
    assert jonas.get(address).status_code == 404
    with clinic_context(clinic.cast.clinic.pk):
        assert not SharedCopy.objects.exists()
        assert not SharedMedia.objects.exists()


def test_all_of_it_is_erased_in_two_steps_and_it_can_begin_anew(clinic, samir) -> None:
    clinic.at_the_journal(samir)
    samir.get_by_text("Erase all of it").click()
    samir.get_by_role("button", name="Erase all for good").click()
    samir.get_by_text("It is not erased.").wait_for()

    samir.get_by_label("To erase all").fill("erase")
    samir.get_by_role("button", name="Erase all for good").click()

    samir.get_by_role("heading", name="First, make it yours").wait_for()
    with clinic_context(clinic.cast.clinic.pk):
        assert not JournalEntry.objects.filter(patient=clinic.cast.patients["samir"]).exists()
        assert not JournalKey.objects.filter(patient=clinic.cast.patients["samir"]).exists()


def test_without_scripts_it_says_so_and_has_people_to_reach(clinic) -> None:
    page = clinic.phone("mara", has_scripts=False)
    page.goto(f"{clinic.origin}/me/journal/")

    assert "That needs scripts" in page.locator("noscript p").inner_text()
    assert page.locator('a[href="tel:112"]').is_visible()
    page.context.close()


def swap_two(clinic) -> None:
    """As somebody might who has the database in their hands."""
    with clinic_context(clinic.cast.clinic.pk):
        first, second = JournalPart.objects.filter(
            entry__patient=clinic.cast.patients["rosa"], place=0
        ).order_by("pk")[:2]
        first.sealed, second.sealed = bytes(second.sealed), bytes(first.sealed)
        first.save(update_fields=["sealed"])
        second.save(update_fields=["sealed"])

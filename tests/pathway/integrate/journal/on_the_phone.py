"""What somebody does on the page of their journal, and what of it lies where."""

from __future__ import annotations

import io
import json
from base64 import b64encode
from typing import TYPE_CHECKING

import psycopg
from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPENS_IT = "seven quiet yellow bridges"
ALL_ON_THE_PHONE = """async () => {
  const found = [];
  const read = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer ?? value);
      let text = "";
      for (const byte of bytes) text += String.fromCharCode(byte);
      return text;
    }
    if (value && typeof value === "object") return Object.values(value).map(read).join(" ");
    return String(value);
  };
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise((done) => {
        const asked = database.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      });
      found.push(...rows.map(read));
    }
    database.close();
  }
  for (const kept of [localStorage, sessionStorage]) found.push(JSON.stringify(kept));
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.matchAll()) found.push(await one.text());
  }
  return found;
}"""
"""Every row of every database of this browser, and what else it keeps, as text."""
A_VOICE = """navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const out = context.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  return out.stream;
};"""
"""Instead of a microphone, which a test machine has not: a tone."""
WORD, TEXT, PICTURE, PHOTO, INSIDE = (
    f"canary{name}9k" for name in ("Word", "Text", "Draw", "Photo", "Exif")
)
ANOTHER = "four slow green rivers"
READY = "html[data-journal=ready]"
PLAYS = """one => new Promise((done) => {
  one.onloadedmetadata = () => done(true);
  one.onerror = () => done(false);
  one.load();
})"""
WIDTHS = "all => all.map((one) => one.naturalWidth)"
TOKENS = (WORD, TEXT, PICTURE, PHOTO, INSIDE, OPENS_IT)


def photo_with_a_place() -> bytes:
    """A picture that says in its margin where it was taken."""
    exif = Image.Exif()
    exif[270] = INSIDE
    file = io.BytesIO()
    Image.new("RGB", (2400, 1200), "#4679b0").save(file, "JPEG", exif=exif)
    assert INSIDE.encode() in file.getvalue()
    return file.getvalue()


def writes_in_every_way(page: Page) -> None:
    page.get_by_label("In your words").fill(f"Water, then Dad's coat. {TEXT} <b>bold</b>")
    page.get_by_label("One word").fill(WORD)
    page.get_by_label("Blue", exact=True).check()
    page.get_by_role("button", name="Voice", exact=True).click()
    page.get_by_role("button", name="Record").click()
    page.get_by_text("Recording, 0:01").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Take it out: voice note").wait_for()
    page.get_by_role("button", name="Draw", exact=True).click()
    canvas = page.locator("#canvas").bounding_box()
    assert canvas
    page.mouse.move(canvas["x"] + 40, canvas["y"] + 40)
    page.mouse.down()
    page.mouse.move(canvas["x"] + 200, canvas["y"] + 160, steps=4)
    page.mouse.up()
    page.locator("#drawing-words").fill(PICTURE)
    page.get_by_role("button", name="Photo", exact=True).click()
    page.locator("#photo").set_input_files(
        {"name": "coat.jpg", "mimeType": "image/jpeg", "buffer": photo_with_a_place()}
    )
    page.locator("#photo-words").fill(PHOTO)
    page.get_by_role("button", name="Take it out: photo").wait_for()


def begins(page: Page, opens_it: str = OPENS_IT) -> str:
    """Sets the journal up; gives the recovery code."""
    page.locator("#begin-pass").fill(opens_it)
    page.locator("#begin-again").fill(opens_it)
    page.get_by_role("button", name="Go on").click()
    code = page.locator("#code:not(:empty)").inner_text()
    page.get_by_label("Type the last four signs").fill(code[-4:].lower())
    page.get_by_role("button", name="I wrote it down").click()
    page.get_by_text("Your journal is ready.").wait_for()
    return code


def writes(page: Page, text: str) -> None:
    page.get_by_label("In your words").fill(text)
    page.get_by_role("button", name="Keep it").click()


def types(page: Page, text: str) -> None:
    """And does not press anything."""
    page.get_by_label("In your words").fill(text)
    page.locator("#draft-said").get_by_text("Kept here").wait_for()


def opens(page: Page, opens_it: str = OPENS_IT) -> None:
    page.locator("#open-pass").fill(opens_it)
    page.locator("#open-form").get_by_role("button", name="Open it").click()


def sent(page: Page, count: int) -> None:
    """All of it is at the clinic: so many entries in all."""
    said = "1 entry is" if count == 1 else f"{count} entries are"
    page.get_by_text(f"{said} at the clinic, locked.").wait_for()
    page.get_by_text("Nothing waits on this phone.").wait_for()


def kept_on(page: Page) -> str:
    return "\n".join(page.evaluate(ALL_ON_THE_PHONE))


def whole_database(url: str, clinic_id: int) -> str:
    """Each table as it would be copied into a backup; bytes once more as what they spell."""
    found = []
    with psycopg.connect(url) as line:
        # The walls hold against the owner of the tables too.
        line.execute("SELECT set_config('app.clinic_id', %s, false)", [str(clinic_id)])
        tables = line.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for (table,) in tables:
            with line.cursor().copy(f"COPY {table} TO STDOUT") as rows:
                found.append(b"".join(bytes(one) for one in rows).decode(errors="replace"))
    text = "\n".join(found)
    return text + "\n" + _spelled(text)


def _spelled(text: str) -> str:
    parts = [one.split("\t")[0].split("\n")[0] for one in text.split("\\\\x")[1:]]
    whole = [
        one[: len(one) // 2 * 2] for one in parts if one and set(one) <= set("0123456789abcdef")
    ]
    return "\n".join(bytes.fromhex(one).decode(errors="replace") for one in whole)


def is_in(token: str, text: str) -> bool:
    """As it is, as JSON writes it, or inside base64 at any of its three places."""
    shapes = {token, json.dumps(token)[1:-1]}
    shapes |= {
        b64encode(b" " * shift + token.encode()).decode()[4 if shift else 0 : -4]
        for shift in range(3)
    }
    return any(shape in text for shape in shapes)

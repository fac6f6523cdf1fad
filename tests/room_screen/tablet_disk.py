"""What lies on a tablet's disk: read raw, as a thief would, or put there as an old version did."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

OUTBOXES = Path(__file__).parent / "outboxes"
"""One file for each shape that was ever released, as it lay on a tablet."""

ENCODE = """
  const sign = (byte) => String.fromCharCode(byte);
  const text = (bytes) => btoa(Array.from(new Uint8Array(bytes), sign).join(""));
  const encode = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      return { bytes: text(value.buffer ?? value), view: ArrayBuffer.isView(value) };
    }
    if (value instanceof CryptoKey) return { key: value.type, extractable: value.extractable };
    if (Array.isArray(value)) return value.map(encode);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, encode(one)]));
  };
  const decode = (value) => {
    if (value === null || typeof value !== "object") return value;
    if ("bytes" in value && "view" in value) {
      const bytes = Uint8Array.from(atob(value.bytes), (sign) => sign.charCodeAt(0));
      return value.view ? bytes : bytes.buffer;
    }
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, decode(one)]));
  };
"""
DUMP = (
    "async () => {"
    + ENCODE
    + """
  const done = (ask) => new Promise((good, bad) => {
    ask.onsuccess = () => good(ask.result);
    ask.onerror = () => bad(ask.error);
  });
  const disk = { databases: {}, caches: {} };
  disk.storages = [{ ...localStorage }, { ...sessionStorage }];
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    const stores = (disk.databases[name] = { version: database.version, stores: {} });
    for (const store of database.objectStoreNames) {
      const place = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([done(place.getAllKeys()), done(place.getAll())]);
      stores.stores[store] = keys.map((key, at) => [key, encode(values[at])]);
    }
    database.close();
  }
  for (const name of await globalThis.caches?.keys() ?? []) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      disk.caches[request.url] = await (await cache.match(request)).text();
    }
  }
  return JSON.stringify(disk);
}"""
)
FILL = (
    "(disk) => new Promise((good, bad) => {"
    + ENCODE
    + """
  const open = indexedDB.open("holdspace-room", disk.version);
  open.onupgradeneeded = () => {
    for (const name of Object.keys(disk.stores)) {
      const names = { views: "session_id", pins: "staff_id", meta: "" };
      const keyPath = names[name] ?? "event_id";
      const store = open.result.createObjectStore(name, keyPath ? { keyPath } : {});
      for (const [key, value] of disk.stores[name]) {
        if (keyPath) store.put(decode(value));
        else store.put(decode(value), key);
      }
    }
  };
  open.onerror = () => bad(open.error);
  open.onsuccess = () => (open.result.close(), good(true));
})"""
)


def everything_on_the_disk(page: Page) -> str:
    """Every store of every database, both storages and the caches, as one text."""
    return str(page.evaluate(DUMP))


def stores_of(page: Page) -> dict[str, list[list[Any]]]:
    """The stores of the room's database, each a list of key and value."""
    disk: dict[str, list[list[Any]]] = json.loads(everything_on_the_disk(page))["databases"][
        "holdspace-room"
    ]["stores"]
    return disk


def put_on_the_disk(page: Page, address: str, release: str) -> None:
    """A tablet of an older version: its outbox as it lay there. `address` is of the same origin."""
    page.goto(address)
    disk = json.loads((OUTBOXES / f"{release}.json").read_text(encoding="utf-8"))
    page.evaluate(FILL, disk)

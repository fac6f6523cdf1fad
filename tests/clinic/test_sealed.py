"""Sealed words open in their own place, under their own key, and nowhere else."""

from __future__ import annotations

import stat

import pytest

from holdspace.clinic.sealed import (
    Place,
    SealBroken,
    SealingKeyMissing,
    SiteKey,
    Wrapped,
    new_site_key,
    new_wrapped_key,
    open_sealed,
    rewrap,
    seal,
    site_keys,
    unwrap,
    write_site_keys,
)

KEY = bytes(range(32))
HERE = Place(table="notes", row="1/mara/jonas", field="sealed")
ELSEWHERE = Place(table="notes", row="1/theo/jonas", field="sealed")
WORDS = "She was a river."


@pytest.fixture
def key_file(tmp_path, settings):
    settings.SEALING_KEY_FILE = tmp_path / "keys" / "sealing_key"
    write_site_keys(settings.SEALING_KEY_FILE, [new_site_key()])
    return settings.SEALING_KEY_FILE


def test_what_was_sealed_opens_in_its_place() -> None:
    sealed = seal(KEY, WORDS, HERE)

    assert open_sealed(KEY, sealed, HERE) == WORDS
    assert WORDS.encode() not in sealed


def test_the_same_words_never_look_the_same() -> None:
    assert seal(KEY, WORDS, HERE) != seal(KEY, WORDS, HERE)


@pytest.mark.parametrize(
    "place",
    [
        ELSEWHERE,
        Place(table="other", row=HERE.row, field="sealed"),
        Place(table="notes", row=HERE.row, field="other"),
    ],
)
def test_words_that_were_moved_do_not_open(place) -> None:
    with pytest.raises(SealBroken):
        open_sealed(KEY, seal(KEY, WORDS, HERE), place)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealBroken):
        open_sealed(bytes(32), seal(KEY, WORDS, HERE), HERE)


@pytest.mark.parametrize("at", [0, 1, 12, 13, 20, -1])
def test_one_changed_byte_is_seen_wherever_it_is(at) -> None:
    sealed = bytearray(seal(KEY, WORDS, HERE))
    sealed[at] ^= 1

    with pytest.raises(SealBroken):
        open_sealed(KEY, bytes(sealed), HERE)


@pytest.mark.parametrize("cut", [b"", b"\x01", b"\x01" + bytes(12)])
def test_what_was_cut_off_does_not_open(cut) -> None:
    with pytest.raises(SealBroken):
        open_sealed(KEY, cut, HERE)


def test_a_form_that_was_kept_in_a_file_still_opens() -> None:
    """Sealed by this program in its first release: a later one must open it."""
    kept = bytes.fromhex(
        "01000102030405060708090a0b146ab33bb284b13bec61e5e2c78c0a43044f14434054e66ffe68a88f76970ee4"
    )

    assert open_sealed(KEY, kept, HERE) == WORDS


def test_a_wrapped_key_opens_with_the_sites_and_in_its_place(key_file) -> None:
    wrapped = new_wrapped_key(HERE)

    assert len(unwrap(wrapped, HERE)) == 32
    with pytest.raises(SealBroken):
        unwrap(wrapped, ELSEWHERE)


def test_without_the_file_nothing_opens_and_it_says_why(key_file) -> None:
    wrapped = new_wrapped_key(HERE)
    key_file.unlink()

    with pytest.raises(SealingKeyMissing):
        unwrap(wrapped, HERE)
    with pytest.raises(SealingKeyMissing):
        new_wrapped_key(HERE)


@pytest.mark.parametrize("content", ["", "short\n", "not base64 at all!\n", "\N{SNOWMAN}"])
def test_a_file_that_holds_no_key_is_no_key(key_file, content) -> None:
    key_file.write_text(content, encoding="utf-8")

    with pytest.raises(SealingKeyMissing):
        site_keys()


def test_another_sites_key_is_not_this_one(key_file) -> None:
    wrapped = new_wrapped_key(HERE)
    write_site_keys(key_file, [new_site_key()])

    with pytest.raises(SealingKeyMissing):
        unwrap(wrapped, HERE)


def test_a_new_key_takes_over_and_the_old_one_is_wanted_until_then(key_file) -> None:
    wrapped = new_wrapped_key(HERE)
    key = unwrap(wrapped, HERE)
    old = site_keys()
    write_site_keys(key_file, [new_site_key(), *old])

    again = rewrap(wrapped, HERE)
    write_site_keys(key_file, site_keys()[:1])

    assert again.site_key_id != wrapped.site_key_id
    assert unwrap(again, HERE) == key
    with pytest.raises(SealingKeyMissing):
        unwrap(wrapped, HERE)


def test_only_the_sites_account_reads_the_file(key_file) -> None:
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_the_id_of_a_key_says_nothing_of_it() -> None:
    key = SiteKey(KEY)

    assert key.id not in KEY.hex()
    assert Wrapped(b"", key.id).site_key_id == SiteKey(KEY).id

"""Who charted it: whoever is signed in, or whoever proves it by a PIN on the room's tablet."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from holdspace.clinic.access.actions import disable_member
from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.tablets.actions import enrol, set_pin, try_pin, unenrol
from holdspace.clinic.tablets.models import MOST_WRONG_TRIES
from holdspace.pathway.dosing_session.actions import record_batch
from holdspace.pathway.dosing_session.batch import read_batch
from holdspace.pathway.dosing_session.queries import entries_of, verify_chain
from tests.pathway.dosing_session.story import NASAL, Tablet, opened

if TYPE_CHECKING:
    from holdspace.clinic.tablets.models import Tablet as Enrolled

pytestmark = pytest.mark.django_db
PIN = "274951"


@pytest.fixture
def enrolled(cast, tablet, now) -> Enrolled:
    """The tablet of Room 1, on which Ana and Jonas have a PIN."""
    enrolled, _ = enrol(actor=cast.actor("ana"), room=cast.rooms["Room 1"], name="One", now=now)
    for who in ("ana", "jonas"):
        set_pin(actor=cast.actor(who), tablet=enrolled, pin=PIN, now=now)
    return enrolled


def key_of(enrolled: Enrolled, cast, who: str) -> bytes:
    return bytes(enrolled.pins.get(staff_id=cast.staff[who].pk).signing_key)


def proof(key: bytes, session, device_id, words: str) -> str:
    """As the browser makes it."""
    said = f"{session.pk}\n{device_id}\n{words}".encode()
    return urlsafe_b64encode(hmac.digest(key, said, hashlib.sha256)).rstrip(b"=").decode()


def body(tablet: Tablet, now, events: dict[str, str], proofs: dict[str, dict]) -> bytes:
    """The very bytes a browser sends: each event stringified once, then put together."""
    frame = tablet.parcel(now)
    frame.pop("events")
    head = json.dumps({**frame, "proofs": proofs})[:-1]
    return f'{head}, "events": [{", ".join(events.values())}]}}'.encode()


def as_sent(event: dict) -> str:
    """With spaces of its own: only the bytes count, not how another would write them."""
    return json.dumps(event, separators=(" , ", " : "))


def send(cast, tablet, enrolled, now, event, *, by, sender, key=None, words=None):  # noqa: PLR0913
    words = words or as_sent(event)
    key = key or key_of(enrolled, cast, by)
    said = {
        event["event_id"]: {
            "staff_id": str(cast.staff[by].pk),
            "proof": proof(key, tablet.session, tablet.device_id, words),
        }
    }
    raw = body(tablet, now, {event["event_id"]: words}, said)
    return record_batch(cast.actor(sender), tablet.session, read_batch(raw), now, tablet=enrolled)[
        0
    ]


def test_what_ana_charted_is_hers_though_jonas_is_signed_in(cast, tablet, enrolled, now) -> None:
    tears = tablet.event(now, "Observed", code="tears")

    result = send(cast, tablet, enrolled, now, tears, by="ana", sender="jonas")

    entry = entries_of(tablet.session)[-1]
    assert (result.state, entry.author_name) == ("new", "Ana Silva")
    assert verify_chain(tablet.session) == 2


def test_the_trail_says_who_charted_and_who_sent(cast, tablet, enrolled, now) -> None:
    tears = tablet.event(now, "Observed", code="tears")
    send(cast, tablet, enrolled, now, tears, by="ana", sender="jonas")

    trail = AuditEntry.objects.filter(object_id=tears["event_id"])
    said = {(line.act, line.staff_id) for line in trail}

    assert said == {
        ("write in the session record", cast.staff["ana"].pk),
        ("send what a colleague charted", cast.staff["jonas"].pk),
    }


def test_a_role_is_that_of_who_charted_it(cast, tablet, enrolled, now) -> None:
    change = {"infusion_id": str(uuid4()), "rate_ml_per_hour": "1"}
    by_jonas = tablet.event(now, "InfusionRateChanged", **change)

    result = send(cast, tablet, enrolled, now, by_jonas, by="jonas", sender="ana")

    assert (result.state, result.sentence[:6]) == ("refused", "Only a")


def test_two_people_on_one_tablet_are_two_people(cast, tablet, enrolled, now) -> None:
    """Both halves of the time-out, charted on one tablet, sent while one of them is signed in."""
    halves = [tablet.event(now, "TimeOutConfirmed", checks=["identity"]) for _ in range(2)]
    send(cast, tablet, enrolled, now, halves[0], by="ana", sender="ana")
    send(cast, tablet, enrolled, now, halves[1], by="jonas", sender="ana")

    authors = [entry.author_name for entry in entries_of(tablet.session)[-2:]]
    assert authors == ["Ana Silva", "Jonas Weber"]


# --- a proof that does not hold -------------------------------------------------------------------


def nothing_new(tablet) -> bool:
    return len(entries_of(tablet.session)) == 1


def test_the_key_of_another_proves_nothing(cast, tablet, enrolled, now) -> None:
    tears = tablet.event(now, "Observed", code="tears")
    jonas = key_of(enrolled, cast, "jonas")

    result = send(cast, tablet, enrolled, now, tears, by="ana", sender="jonas", key=jonas)

    assert result.state == "refused"
    assert "Whoever saw it charts it again" in result.sentence
    assert nothing_new(tablet)


@pytest.mark.parametrize("text", ["", "????", "AAAA", "Ä", "A" * 43, "=" * 9])
def test_what_is_no_proof_is_refused(cast, tablet, enrolled, now, text) -> None:
    event = tablet.event(now, "Observed", code="tears")
    said = {event["event_id"]: {"staff_id": str(cast.staff["ana"].pk), "proof": text}}
    batch = read_batch(body(tablet, now, {"": as_sent(event)}, said))

    result = record_batch(cast.actor("jonas"), tablet.session, batch, now, tablet=enrolled)[0]

    assert result.state == "refused"


def test_a_proof_is_of_these_words_and_no_others(cast, tablet, enrolled, now) -> None:
    event = tablet.event(now, "Observed", code="tears")
    said = {
        event["event_id"]: {
            "staff_id": str(cast.staff["ana"].pk),
            "proof": proof(
                key_of(enrolled, cast, "ana"), tablet.session, tablet.device_id, as_sent(event)
            ),
        }
    }
    changed = as_sent({**event, "payload": {"code": "laughter"}})
    batch = read_batch(body(tablet, now, {"": changed}, said))

    result = record_batch(cast.actor("jonas"), tablet.session, batch, now, tablet=enrolled)[0]

    assert result.state == "refused"


def test_words_that_were_refused_lend_their_proof_to_no_others(cast, tablet, enrolled, now) -> None:
    """One id twice in one batch: each is held to its own bytes."""
    event = tablet.event(now, "Nonsense")
    words = as_sent(event)
    said = {
        event["event_id"]: {
            "staff_id": str(cast.staff["ana"].pk),
            "proof": proof(key_of(enrolled, cast, "ana"), tablet.session, tablet.device_id, words),
        }
    }
    forged = as_sent({**event, "kind": "Observed", "payload": {"code": "tears"}})
    batch = read_batch(body(tablet, now, {"a": words, "b": forged}, said))

    results = record_batch(cast.actor("jonas"), tablet.session, batch, now, tablet=enrolled)

    assert [one.state for one in results] == ["refused", "refused"]
    assert nothing_new(tablet)


def test_a_proof_for_one_session_holds_in_no_other(cast, tablet, enrolled, now) -> None:
    event = tablet.event(now, "Observed", code="tears")
    elsewhere = opened(cast, now, patient="theo", room="Room 2", protocol=NASAL)
    mac = proof(key_of(enrolled, cast, "ana"), elsewhere, tablet.device_id, as_sent(event))
    said = {event["event_id"]: {"staff_id": str(cast.staff["ana"].pk), "proof": mac}}
    batch = read_batch(body(tablet, now, {"": as_sent(event)}, said))

    result = record_batch(cast.actor("jonas"), tablet.session, batch, now, tablet=enrolled)[0]

    assert result.state == "refused"


def test_a_tablet_of_another_room_proves_nothing_here(cast, tablet, enrolled, now) -> None:
    theo = Tablet(opened(cast, now, patient="theo", room="Room 2", protocol=NASAL))
    tears = theo.event(now, "Observed", code="tears")

    assert send(cast, theo, enrolled, now, tears, by="ana", sender="jonas").state == "refused"


def test_a_device_that_is_no_tablet_proves_nothing(cast, tablet, enrolled, now) -> None:
    tears, key = tablet.event(now, "Observed", code="tears"), key_of(enrolled, cast, "ana")

    result = send(cast, tablet, None, now, tears, by="ana", sender="jonas", key=key)

    assert result.state == "refused"


def test_once_it_is_unenrolled_its_proofs_are_worth_nothing(cast, tablet, enrolled, now) -> None:
    tears, key = tablet.event(now, "Observed", code="tears"), key_of(enrolled, cast, "ana")
    unenrol(actor=cast.actor("okafor"), tablet=enrolled, now=now)

    result = send(cast, tablet, enrolled, now, tears, by="ana", sender="jonas", key=key)

    assert result.state == "refused"


def test_the_proof_of_who_was_disabled_is_worth_nothing(cast, tablet, enrolled, now) -> None:
    tears = tablet.event(now, "Observed", code="tears")
    disable_member(actor=cast.actor("owner"), member=cast.staff["ana"])

    assert send(cast, tablet, enrolled, now, tears, by="ana", sender="jonas").state == "refused"


def test_a_pin_that_is_void_still_proves_what_was_charted_with_it(
    cast, tablet, enrolled, now
) -> None:
    tears = tablet.event(now, "Observed", code="tears")
    for _ in range(MOST_WRONG_TRIES):
        try_pin(tablet=enrolled, staff_id=cast.staff["ana"].pk, pin="000001")

    assert send(cast, tablet, enrolled, now, tears, by="ana", sender="jonas").state == "new"


def test_one_bad_proof_stops_no_other_entry(cast, tablet, enrolled, now) -> None:
    bad, plain = (tablet.event(now, "Observed", code=code) for code in ("tears", "laughter"))
    said = {bad["event_id"]: {"staff_id": str(cast.staff["ana"].pk), "proof": "AAAA"}}
    batch = read_batch(body(tablet, now, {"a": as_sent(bad), "b": as_sent(plain)}, said))

    results = record_batch(cast.actor("jonas"), tablet.session, batch, now, tablet=enrolled)

    assert [one.state for one in results] == ["refused", "new"]


# --- one entry, however it is sent ----------------------------------------------------------------


def test_with_a_proof_and_then_without_it_is_one_entry(cast, tablet, enrolled, now) -> None:
    tears = tablet.event(now, "Observed", code="tears")
    send(cast, tablet, enrolled, now, tears, by="ana", sender="jonas")

    again = tablet.send(cast.actor("ana"), now + timedelta(minutes=1), tears)[0]

    assert (again.state, again.sequence) == ("already", 2)
    assert len(entries_of(tablet.session)) == 2


def test_without_a_proof_and_then_with_it_is_one_entry(cast, tablet, enrolled, now) -> None:
    tears = tablet.event(now, "Observed", code="tears")
    tablet.send(cast.actor("ana"), now, tears)

    again = send(cast, tablet, enrolled, now, tears, by="ana", sender="jonas")

    assert (again.state, again.sequence) == ("already", 2)


def test_what_is_in_the_record_is_acknowledged_though_its_proof_holds_no_more(
    cast, tablet, enrolled, now
) -> None:
    """The answer was lost, the PIN has ended since: the tablet may forget it all the same."""
    tears, key = tablet.event(now, "Observed", code="tears"), key_of(enrolled, cast, "ana")
    send(cast, tablet, enrolled, now, tears, by="ana", sender="jonas")
    unenrol(actor=cast.actor("okafor"), tablet=enrolled, now=now)

    again = send(cast, tablet, None, now, tears, by="ana", sender="jonas", key=key)

    assert again.state == "already"


def test_an_entry_of_one_person_is_never_taken_for_another(cast, tablet, enrolled, now) -> None:
    tears = tablet.event(now, "Observed", code="tears")
    send(cast, tablet, enrolled, now, tears, by="ana", sender="jonas")

    again = send(cast, tablet, enrolled, now, tears, by="jonas", sender="jonas")

    assert again.state == "conflict"


def test_the_proof_of_the_contract_is_what_a_browser_makes() -> None:
    """A fixed example, for whoever writes the other side."""

    class Session:
        pk = "11111111-1111-4111-8111-111111111111"

    words = '{"event_id":"a","kind":"Observed"}'

    made = proof(b"k" * 32, Session, "22222222-2222-4222-8222-222222222222", words)

    assert made == "qYfVBcHAiPB2tUiuvZOlxVuQP696fv77cmqO_JcWe_k"
    assert len(urlsafe_b64decode(made + "=")) == 32

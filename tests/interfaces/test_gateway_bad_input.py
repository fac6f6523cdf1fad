"""Whatever arrives: a clear answer or a reason in the queue, and the next message gets through."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from holdspace.interfaces.hl7v2.mllp import FrameReader, framed
from holdspace.interfaces.monitors.listener import judge
from tests.interfaces.gateway_process import wait_until
from tests.interfaces.messages import HEART_RATE, PER_MINUTE, obx, oru
from tests.interfaces.stored import messages, samples

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast
    from tests.interfaces.gateway_process import GatewayProcess


def good(control_id: str) -> bytes:
    return oru(obx(HEART_RATE, "72", PER_MINUTE), control_id=control_id)


GOOD = good("good")
REFUSED = {
    "not HL7": (b"hello there", "AE", "does not start with an MSH"),
    "empty header": (b"MSH", "AE", "field separator"),
    "longer than the limit": (b"MSH|^~\\&|X|" + b"a" * 300_000, "AE", "longer than"),
    "says UTF-8 and is not": (GOOD.replace(b"PID|||", b"PID|||\xff\xfe"), "AE", "byte"),
    "unknown character set": (GOOD.replace(b"UNICODE UTF-8", b"KLINGON"), "AE", "KLINGON"),
    "UTF-16": (GOOD.decode().encode("utf-16"), "AE", "UTF-16"),
    "another kind of message": (GOOD.replace(b"ORU^R01^ORU_R01", b"ADT^A01"), "AR", "ORU^R01"),
    "another version": (GOOD.replace(b"|2.6|", b"|3.0|"), "AR", "2.3 to 2.6"),
    "no observation": (oru(control_id="good"), "AE", "no observation"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_gets_a_clear_refusal(name: str) -> None:
    raw, code, words = REFUSED[name]

    (received,) = FrameReader().feed(framed(raw))
    kept, verdict = judge(received)

    assert verdict.outcome == code
    assert words in verdict.words
    assert raw.startswith(kept)


def test_bad_input_is_answered_and_kept_in_order_and_the_good_ones_between_are_stored(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    cut_off = b"\x0b" + GOOD[:80]
    stream = b"".join(framed(raw) + framed(good(name)) for name, (raw, _, _) in REFUSED.items())

    answers = gateway.sender.send_raw(stream + cut_off + framed(good("last")))

    codes = [code for _, code, _ in REFUSED.values()]
    assert [answer.code for answer in answers[0::2]] == [*codes, "AE"]
    assert [answer.control_id for answer in answers[1::2]] == [*REFUSED, "last"]
    assert {answer.code for answer in answers[1::2]} == {"AA"}
    wait_until(lambda: len(messages(clinic)) == len(answers))
    refused = messages(clinic)[0::2]
    assert {message.state for message in refused} == {"refused"}
    assert [message.reason for message in refused] == [answer.text for answer in answers[0::2]]
    assert len(samples(clinic)) == len(REFUSED) + 1


def test_a_frame_that_ends_with_the_connection_is_kept_with_its_reason(
    gateway: GatewayProcess, clinic: Cast
) -> None:
    answers = gateway.sender.send_raw(b"\x0b" + GOOD[:90])

    assert [answer.code for answer in answers] == ["AE"]
    wait_until(lambda: len(messages(clinic)) == 1)
    assert bytes(messages(clinic)[0].raw) == GOOD[:90]


def test_garbage_between_frames_is_dropped_and_the_frames_are_taken(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    answers = gateway.sender.send_raw(b"\x00\xffnoise" + framed(GOOD) + b"more noise")

    assert [answer.code for answer in answers] == ["AA"]
    wait_until(lambda: len(samples(clinic)) == 1)


def test_a_device_nobody_added_waits_in_the_queue_with_the_reason(
    gateway: GatewayProcess, clinic: Cast
) -> None:
    answer = gateway.sender.send(oru(obx(HEART_RATE, "72", PER_MINUTE), device="STRANGER"))

    assert answer.code == "AA"
    wait_until(lambda: len(messages(clinic)) == 1)
    waiting = messages(clinic)[0]
    assert (waiting.state, waiting.device_key) == ("queued", "STRANGER")
    assert "not known here" in waiting.reason
    assert samples(clinic) == []


def test_a_message_without_a_device_waits_in_the_queue(
    gateway: GatewayProcess, clinic: Cast
) -> None:
    gateway.sender.send(oru(obx(HEART_RATE, "72", PER_MINUTE), device=""))

    wait_until(lambda: len(messages(clinic)) == 1)
    assert "which device" in messages(clinic)[0].reason


def test_a_known_monitor_that_stands_nowhere_waits_in_the_queue(
    gateway: GatewayProcess, clinic: Cast, homeless_monitor: str
) -> None:
    gateway.sender.send(oru(obx(HEART_RATE, "72", PER_MINUTE)))

    wait_until(lambda: len(messages(clinic)) == 1)
    assert "in which room" in messages(clinic)[0].reason
    assert samples(clinic) == []


def test_codes_we_do_not_know_are_counted_and_the_rest_is_charted(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    unknown = obx("999001^MDC_SOMETHING_NEW^MDC", "5", PER_MINUTE)

    gateway.sender.send(oru(unknown, obx(HEART_RATE, "72", PER_MINUTE)))

    wait_until(lambda: len(samples(clinic)) == 1)
    assert messages(clinic)[0].reason == "1 code not known here: 999001^MDC_SOMETHING_NEW"
    assert samples(clinic)[0].heart_rate_per_min == Decimal(72)


def test_the_patients_name_on_the_wire_matches_nobody_and_reaches_no_log(
    gateway: GatewayProcess, clinic: Cast, capfd: pytest.CaptureFixture[str]
) -> None:
    named = GOOD.replace(b"PID|||", b"PID|||77||Keller^Mara")

    gateway.sender.send(named)

    wait_until(lambda: len(messages(clinic)) == 1)
    assert messages(clinic)[0].state == "queued"
    gateway.stop()
    gateway.start()
    assert "Keller" not in "".join(capfd.readouterr())

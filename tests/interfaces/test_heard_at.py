"""Where to send, in words for somebody who stands before a monitor with this page open."""

from __future__ import annotations

import pytest

from holdspace.interfaces.monitors.heard_at import where_in_words


@pytest.mark.parametrize(
    ("heard_at", "words"),
    [
        ("10.0.0.5:2575", "Monitors send HL7 to 10.0.0.5, port 2575."),
        ("clinic.local:2575", "Monitors send HL7 to clinic.local, port 2575."),
        ("fd00::5:2575", "Monitors send HL7 to fd00::5, port 2575."),
        ("0.0.0.0:2660", "Monitors send HL7 to any address of this machine, port 2660."),
        ("", ""),
        ("10.0.0.5", ""),
    ],
)
def test_it_says_address_and_port(heard_at: str, words: str) -> None:
    assert where_in_words(heard_at) == words


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_gateway_that_the_network_does_not_reach_says_so(host: str) -> None:
    assert where_in_words(f"{host}:2575").startswith("The gateway hears this machine alone")

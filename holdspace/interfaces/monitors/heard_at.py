"""Where the gateway hears monitors, in words for somebody who types it into one."""

from __future__ import annotations

import ipaddress


def where_in_words(heard_at: str) -> str:
    """Of `host:port`. Empty for what is not known."""
    host, _, port = heard_at.rpartition(":")
    if not host or not port.isdigit():
        return ""
    if _is_of_this_machine(host):
        return (
            f"The gateway hears this machine alone, at port {port}: a monitor on the network does "
            "not reach it before HOLDSPACE_GATEWAY_HOST says an address of the devices' network."
        )
    if _is_every(host):
        return f"Monitors send HL7 to any address of this machine, port {port}."
    return f"Monitors send HL7 to {host}, port {port}."


def _is_of_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_every(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False

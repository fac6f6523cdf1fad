"""The treatment protocols as data, a folder each and a file per version, and their loader."""

from holdspace.protocols.loader import (
    UnknownProtocol,
    available_protocols,
    latest_version,
    load_protocol,
    protocol_from_yaml,
)

__all__ = [
    "UnknownProtocol",
    "available_protocols",
    "latest_version",
    "load_protocol",
    "protocol_from_yaml",
]

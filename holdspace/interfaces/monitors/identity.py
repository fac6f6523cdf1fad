"""Which device sent a message. Nothing of the patient (PID) is read here."""

from functools import lru_cache

from holdspace.interfaces.hl7v2.er7 import Delimiters, Message, Segment

_EUI = "EUI-64"
_EQUIPMENT = 18
_LONGEST_KEY = 200


def device_key_of(message: Message) -> str:
    """A world-wide number where one is sent, else the names the sender gives itself, else ""."""
    header = message.header
    world_wide, names = _of_header(header.field(3), header.field(4), header.delimiters)
    number = world_wide or _of_equipment(message)
    return f"{_EUI}:{number}"[:_LONGEST_KEY] if number else names


def device_key_of_equipment(message: Message) -> str:
    """By what stands beside an observation alone: "" when only the header says who sent it."""
    number = _of_equipment(message)
    return f"{_EUI}:{number}"[:_LONGEST_KEY] if number else ""


def bed_of(message: Message) -> str:
    """What PV1-3 says of the place, for a person to read."""
    for visit in message.named("PV1"):
        return " ".join(visit.parts(3))[:_LONGEST_KEY]
    return ""


@lru_cache(maxsize=2_000)
def _of_header(application: str, facility: str, delimiters: Delimiters) -> tuple[str, str]:
    """The world-wide number in MSH-3, "" without one, and the names in MSH-3 and MSH-4."""
    header = Segment("MSH", ("MSH", "", "", application, facility), delimiters)
    world_wide = ""
    if header.component(3, 3).upper() == _EUI:
        world_wide = header.component(3, 2).upper()
    names = [header.component(field, part) for field in (3, 4) for part in (1, 2)]
    return world_wide, " / ".join(name for name in names if name)[:_LONGEST_KEY]


def _of_equipment(message: Message) -> str:
    for observation in message.named("OBX"):
        if len(observation.fields) > _EQUIPMENT and (number := _equipment(observation)):
            return number
    return ""


def _equipment(observation: Segment) -> str:
    """OBX-18: `local^name^EUI^EUI-64`, or with the number in the first place."""
    if observation.component(_EQUIPMENT, 4).upper() == _EUI:
        number = observation.component(_EQUIPMENT, 3) or observation.component(_EQUIPMENT, 1)
        return number.upper()
    return ""

"""Which device sent a message. Nothing of the patient (PID) is ever read."""

from holdspace.interfaces.hl7v2.er7 import Message, Segment

_EUI = "EUI-64"
_LONGEST_KEY = 200


def device_key_of(message: Message) -> str:
    """A world-wide number where one is sent, else the names the sender gives itself, else ""."""
    world_wide = _world_wide_number(message)
    if world_wide:
        return f"{_EUI}:{world_wide}"[:_LONGEST_KEY]
    header = message.header
    names = [header.component(field, part) for field in (3, 4) for part in (1, 2)]
    return " / ".join(name for name in names if name)[:_LONGEST_KEY]


def bed_of(message: Message) -> str:
    """What PV1-3 says of the place, for a person to read."""
    for visit in message.named("PV1"):
        return " ".join(visit.parts(3))[:_LONGEST_KEY]
    return ""


def _world_wide_number(message: Message) -> str:
    header = message.header
    if header.component(3, 3).upper() == _EUI:
        return header.component(3, 2).upper()
    for observation in message.named("OBX"):
        number = _equipment(observation)
        if number:
            return number
    return ""


def _equipment(observation: Segment) -> str:
    """OBX-18: `local^name^EUI^EUI-64`, or with the number in the first place."""
    if observation.component(18, 4).upper() == _EUI:
        return (observation.component(18, 3) or observation.component(18, 1)).upper()
    return ""

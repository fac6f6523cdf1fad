"""Recognises Mindray's monitors by the name they give themselves."""

from functools import partial

from holdspace.interfaces.hl7v2.er7 import Message
from holdspace.interfaces.monitors.manifest import Manifest
from holdspace.interfaces.monitors.mdc.dialect import Dialect
from holdspace.interfaces.monitors.mdc.recognition import speaks_mdc
from holdspace.interfaces.monitors.mdc.translate import translate_as

DIALECT = Dialect(family="mindray")


def _recognises(message: Message) -> int:
    says_so = message.header.component(3).upper().startswith("MINDRAY")
    return 3 if says_so and speaks_mdc(message) else 0


MANIFEST = Manifest(
    name="Mindray",
    supported_models=("VS-600 and VS-900 (shape of published messages; no monitor was at hand)",),
    recognised_by="a sending application (MSH-3) that begins with MINDRAY",
    recognises=_recognises,
    translate=partial(translate_as, DIALECT),
    known_limits=(
        "Its own code system (99MNDRY) is not read: such a message waits for a person.",
        "A spot check sends the last cuff again, with the moment at which it was taken.",
        "Its times carry no zone: the clinic's is used.",
        "It calls every value preliminary (OBX-11 R), and so do we.",
    ),
)

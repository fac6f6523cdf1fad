"""Recognises messages whose observations carry MDC codes."""

from holdspace.interfaces.hl7v2.er7 import Message
from holdspace.interfaces.monitors.manifest import Manifest
from holdspace.interfaces.monitors.mdc.recognition import speaks_mdc
from holdspace.interfaces.monitors.mdc.translate import translate


def _recognises(message: Message) -> int:
    return int(speaks_mdc(message))


MANIFEST = Manifest(
    name="Plain MDC codes (IHE PCD-01)",
    supported_models=("Any that keeps to IHE PCD-01, and is of no family that has a folder here",),
    recognised_by="an observation identifier of the MDC coding system",
    recognises=_recognises,
    translate=translate,
    known_limits=(
        "Waveforms and coded observations are kept in the raw message only.",
        "Of two sensors with one code the first in the message has the column; the other is kept.",
        "A pressure, carbon dioxide or temperature without a unit is not charted.",
        "Carbon dioxide in percent is not charted: in mmHg it depends on the height of the place.",
        "Arterial pressures and skin temperature are kept, not charted.",
        "Alarms arrive as flags of a value (OBX-8); alert messages (ORU^R40) are refused.",
    ),
)

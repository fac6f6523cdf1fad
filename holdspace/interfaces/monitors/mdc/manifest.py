"""Recognises messages whose observations carry MDC codes."""

from holdspace.interfaces.hl7v2.er7 import Message, Segment
from holdspace.interfaces.monitors.manifest import Manifest
from holdspace.interfaces.monitors.mdc.nomenclature import BY_NUMBER
from holdspace.interfaces.monitors.mdc.translate import translate


def _recognises(message: Message) -> int:
    return int(any(_is_mdc(obx) for obx in message.named("OBX")))


def _is_mdc(obx: Segment) -> bool:
    return (
        obx.component(3, 3).upper() == "MDC"
        or obx.component(3, 2).upper().startswith("MDC_")
        or obx.component(3, 1) in BY_NUMBER
    )


MANIFEST = Manifest(
    name="Monitors that speak MDC codes (IHE PCD-01 and its relatives)",
    recognised_by="an observation identifier of the MDC coding system",
    recognises=_recognises,
    translate=translate,
    known_limits=(
        "Waveforms and coded observations are kept in the raw message only.",
        "Of two sensors with one code the first in the message has the column; the other is kept.",
        "A pressure, carbon dioxide or temperature without a unit is not charted.",
        "Arterial pressures and skin temperature are kept, not charted.",
        "Alarms arrive as flags of a value (OBX-8); alert messages (ORU^R40) are refused.",
    ),
)

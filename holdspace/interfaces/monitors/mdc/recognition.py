"""Whether a message names what it measures by MDC codes, whoever sent it."""

from holdspace.interfaces.hl7v2.er7 import Message, Segment
from holdspace.interfaces.monitors.mdc.nomenclature import BY_NUMBER


def speaks_mdc(message: Message) -> bool:
    return any(_is_mdc(obx) for obx in message.named("OBX"))


def _is_mdc(obx: Segment) -> bool:
    return (
        obx.component(3, 3).upper() == "MDC"
        or obx.component(3, 2).upper().startswith("MDC_")
        or obx.component(3, 1) in BY_NUMBER
    )

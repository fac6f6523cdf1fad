"""Recognises Creative's monitors by what they call themselves."""

from decimal import Decimal
from functools import partial

from holdspace.interfaces.hl7v2.er7 import Message
from holdspace.interfaces.monitors.manifest import Manifest
from holdspace.interfaces.monitors.mdc.dialect import Dialect
from holdspace.interfaces.monitors.mdc.nomenclature import Term
from holdspace.interfaces.monitors.mdc.recognition import speaks_mdc
from holdspace.interfaces.monitors.mdc.translate import translate_as

DIALECT = Dialect(
    family="creative",
    # With status "final", as if it were a value.
    no_reading=frozenset({Decimal(-100)}),
    # The number is that of a mean pressure in the aorta. The name, OBX-4, the two values beside it
    # and the monitor itself say: the cuff.
    terms={
        ("150031", "MDC_PRESS_CUFF_SYS"): Term(150301, "MDC_PRESS_CUFF_SYS", "systolic_mmhg"),
    },
)


def _recognises(message: Message) -> int:
    header = message.header
    calls_itself = (header.component(3).lower(), header.component(4).lower())
    return 3 if calls_itself == ("northern", "patient monitor") and speaks_mdc(message) else 0


MANIFEST = Manifest(
    name="Creative",
    supported_models=("Those that call themselves northern (published messages; none at hand)",),
    recognised_by="northern in MSH-3 and patient monitor in MSH-4",
    recognises=_recognises,
    translate=partial(translate_as, DIALECT),
    known_limits=(
        "All of them call themselves the same: two in one clinic cannot be told apart.",
        "The cuff's clock may run ahead of the message's: it is then placed at the receipt.",
        "Its times carry no zone: the clinic's is used.",
    ),
)

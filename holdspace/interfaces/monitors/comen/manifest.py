"""Recognises Comen's monitors by their own code system."""

from functools import partial

from holdspace.interfaces.hl7v2.er7 import Message
from holdspace.interfaces.monitors.manifest import Manifest
from holdspace.interfaces.monitors.mdc.dialect import Dialect
from holdspace.interfaces.monitors.mdc.nomenclature import Term
from holdspace.interfaces.monitors.mdc.recognition import speaks_mdc
from holdspace.interfaces.monitors.mdc.translate import translate_as

_OWN = "99COMEN"

DIALECT = Dialect(
    family="comen",
    terms={("2453", "COMEN_POS_BODY"): Term(2453, "COMEN_POS_BODY", None)},
)


def _recognises(message: Message) -> int:
    says_so = any(
        _OWN in segment.field(field)
        for name, field in (("OBR", 4), ("OBX", 3))
        for segment in message.named(name)
    )
    return 3 if says_so and speaks_mdc(message) else 0


MANIFEST = Manifest(
    name="Comen",
    supported_models=("NC series (shape of published messages; no monitor was at hand)",),
    recognised_by="the code system 99COMEN in OBR-4 or OBX-3",
    recognises=_recognises,
    translate=partial(translate_as, DIALECT),
    known_limits=(
        "Two oximeters are told apart by OBX-4 only: the first has the column, the other is kept.",
        "Of its own codes the position of the body is kept; all others are counted as unknown.",
        "It may send no set ids, and the bed in a sub-component of PV1-3.",
    ),
)

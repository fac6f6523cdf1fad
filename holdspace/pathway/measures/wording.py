"""Which words a questionnaire has in this clinic: those we may ship, or the clinic's own copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.scales.licensed_copy import LicensedText, has_wording, worded
from holdspace.pathway.measures.models import LicensedCopy

if TYPE_CHECKING:
    from holdspace.domain.scales.instrument import Instrument
    from holdspace.pathway.measures.models import Asked


def copies_in_use(clinic_id: int) -> dict[str, LicensedCopy]:
    """The newest copy of each code, where it is in use."""
    newest = LicensedCopy.objects.filter(clinic_id=clinic_id).order_by("code", "-loaded_at")
    latest = {copy.code: copy for copy in newest.distinct("code")}
    return {code: copy for code, copy in latest.items() if copy.is_in_use}


def instrument_with(code: str, copy: LicensedCopy | None) -> Instrument:
    """The instrument with the words of this copy; without one, as we ship it."""
    instrument = INSTRUMENTS[code]
    if copy is None:
        return instrument
    # Tuples in the schema are lists in JSON: read as it was written.
    return worded(instrument, LicensedText.model_validate(copy.content, strict=False))


def instrument_of(asked: Asked) -> Instrument:
    """The instrument with the words this questionnaire began with."""
    return instrument_with(asked.code, asked.copy)


def can_be_on_a_phone(instrument: Instrument) -> bool:
    """Whether a person can answer it alone: it has words, and no clinician has to rate it."""
    return has_wording(instrument) and instrument.answered_by == "person"

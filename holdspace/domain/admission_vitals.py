"""May this reading be charted? If it is true, always; an odd value needs a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.admission_answers import Admitted, Refused
from holdspace.domain.vitals import implausible, values_of

if TYPE_CHECKING:
    from holdspace.domain.session_events import VitalsCharted


def admit_vitals(body: VitalsCharted) -> Admitted | Refused:
    """Refused only when it holds nothing, or when an odd value comes without its reason."""
    values = values_of(body)
    if not values:
        return Refused(sentence="No value was entered.")
    odd = implausible(values)
    if odd and not body.implausible_reason.strip():
        return Refused(sentence=odd[0])
    return Admitted(notices=odd)

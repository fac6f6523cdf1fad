"""Writes observations as a monitor does: HL7 v2.6 ORU^R01 in the manner of IHE PCD-01."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from holdspace.interfaces.hl7v2.er7 import escape
from holdspace.interfaces.hl7v2.moment import write_moment

_PER_MINUTE = "264864^MDC_DIM_BEAT_PER_MIN^MDC"
_PERCENT = "262688^MDC_DIM_PERCENT^MDC"
_MMHG = "266016^MDC_DIM_MMHG^MDC"


@dataclass(frozen=True, slots=True)
class Kind:
    identifier: str
    unit: str
    channel: str


HEART_RATE = Kind("147842^MDC_ECG_HEART_RATE^MDC", _PER_MINUTE, "1.7.4.147842")
PULSE = Kind("149530^MDC_PULS_OXIM_PULS_RATE^MDC", _PER_MINUTE, "1.3.1.149530")
SPO2 = Kind("150456^MDC_PULS_OXIM_SAT_O2^MDC", _PERCENT, "1.3.1.150456")
RESPIRATION = Kind("151562^MDC_RESP_RATE^MDC", "264928^MDC_DIM_RESP_PER_MIN^MDC", "1.6.1.151562")
TEMPERATURE = Kind("150344^MDC_TEMP^MDC", "268192^MDC_DIM_DEGC^MDC", "1.2.1.150344")
CUFF_SYSTOLIC = Kind("150301^MDC_PRESS_CUFF_SYS^MDC", _MMHG, "1.1.9.150301")
CUFF_DIASTOLIC = Kind("150302^MDC_PRESS_CUFF_DIA^MDC", _MMHG, "1.1.9.150302")
CUFF_MEAN = Kind("150303^MDC_PRESS_CUFF_MEAN^MDC", _MMHG, "1.1.9.150303")
LINE_SYSTOLIC = Kind("150037^MDC_PRESS_BLD_ART_ABP_SYS^MDC", _MMHG, "1.1.1.150037")
LINE_DIASTOLIC = Kind("150038^MDC_PRESS_BLD_ART_ABP_DIA^MDC", _MMHG, "1.1.1.150038")
LINE_MEAN = Kind("150039^MDC_PRESS_BLD_ART_ABP_MEAN^MDC", _MMHG, "1.1.1.150039")
CO2 = Kind("151708^MDC_AWAY_CO2_ET^MDC", _MMHG, "1.8.1.151708")


@dataclass(frozen=True, slots=True)
class Observation:
    kind: Kind
    value: Decimal | None
    """None: the sensor is on and has no reading; sent as an empty value."""
    flags: str = ""
    taken_at: datetime | None = None
    """For a cuff: when it was taken. None: with the message."""


def oru_message(
    device: str, control_id: str, sent_at: datetime, observations: Sequence[Observation]
) -> bytes:
    """`device` is MSH-3 as it stands on the wire. No patient is ever named."""
    stamp = write_moment(sent_at)
    profile = "IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO"
    kind = f"ORU^R01^ORU_R01|{escape(control_id)}|P|2.6|||AL|NE||UNICODE UTF-8|||{profile}"
    segments = [
        f"MSH|^~\\&|{device}||||{stamp}||{kind}",
        "PID|||",
        "PV1||U",
        f"OBR|1|{escape(control_id)}||182777000^monitoring of patient^SCT|||{stamp}",
    ]
    for number, item in enumerate(observations, start=1):
        taken = write_moment(item.taken_at) if item.taken_at else ""
        method = "|||^APERIODIC" if item.taken_at else ""
        value = "" if item.value is None else str(item.value)
        segments.append(
            f"OBX|{number}|NM|{item.kind.identifier}|{item.kind.channel}|{value}|{item.kind.unit}"
            f"||{item.flags}|||F|||{taken}{method}"
        )
    return ("\r".join(segments) + "\r").encode()

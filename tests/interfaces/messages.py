"""Messages of our own making, in the shapes that monitors use."""

from __future__ import annotations

from datetime import UTC, datetime

HEART_RATE = "147842^MDC_ECG_HEART_RATE^MDC"
SPO2 = "150456^MDC_PULS_OXIM_SAT_O2^MDC"
SYSTOLIC = "150301^MDC_PRESS_CUFF_SYS^MDC"
DIASTOLIC = "150302^MDC_PRESS_CUFF_DIA^MDC"
TEMPERATURE = "150344^MDC_TEMP^MDC"
PER_MINUTE = "264864^MDC_DIM_BEAT_PER_MIN^MDC"
PERCENT = "262688^MDC_DIM_PERCENT^MDC"
MMHG = "266016^MDC_DIM_MMHG^MDC"
CELSIUS = "268192^MDC_DIM_DEGC^MDC"


def obx(
    code: str, value: str, unit: str, *, flags: str = "", status: str = "F", at: str = ""
) -> str:
    return f"OBX|1|NM|{code}|1.1.1|{value}|{unit}||{flags}|||{status}|||{at}"


def oru(
    *observations: str,
    control_id: str = "1",
    sent: str | None = None,
    device: str = "BEDSIDE^ONE",
    charset: str = "UNICODE UTF-8",
    version: str = "2.6",
) -> bytes:
    stamp = hl7_now() if sent is None else sent
    header = (
        f"MSH|^~\\&|{device}||||{stamp}||ORU^R01^ORU_R01|{control_id}|P|{version}||||||{charset}"
    )
    panel = f"OBR|1|||182777000^monitoring^SCT|||{stamp}"
    return "\r".join([header, "PID|||", panel, *observations, ""]).encode()


def hl7_now() -> str:
    return datetime.now(UTC).strftime("%Y%m%d%H%M%S.%f")[:18] + "+0000"


def stamp_of(at: datetime) -> str:
    return at.strftime("%Y%m%d%H%M%S%z")

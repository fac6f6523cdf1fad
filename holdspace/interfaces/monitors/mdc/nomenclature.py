"""The IEEE 11073-10101 terms we have a column for, the ones we know and keep, and the units."""

from dataclasses import dataclass
from decimal import Decimal

from holdspace.interfaces.monitors.reading import Column


@dataclass(frozen=True, slots=True)
class Term:
    number: int
    name: str
    column: Column | None
    """None: known, kept beside the reading, never put in a column."""


_TERMS = (
    Term(147842, "MDC_ECG_HEART_RATE", "heart_rate_per_min"),
    Term(147842, "MDC_ECG_CARD_BEAT_RATE", "heart_rate_per_min"),
    Term(149514, "MDC_PULS_RATE", "pulse_rate_per_min"),
    Term(149522, "MDC_BLD_PULS_RATE_INV", "pulse_rate_per_min"),
    Term(149530, "MDC_PULS_OXIM_PULS_RATE", "pulse_rate_per_min"),
    Term(149546, "MDC_PULS_RATE_NON_INV", "pulse_rate_per_min"),
    Term(150456, "MDC_PULS_OXIM_SAT_O2", "spo2_percent"),
    Term(150488, "MDC_BLD_PERF_INDEX", None),
    Term(150488, "MDC_PULS_OXIM_PERF_REL", None),
    Term(150448, "MDC_PULS_OXIM_PERF_REL", None),
    Term(150021, "MDC_PRESS_BLD_NONINV_SYS", "systolic_mmhg"),
    Term(150022, "MDC_PRESS_BLD_NONINV_DIA", "diastolic_mmhg"),
    Term(150023, "MDC_PRESS_BLD_NONINV_MEAN", "mean_pressure_mmhg"),
    Term(150301, "MDC_PRESS_CUFF_SYS", "systolic_mmhg"),
    Term(150302, "MDC_PRESS_CUFF_DIA", "diastolic_mmhg"),
    Term(150303, "MDC_PRESS_CUFF_MEAN", "mean_pressure_mmhg"),
    Term(151562, "MDC_RESP_RATE", "respiratory_rate_per_min"),
    Term(151578, "MDC_TTHOR_RESP_RATE", "respiratory_rate_per_min"),
    Term(151594, "MDC_CO2_RESP_RATE", "respiratory_rate_per_min"),
    Term(151708, "MDC_AWAY_CO2_ET", "etco2_mmhg"),
    Term(151708, "MDC_CONC_AWAY_CO2_ET", "etco2_mmhg"),
    Term(150344, "MDC_TEMP", "temperature_celsius"),
    Term(150364, "MDC_TEMP_BODY", "temperature_celsius"),
    Term(150392, "MDC_TEMP_TYMP", "temperature_celsius"),
    Term(188424, "MDC_TEMP_ORAL", "temperature_celsius"),
    Term(188420, "MDC_TEMP_RECT", "temperature_celsius"),
    Term(188428, "MDC_TEMP_EAR", "temperature_celsius"),
    Term(188496, "MDC_TEMP_AXIL", "temperature_celsius"),
    # Real values without a column: an arterial line is not a cuff, skin is not the body's core.
    Term(150033, "MDC_PRESS_BLD_ART_SYS", None),
    Term(150034, "MDC_PRESS_BLD_ART_DIA", None),
    Term(150035, "MDC_PRESS_BLD_ART_MEAN", None),
    Term(150037, "MDC_PRESS_BLD_ART_ABP_SYS", None),
    Term(150038, "MDC_PRESS_BLD_ART_ABP_DIA", None),
    Term(150039, "MDC_PRESS_BLD_ART_ABP_MEAN", None),
    Term(150029, "MDC_PRESS_BLD_AORT_SYS", None),
    Term(150030, "MDC_PRESS_BLD_AORT_DIA", None),
    Term(150031, "MDC_PRESS_BLD_AORT_MEAN", None),
    Term(150388, "MDC_TEMP_SKIN", None),
    Term(150468, "MDC_PULS_OXIM_SAT_O2_DIFF", None),
    Term(160324, "MDC_SPO2_SIGNAL_QUALITY_INDEX", None),
    Term(188736, "MDC_MASS_BODY_ACTUAL", None),
    Term(188740, "MDC_LEN_BODY_ACTUAL", None),
)

BY_NUMBER = {str(term.number): term for term in _TERMS}
BY_NAME = {term.name: term for term in _TERMS}


@dataclass(frozen=True, slots=True)
class Scale:
    """`value * factor + shift` is in the column's own unit."""

    factor: Decimal = Decimal(1)
    shift: Decimal = Decimal(0)
    places: int | None = None

    def convert(self, value: Decimal) -> Decimal:
        if self == _AS_IS:
            return value
        converted = value * self.factor + self.shift
        return round(converted, self.places) if self.places is not None else converted


_AS_IS = Scale()
_FAHRENHEIT = Scale(Decimal(5) / Decimal(9), Decimal(-160) / Decimal(9), 1)
# A millimetre of mercury is 133.322387415 Pa by definition (ISO 80000-4). To a tenth, so that no
# value is rounded over a limit.
_KILOPASCAL = Scale(Decimal(1000) / Decimal("133.322387415"), Decimal(0), 1)
_FRACTION = Scale(Decimal(100))

_PER_MINUTE = dict.fromkeys(
    (
        "264864", "MDC_DIM_BEAT_PER_MIN", "264928", "MDC_DIM_RESP_PER_MIN", "264672",
        "MDC_DIM_PER_MIN", "/MIN", "{BEATS}/MIN", "{BEAT}/MIN", "{BREATHS}/MIN", "BPM", "RPM",
        "1/MIN", "BEATS/MIN", "BREATHS/MIN",
    ),
    _AS_IS,
)  # fmt: skip
_PERCENT = {
    **dict.fromkeys(("262688", "MDC_DIM_PERCENT", "%"), _AS_IS),
    # Said to be without a dimension, 0.97 is 97 %. Said to be nothing, it stays out.
    **dict.fromkeys(("262656", "MDC_DIM_DIMLESS", "1"), _FRACTION),
}
_PRESSURE = {
    **dict.fromkeys(("266016", "MDC_DIM_MMHG", "MM[HG]", "MMHG"), _AS_IS),
    **dict.fromkeys(("265987", "MDC_DIM_KILO_PASCAL", "KPA"), _KILOPASCAL),
}
_TEMPERATURE = {
    **dict.fromkeys(("268192", "MDC_DIM_DEGC", "CEL", "C", "DEGC", "°C"), _AS_IS),
    **dict.fromkeys(("266560", "MDC_DIM_FAHR", "[DEGF]", "F", "DEGF", "°F"), _FAHRENHEIT),
}

UNITS: dict[Column, dict[str, Scale]] = {
    "heart_rate_per_min": _PER_MINUTE,
    "pulse_rate_per_min": _PER_MINUTE,
    "respiratory_rate_per_min": _PER_MINUTE,
    "spo2_percent": _PERCENT,
    "systolic_mmhg": _PRESSURE,
    "diastolic_mmhg": _PRESSURE,
    "mean_pressure_mmhg": _PRESSURE,
    "etco2_mmhg": _PRESSURE,
    "temperature_celsius": _TEMPERATURE,
}

ONE_UNIT_ONLY: frozenset[Column] = frozenset(
    {"heart_rate_per_min", "pulse_rate_per_min", "respiratory_rate_per_min", "spo2_percent"}
)
"""Nobody measures these in anything else, so a missing unit can be filled in. A pressure without
a unit could be kPa and a temperature Fahrenheit: those stay out of the chart."""

SENSOR_RANGE: dict[Column, tuple[Decimal, Decimal]] = {
    "heart_rate_per_min": (Decimal(0), Decimal(350)),
    "pulse_rate_per_min": (Decimal(0), Decimal(350)),
    "spo2_percent": (Decimal(1), Decimal(100)),
    "systolic_mmhg": (Decimal(20), Decimal(300)),
    "diastolic_mmhg": (Decimal(5), Decimal(250)),
    "mean_pressure_mmhg": (Decimal(10), Decimal(280)),
    "respiratory_rate_per_min": (Decimal(0), Decimal(150)),
    "etco2_mmhg": (Decimal(0), Decimal(150)),
    "temperature_celsius": (Decimal(20), Decimal(45)),
}
"""Ends included. What such a sensor can report at all, not what is healthy: a value outside is a
fault or a stand-in for "no reading". A rate of 0 can be true and stays."""

NO_READING: frozenset[Decimal] = frozenset(
    Decimal(number)
    for number in (-32768, 32767, 32768, 65535, 8388607, -8388608, 2147483647, -2147483648)
)
"""The ends of 16, 24 and 32 bits (0x8000, 0xFFFF and their like): whatever is measured, they stand
for "no reading". Other stand-ins, such as -1 or -100, are a habit of a family."""

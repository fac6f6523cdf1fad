"""The predicted course: a concentration band for the doses of a session, from published models.

    >>> from holdspace.domain.kinetics import Dose, Drug, Person, Way, predict
    >>> infusion = Dose(way=Way.INTRAVENOUS, mg=35, at_minute=0, over_minutes=40)
    >>> found = predict(Drug.RACEMIC, [infusion], Person(age_years=44, weight_kg=70))
    >>> found.model_title, str(found.sampling), str(found.confidence)
    ('Kamp 2020', 'arterial', 'high')
    >>> [round(band[40]) for band in (found.blood.low, found.blood.median, found.blood.high)]
    [164, 251, 387]
    >>> found.statement
    'Population prediction, not a measurement; not for dosing or discharge.'

What cannot be predicted is a value too, and says why:

    >>> predict(Drug.RACEMIC, [infusion], Person(age_years=15, weight_kg=70)).sentence
    'Under 18 years: these models are of adults.'
"""

from holdspace.domain.kinetics.courses import Dose
from holdspace.domain.kinetics.models import Confidence, Drug, Sampling
from holdspace.domain.kinetics.prediction import (
    STATEMENT,
    Band,
    Caution,
    Person,
    Predicted,
    Wish,
    predict,
)
from holdspace.domain.kinetics.refusals import NotPredicted
from holdspace.domain.kinetics.routes import Way
from holdspace.domain.kinetics.windows import SymptomWindow

__all__ = [
    "STATEMENT",
    "Band",
    "Caution",
    "Confidence",
    "Dose",
    "Drug",
    "NotPredicted",
    "Person",
    "Predicted",
    "Sampling",
    "SymptomWindow",
    "Way",
    "Wish",
    "predict",
]

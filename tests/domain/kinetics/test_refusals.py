"""What is not predicted, and the words that stand beside what is."""

import pytest

from holdspace.domain.kinetics import (
    STATEMENT,
    Caution,
    Confidence,
    Drug,
    NotPredicted,
    Person,
    Predicted,
    Sampling,
    Way,
    Wish,
    predict,
)
from holdspace.domain.kinetics.dispositions import DISPOSITIONS
from holdspace.domain.kinetics.routes import WAYS_IN
from tests.domain.kinetics.typical_person import at_once, infused

ADULT = Person(age_years=40, weight_kg=70)
INFUSION = [infused(35, 40)]


def code_of(found):
    return found.code if isinstance(found, NotPredicted) else None


def racemic(doses, person=ADULT, **wish):
    return predict(Drug.RACEMIC, doses, person, until_minute=60, wish=Wish(**wish))


@pytest.mark.parametrize(("age", "code"), [(17.99, "not_adult"), (18, None), (18.01, None)])
def test_only_adults(age, code):
    assert code_of(racemic(INFUSION, Person(age_years=age, weight_kg=70))) == code


def test_an_unknown_age_is_not_an_adults():
    assert code_of(racemic(INFUSION, Person(age_years=None, weight_kg=70))) == "age_unknown"


@pytest.mark.parametrize(
    ("weight", "code"),
    [(39.9, "weight"), (40, None), (40.1, None), (159.9, None), (160, None), (160.1, "weight")],
)
def test_only_weights_that_models_were_built_on(weight, code):
    dose = [infused(20, 40)]

    assert code_of(racemic(dose, Person(age_years=40, weight_kg=weight))) == code


@pytest.mark.parametrize(("mg", "code"), [(69.9, None), (70, None), (70.1, "anaesthetic_dose")])
def test_an_anaesthetic_dose_into_a_vein(mg, code):
    assert code_of(racemic([infused(mg, 40)])) == code


@pytest.mark.parametrize(("over", "code"), [(20.1, None), (20, None), (19.9, "anaesthetic_rate")])
def test_an_anaesthetic_rate(over, code):
    """70 kg x 2 mg/kg an hour: 46.67 mg in 20 minutes."""
    assert code_of(racemic([infused(70 * 2 / 3, over)])) == code


def test_what_was_added_up_in_parts_is_at_the_limit_and_not_over_it():
    """0.1 + 0.2 is a little more than 0.3 in a computer."""
    parts = [infused(7 * 0.1 * 70 / 7, 30, at_minute=30 * place) for place in range(10)]

    assert code_of(racemic(parts)) is None


def test_two_infusions_at_once_are_one_rate():
    assert code_of(racemic([infused(30, 20), infused(30, 20, at_minute=10)])) == "anaesthetic_rate"


def test_a_slow_push_is_no_rate():
    assert code_of(racemic([infused(35, 1)])) is None


def test_a_clinician_may_mean_an_anaesthetic_dose():
    assert code_of(racemic([infused(140, 40)], anaesthetic_is_meant=True)) is None


@pytest.mark.parametrize("mg", [0, -1, float("nan"), float("inf")])
def test_a_dose_that_cannot_be(mg):
    assert code_of(racemic([infused(mg, 40)])) == "impossible_dose"


def test_a_dose_of_no_known_length_and_one_by_mouth_over_an_hour():
    assert code_of(racemic([infused(35, -1)])) == "impossible_dose"
    swallowed = type(INFUSION[0])(way=Way.ORAL, mg=50, over_minutes=60)
    assert code_of(racemic([swallowed])) == "impossible_dose"


def test_no_dose_is_nothing_to_predict():
    assert code_of(racemic([])) == "no_dose"


@pytest.mark.parametrize(
    ("mg", "code"), [(27, "part_of_a_device"), (28, None), (32.3, "part_of_a_device")]
)
def test_a_nasal_dose_is_a_number_of_devices_in_mg_of_base(mg, code):
    """32.3 mg is what one device holds of the salt."""
    assert code_of(predict(Drug.ESKETAMINE, [at_once(Way.NASAL, mg)], ADULT)) == code


@pytest.mark.parametrize("model", ["hornik_2018", "herd_2007", "hijazi_2003"])
def test_models_of_children_and_of_intensive_care_cannot_be_reached(model):
    assert code_of(racemic(INFUSION, model_code=model)) == "no_such_model"
    assert not DISPOSITIONS[model].is_for_adults_at_a_clinic


def test_every_way_in_has_a_model_of_adults():
    assert all(way.model.is_for_adults_at_a_clinic for way in WAYS_IN)


def test_esketamine_into_muscle_has_no_model():
    found = predict(Drug.ESKETAMINE, [at_once(Way.INTRAMUSCULAR, 30)], ADULT)

    assert found.sentence == "There is no model of esketamine given by this way (intramuscular)."


def test_doses_of_two_models_are_not_added():
    mixed = [at_once(Way.NASAL, 28), at_once(Way.FILM, 50)]

    assert code_of(predict(Drug.ESKETAMINE, mixed, ADULT)) == "two_models"


def test_an_infusion_and_an_injection_into_muscle_are_shown_by_the_venous_model_both():
    found = racemic([infused(20, 40), at_once(Way.INTRAMUSCULAR, 20, at_minute=20)])

    assert (found.model_code, found.sampling) == ("clements_1981", Sampling.VENOUS)
    assert any("one model shows all of it" in notice for notice in found.notices)
    assert found.confidence is Confidence.LOW_TO_MEDIUM


def test_too_many_points_are_refused():
    assert code_of(predict(Drug.RACEMIC, INFUSION, ADULT, step_minutes=0.001)) == "times"
    assert code_of(predict(Drug.RACEMIC, INFUSION, ADULT, step_minutes=0)) == "times"
    assert code_of(predict(Drug.RACEMIC, INFUSION, ADULT, until_minute=1441)) == "times"


@pytest.mark.parametrize("way", WAYS_IN, ids=lambda way: f"{way.drug} {way.way} {way.model.code}")
def test_every_prediction_says_what_it_is(way):
    dose = infused(28, 40) if way.way is Way.INTRAVENOUS else at_once(way.way, 28)

    found = predict(way.drug, [dose], ADULT, until_minute=5, wish=Wish(model_code=way.model.code))

    assert isinstance(found, Predicted)
    assert found.statement == STATEMENT
    assert found.sampling in (Sampling.ARTERIAL, Sampling.VENOUS)
    assert found.sampling_words
    assert all((found.model_title, found.confidence, found.studied, found.sources))
    assert way.limits in found.notices


DEFAULTS = (
    (Drug.RACEMIC, Way.INTRAVENOUS, "kamp_2020", Confidence.HIGH),
    (Drug.ESKETAMINE, Way.INTRAVENOUS, "simons_2022", Confidence.HIGH),
    (Drug.ESKETAMINE, Way.NASAL, "perez_ruixo_2021", Confidence.HIGH),
    (Drug.ESKETAMINE, Way.ORAL, "perez_ruixo_2021", Confidence.LOW_TO_MEDIUM),
    (Drug.ESKETAMINE, Way.FILM, "simons_2022", Confidence.MEDIUM),
    (Drug.RACEMIC, Way.SUBLINGUAL, "clements_1981", Confidence.LOW_TO_MEDIUM),
    (Drug.RACEMIC, Way.ORAL, "clements_1981", Confidence.LOW),
    (Drug.RACEMIC, Way.INTRAMUSCULAR, "clements_1981", Confidence.LOW_TO_MEDIUM),
    (Drug.RACEMIC, Way.SUBCUTANEOUS, "clements_1981", Confidence.VERY_LOW),
    (Drug.RACEMIC, Way.NASAL, "clements_1981", Confidence.LOW),
    (Drug.RACEMIC, Way.RECTAL, "clements_1981", Confidence.LOW),
)


@pytest.mark.parametrize(("drug", "way", "model", "confidence"), DEFAULTS)
def test_the_default_of_each_route(drug, way, model, confidence):
    dose = infused(28, 40) if way is Way.INTRAVENOUS else at_once(way, 28)

    found = predict(drug, [dose], ADULT, until_minute=5)

    assert (found.model_code, found.confidence) == (model, confidence)


def test_a_venous_curve_has_no_effect_site_of_its_own():
    """The blood that was drawn lags already: the half-life would be counted twice."""
    assert racemic(INFUSION).effect_site is not None
    assert racemic(INFUSION, sampling=Sampling.VENOUS).effect_site is None


def test_cautions_are_said_and_that_nobody_looked_too():
    def notices(cautions):
        person = Person(age_years=40, weight_kg=70, cautions=cautions)
        return " ".join(racemic([at_once(Way.ORAL, 50)], person).notices)

    assert "were not looked at" in notices(None)
    assert "were not looked at" not in notices(frozenset())
    assert "two to three times" in notices(frozenset({Caution.ENZYME_INHIBITOR}))
    assert "Pregnant: nobody like this was studied" in notices(frozenset({Caution.PREGNANT}))
    assert "Liver impairment" in notices(frozenset({Caution.LIVER}))
    assert "Intensive care" in notices(frozenset({Caution.INTENSIVE_CARE}))


def windows(drug, doses):
    return [each.effect for each in predict(drug, doses, ADULT, until_minute=5).symptom_windows]


def test_what_was_published_of_effects_stands_beside_the_doses_it_was_published_for():
    assert windows(Drug.RACEMIC, INFUSION) == ["Altered perception", "Blood pressure"]
    assert windows(Drug.ESKETAMINE, [at_once(Way.NASAL, 56)]) == [
        "Altered perception",
        "Blood pressure",
    ]


@pytest.mark.parametrize(("mg", "many"), [(27.9, 0), (28, 2), (28.1, 2), (42, 2), (42.1, 0)])
def test_no_window_is_lent_to_another_dose(mg, many):
    assert len(windows(Drug.RACEMIC, [infused(mg, 40)])) == many


def test_a_window_ends_at_its_limit_and_not_a_rounding_before():
    """37.2 mg for 62 kg."""
    person = Person(age_years=40, weight_kg=62)

    assert predict(Drug.RACEMIC, [infused(37.2, 40)], person, until_minute=5).symptom_windows


@pytest.mark.parametrize(("over", "many"), [(29.9, 0), (30, 2), (50, 2), (50.1, 0)])
def test_no_window_is_lent_to_another_speed(over, many):
    assert len(windows(Drug.RACEMIC, [infused(35, over)])) == many


def test_no_window_is_lent_to_another_way():
    assert windows(Drug.RACEMIC, [at_once(Way.INTRAMUSCULAR, 35)]) == []
    assert windows(Drug.ESKETAMINE, [infused(17.5, 40)]) == []

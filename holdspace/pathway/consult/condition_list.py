"""Health problems by the words people use, and the question of the screening that each answers."""

from __future__ import annotations

from dataclasses import dataclass

from holdspace.domain.medicines import normalise


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One health problem. `fact` is the question to which naming it says yes; "" where none is."""

    words: str
    fact: str = ""
    also: tuple[str, ...] = ()


def _one(words: str, fact: str = "", also: str = "") -> Condition:
    named = tuple(part.strip() for part in also.split(",") if part.strip())
    return Condition(words=words, fact=fact, also=named)


CONDITIONS: tuple[Condition, ...] = (
    _one("Acid reflux", also="heartburn, GERD, GORD"),
    _one("ADHD", also="attention deficit"),
    _one("Anaemia", also="anemia, low iron"),
    _one("Aneurysm", "aneurysm_or_malformation", "AVM, weak blood vessel"),
    _one("Anxiety", also="panic, worry"),
    _one("Arthritis", also="rheumatism, joint pain"),
    _one("Asthma"),
    _one("Autism", also="Asperger"),
    _one("Back pain"),
    _one("Bipolar disorder", "bipolar", "manic depression"),
    _one("Bladder inflammation", "cystitis", "cystitis"),
    _one("Brain tumour", "brain_condition", "brain tumor, hydrocephalus, shunt"),
    _one("Cancer", also="tumour, tumor, leukaemia, leukemia"),
    _one("Chronic fatigue", also="ME/CFS"),
    _one("Chronic pain"),
    _one("COPD", "lung_disease", "chronic bronchitis, emphysema"),
    _one("Crohn's disease", also="ulcerative colitis, IBD"),
    _one("Dementia", "cognitive_condition", "Alzheimer"),
    _one("Depression", also="low mood"),
    _one("Diabetes", also="sugar"),
    _one("Eating disorder", also="anorexia, bulimia"),
    _one("Endometriosis"),
    _one("Epilepsy", "seizures", "seizure, fit"),
    _one("Fibromyalgia"),
    _one("Glaucoma", "glaucoma", "eye pressure"),
    _one("Heart attack", "heart_event", "myocardial infarction"),
    _one("Heart failure", "heart_failure", "weak heart"),
    _one("Heart rhythm problem", "rhythm_problem", "atrial fibrillation, arrhythmia"),
    _one("Heart valve problem", "valve_disease"),
    _one("High blood pressure", "hypertension", "hypertension"),
    _one("High cholesterol"),
    _one("HIV"),
    _one("Irritable bowel", also="IBS"),
    _one("Kidney disease", "kidney_disease", "dialysis"),
    _one("Liver disease", "liver_disease", "hepatitis, cirrhosis, fatty liver"),
    _one("Migraine", also="headache"),
    _one("Multiple sclerosis", also="MS"),
    _one("Obsessive thoughts", also="OCD"),
    _one("Osteoporosis"),
    _one("Parkinson's disease"),
    _one("Phaeochromocytoma", "adrenal_tumour", "pheochromocytoma, adrenal tumour"),
    _one("Porphyria", "porphyria"),
    _one("Psoriasis", also="eczema"),
    _one("PTSD", also="trauma"),
    _one("Restless legs"),
    _one("Schizophrenia", "schizophrenia", "schizoaffective"),
    _one("Sleep apnoea", "sleep_apnoea", "sleep apnea, snoring, CPAP"),
    _one("Sleep problem", also="insomnia"),
    _one("Stroke", "stroke", "brain bleed, haemorrhage"),
    _one("Thyroid, overactive", "overactive_thyroid", "hyperthyroidism, Graves"),
    _one("Thyroid, underactive", also="hypothyroidism, Hashimoto"),
    _one("Tinnitus"),
    _one("Ulcer"),
)


def find_conditions(text: str, limit: int) -> tuple[Condition, ...]:
    """What may be meant by what was typed so far: beginnings first."""
    typed = text.strip().casefold()
    if not typed:
        return ()
    named = [(one, [word.casefold() for word in (one.words, *one.also)]) for one in CONDITIONS]
    begins = [one for one, words in named if any(word.startswith(typed) for word in words)]
    inside = [one for one, words in named if any(typed in word for word in words)]
    return tuple(dict.fromkeys((*begins, *inside)))[:limit]


def condition_named(words: str) -> Condition | None:
    """The one of exactly this name."""
    typed = words.strip().casefold()
    return next((one for one in CONDITIONS if one.words.casefold() == typed), None)


ALLERGY_FACTS = {
    "ketamine": "allergy_ketamine",
    "esketamine": "allergy_ketamine",
}


def fact_named_by(kind: str, words: str) -> str:
    """The question to which naming this says yes; "" where there is none."""
    if kind == "allergy":
        known = normalise(words)
        return ALLERGY_FACTS.get(known.name, "") if known else ""
    condition = condition_named(words)
    return condition.fact if condition else ""

"""Rules about allergy, liver, kidney, bladder, glands, eyes, age and weight (reference 1.1)."""

from __future__ import annotations

from holdspace.domain.screening_conditions import (
    Above,
    AtLeast,
    Below,
    Not,
    all_of,
    any_of,
    yes,
)
from holdspace.domain.screening_conditions_person import (
    AgeFrom,
    AgeFromHighest,
    BodyMassFrom,
    HasPaediatricProtocol,
)
from holdspace.domain.screening_rule import ESKETAMINE, RACEMIC, Level, Rule
from holdspace.domain.screening_rules_heart import CORRECTED, SWISS
from holdspace.domain.screening_settings import Severity

CHILD_PUGH_C, CHILD_PUGH_B = 10, 7
ADULT, YOUNG_UNTIL = 18, 25

BODY_RULES: tuple[Rule, ...] = (
    Rule(
        id="CI-ALLERGY-01",
        title="Allergy to the product",
        reason="It can bring on anaphylaxis.",
        source="US esketamine and racemic labels, contraindications",
        would_clear=CORRECTED,
        levels=(
            Level(
                severity=Severity.ABSOLUTE_LABEL,
                when=yes("allergy_ketamine", "allergy_excipient"),
            ),
        ),
        shows=("other_allergies",),
    ),
    Rule(
        id="CI-ALLERGY-LIST",
        title="The list of allergies may not be complete",
        reason="What is not on the list cannot be looked for.",
        source="clinical reference 1, general rules; our own rule",
        would_clear="The person says that these are all.",
        levels=(Level(severity=Severity.REVIEW, when=Not(yes("allergies_listed_all"))),),
        shows=("other_allergies",),
    ),
    Rule(
        id="CI-HEP-01",
        title="Severe liver disease",
        reason="How much of the drug stays in the body is not known, and may be a lot.",
        source="US esketamine label 8.6; ASRA/AAPM/ASA consensus 2018",
        would_clear="A liver score below 10 points, by a physician.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                when=any_of(
                    yes("severe_liver_disease"), AtLeast("child_pugh_points", CHILD_PUGH_C)
                ),
            ),
        ),
    ),
    Rule(
        id="CI-HEP-02",
        title="Moderate liver disease",
        reason="The drug stays longer; the person may have to be watched longer.",
        source="US esketamine label; ASRA/AAPM/ASA consensus 2018",
        would_clear="The prescriber weighs it, plans the watching, and signs.",
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=all_of(
                    AtLeast("child_pugh_points", CHILD_PUGH_B),
                    Not(AtLeast("child_pugh_points", CHILD_PUGH_C)),
                ),
            ),
        ),
    ),
    Rule(
        id="CI-HEP-03",
        title="Liver values raised before repeated doses",
        reason="Repeated doses can injure the liver.",
        source="US racemic label 5.6; limits are our own default",
        would_clear="Values below the limit, or the prescriber weighs them and signs.",
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=any_of(
                    Above("alt_times", "liver_enzyme_times"),
                    Above("ast_times", "liver_enzyme_times"),
                    Above("bilirubin_times", "bilirubin_times"),
                ),
                products=RACEMIC,
            ),
        ),
    ),
    Rule(
        id="CI-RENAL",
        title="Kidney disease",
        reason="No routine change of dose; for dialysis there are no data.",
        source="US esketamine label 8.7",
        would_clear="Nothing to clear: shown and kept.",
        levels=(Level(severity=Severity.INFORMATION, when=yes("kidney_disease")),),
    ),
    Rule(
        id="CI-URO-01",
        title="Bladder damage by ketamine, ever",
        reason="It can come back.",
        source="racemic label, adverse reactions; our own default",
        would_clear=CORRECTED,
        levels=(Level(severity=Severity.ABSOLUTE, when=yes("ketamine_bladder_damage")),),
    ),
    Rule(
        id="CI-URO-02",
        title="Bladder disease or symptoms",
        reason="Ketamine can harm the bladder; the labels warn of it.",
        source="US esketamine label 5.10",
        would_clear="Urine looked at; the prescriber weighs it and signs; a referral if it stays.",
        levels=(Level(severity=Severity.REVIEW, when=yes("cystitis", "bladder_symptoms")),),
    ),
    Rule(
        id="CI-IOP-01",
        title="Eye pressure",
        reason="The pressure in the eye rises a little during a dose.",
        source="label, adverse reactions; ASRA/AAPM/ASA consensus 2018",
        would_clear="The prescriber weighs it, with an eye physician where needed, and signs.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                name="emergency",
                when=yes("eye_emergency"),
                would_clear="The eye is treated and stable, by an eye physician's word on file.",
            ),
            Level(severity=Severity.REVIEW, when=yes("glaucoma")),
        ),
    ),
    Rule(
        id="CI-THY-01",
        title="Hyperthyroidism that is not under control",
        reason="Pressure and pulse can run away.",
        source="Swiss racemic label; EU esketamine label 4.4",
        would_clear="Thyroid values under control, on file.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE_LABEL,
                when=all_of(yes("overactive_thyroid"), Not(yes("thyroid_controlled"))),
                products=RACEMIC,
                regions=SWISS,
            ),
            Level(
                severity=Severity.REVIEW_BY_TWO,
                when=all_of(yes("overactive_thyroid"), Not(yes("thyroid_controlled"))),
            ),
        ),
    ),
    Rule(
        id="CI-PHEO-01",
        title="Phaeochromocytoma or paraganglioma",
        reason="A surge of stress hormones can follow.",
        source="anaesthetic convention; our own default",
        would_clear=CORRECTED,
        levels=(Level(severity=Severity.ABSOLUTE, when=yes("adrenal_tumour")),),
    ),
    Rule(
        id="CI-PORPH-01",
        title="Acute porphyria",
        reason="Whether ketamine can bring on an attack is contested.",
        source="UK racemic label 4.4 (to be verified)",
        would_clear="Two clinicians weigh it, with a porphyria list at hand, and sign.",
        levels=(Level(severity=Severity.REVIEW_BY_TWO, when=yes("porphyria")),),
    ),
    Rule(
        id="CI-AGE-01",
        title="Under the clinic's lowest age",
        reason="Not approved in children; suicidal thoughts may rise in young people.",
        source="US esketamine label",
        would_clear="Time, or a date of birth that is corrected.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                when=Not(AgeFrom("age_low_years")),
                products=ESKETAMINE,
            ),
        ),
    ),
    Rule(
        id="CI-AGE-02",
        title="Under the clinic's lowest age",
        reason="There is too little evidence in young people.",
        source="our own default",
        would_clear="Time, or a protocol for young people that the clinic has turned on.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                when=all_of(Not(AgeFrom("age_low_years")), Not(HasPaediatricProtocol())),
                products=RACEMIC,
            ),
            Level(
                severity=Severity.INFORMATION,
                name="paediatric",
                when=Not(AgeFrom("age_low_years")),
                products=RACEMIC,
                reason="The clinic's protocol for young people is in force.",
                would_clear="Nothing to clear: shown and kept.",
            ),
        ),
    ),
    Rule(
        id="CI-AGE-03",
        title="Aged 18 to 24",
        reason="Suicidal thoughts may rise at this age: look more closely, more often.",
        source="US esketamine label, boxed warning",
        would_clear="Nothing to clear: shown and kept.",
        levels=(
            Level(
                severity=Severity.INFORMATION,
                when=all_of(AgeFrom(ADULT), Not(AgeFrom(YOUNG_UNTIL))),
                products=ESKETAMINE,
            ),
        ),
    ),
    Rule(
        id="CI-AGE-04",
        title="Older person",
        reason="More of the drug stays in the body, and falls are likelier.",
        source="EU esketamine label: the first dose is 28 mg; US label 8.5",
        would_clear="The prescriber weighs the first dose, and signs.",
        levels=(
            Level(severity=Severity.REVIEW, when=AgeFrom("age_older_years"), products=ESKETAMINE),
        ),
    ),
    Rule(
        id="CI-AGE-MAX",
        title="Over the clinic's highest age",
        reason="The clinic set an age above which a prescriber looks first.",
        source="clinical reference 11.1, age.max",
        would_clear="The prescriber weighs it, and signs.",
        levels=(Level(severity=Severity.REVIEW, when=AgeFromHighest()),),
    ),
    Rule(
        id="CI-BMI-01",
        title="Body weight far from the usual",
        reason="The weight to dose by has to be chosen; the airway may be harder.",
        source="our own default",
        would_clear="The prescriber chooses the weight to dose by, and signs.",
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=any_of(
                    BodyMassFrom("body_mass_index_high"),
                    Below("weight_kg", "weight_low_kg"),
                    Above("weight_kg", "weight_high_kg"),
                ),
                products=RACEMIC,
            ),
        ),
    ),
)

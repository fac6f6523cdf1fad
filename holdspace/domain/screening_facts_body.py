"""What is asked about the rest of the body, and about pregnancy."""

from __future__ import annotations

from functools import partial

from holdspace.domain.screening_fact import FactAsked, Section

_body = partial(FactAsked, section=Section.BODY, kind="yes_no", by="both", good_for="answer_days")
_pregnancy = partial(
    FactAsked, section=Section.PREGNANCY, kind="yes_no", by="both", good_for="state_days"
)

BODY: tuple[FactAsked, ...] = (
    _body(
        code="allergy_ketamine",
        staff_words="Allergy to ketamine or esketamine",
        question="Do you get a rash or swell up when you have had ketamine or Spravato?",
        help="That could be an allergy. If you have never had it, say no.",
        is_lasting=True,
    ),
    _body(
        code="allergy_excipient",
        staff_words="Allergy to benzethonium chloride or another part of the product",
        question="Do you get a rash or swell up from benzethonium chloride?",
        help="It is put in some bottles of ketamine to keep germs out, and in some wipes.",
        is_lasting=True,
    ),
    _body(
        code="other_allergies",
        kind="text",
        staff_words="Other allergies",
        question="What else are you allergic to, and what does it do to you?",
        good_for="",
        why="Read by who gives rescue drugs, plasters or food in the room.",
    ),
    _body(
        code="allergies_listed_all",
        staff_words="All allergies are listed",
        question="Is this all of your allergies?",
        help="If you have none, say yes.",
    ),
    _body(
        code="liver_disease",
        staff_words="Liver disease",
        question="Do you have a liver illness?",
        help="Say yes if it is scarred, or if you have had hepatitis for long.",
        is_lasting=True,
    ),
    _body(
        code="severe_liver_disease",
        by="staff",
        staff_words="Severe hepatic impairment",
        asked_if=("liver_disease", True),
    ),
    _body(
        code="child_pugh_points",
        kind="number",
        by="staff",
        unit="points",
        staff_words="Child-Pugh score",
        lowest=5,
        highest=15,
        asked_if=("liver_disease", True),
    ),
    _body(
        code="kidney_disease",
        staff_words="Renal impairment",
        question="Do you have a kidney illness?",
        is_lasting=True,
    ),
    _body(
        code="ketamine_bladder_damage",
        staff_words="Ketamine-induced uropathy, ever",
        question="Has the use of ketamine ever hurt your bladder?",
        is_lasting=True,
    ),
    _body(
        code="cystitis",
        staff_words="Interstitial or ulcerative cystitis",
        question="Has a doctor told you that your bladder is sore or swollen for good?",
        help="It has a long name: interstitial or ulcerative cystitis. You may have heard it.",
        is_lasting=True,
    ),
    _body(
        code="bladder_symptoms",
        staff_words="Recurrent dysuria, urgency or blood in the urine",
        question="Does it hurt when you pee, do you have to rush, or is there blood in it?",
        help="Say yes if it keeps coming back.",
        good_for="state_days",
    ),
    _body(
        code="overactive_thyroid",
        staff_words="Hyperthyroidism",
        question="Does your thyroid gland work too hard?",
        is_lasting=True,
    ),
    _body(
        code="thyroid_controlled",
        staff_words="The hyperthyroidism is treated and under control",
        question="Is it treated, and were your last blood tests fine?",
        asked_if=("overactive_thyroid", True),
    ),
    _body(
        code="adrenal_tumour",
        staff_words="Phaeochromocytoma or paraganglioma",
        question="Have you had a growth that makes too much stress hormone?",
        help="It is rare. Its name is pheochromocytoma or paraganglioma. If in doubt, say so.",
        is_lasting=True,
    ),
    _body(
        code="porphyria",
        staff_words="Acute porphyria",
        question="Do you or your parents have porphyria?",
        help="It is a rare blood illness. If you have never heard of it, say no.",
        is_lasting=True,
    ),
    _body(
        code="eye_emergency",
        staff_words="Acute angle closure, open globe or uncontrolled eye pressure",
        question="Do you have a fresh eye wound, or eye pressure that is too high now?",
        good_for="state_days",
    ),
    _body(
        code="glaucoma",
        staff_words="Glaucoma",
        question="Do you have glaucoma?",
        help="That is damage to the eye, most often from high pressure in it.",
        is_lasting=True,
    ),
)

PREGNANCY: tuple[FactAsked, ...] = (
    _pregnancy(
        code="pregnancy_applies",
        staff_words="Could be or become pregnant, or gave birth in the last year",
        question="Could you be or become pregnant, or have you given birth in the last year?",
    ),
    _pregnancy(
        code="pregnant",
        staff_words="Pregnant",
        question="Are you pregnant now?",
        asked_if=("pregnancy_applies", True),
    ),
    _pregnancy(
        code="pregnancy_test_done",
        staff_words="A pregnancy test was done",
        question="Have you done a pregnancy test in the last weeks?",
        asked_if=("pregnancy_applies", True),
    ),
    _pregnancy(
        code="pregnancy_test_on",
        kind="date",
        staff_words="Last pregnancy test on",
        question="When did you last do one?",
        asked_if=("pregnancy_test_done", True),
        good_for="",
    ),
    _pregnancy(
        code="pregnancy_test_positive",
        staff_words="The last pregnancy test was positive",
        question="Did it say that you are pregnant?",
        asked_if=("pregnancy_test_done", True),
    ),
    _pregnancy(
        code="contraception_plan",
        staff_words="A contraception plan is agreed",
        question="Do you have a way to keep from getting pregnant during treatment?",
        help="Any way counts. We can talk about it.",
        asked_if=("pregnancy_applies", True),
    ),
    _pregnancy(
        code="breastfeeding",
        staff_words="Breastfeeding",
        question="Do you breastfeed or give your milk to a baby?",
        asked_if=("pregnancy_applies", True),
    ),
    _pregnancy(
        code="pre_eclampsia",
        staff_words="Pre-eclampsia or eclampsia, in this pregnancy or after birth",
        question="Has this pregnancy or birth made your blood pressure go very high?",
        help="The word for it is preeclampsia.",
        asked_if=("pregnancy_applies", True),
    ),
)

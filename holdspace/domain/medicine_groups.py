"""The groups of medicines that rules of clinical reference 1.4 are about: ATC first, then names."""

from __future__ import annotations

from holdspace.domain.medicines import MedicineGroup

Z_DRUGS = MedicineGroup(words="Z-drug", atc=("N05CF",))
OPIOIDS = MedicineGroup(
    words="opioid",
    atc=("N02A", "N07BC"),
    ingredients=frozenset({"codeine", "hydrocodone", "kratom"}),
    without=frozenset({"lofexidine"}),
)
"""Codeine and hydrocodone stand with the cough medicines in the ATC; kratom is not in it."""
OTHER_SEDATIVES = MedicineGroup(
    words="adds to sedation",
    atc=(
        "N05CA", "N03AA", "R06A", "N02BF", "N03AX12", "N03AX16", "N05A", "M03B", "N07XX04",
        "N05BC", "N05CC", "N05CJ", "N05CM02",
    ),
    ingredients=frozenset({
        "butalbital", "hydroxyzine", "metaxalone", "phenibut",
        "dronabinol", "medical cannabis", "nabiximols",
    }),
    without_atc=("N05AN",),
    without=frozenset({
        "bilastine", "desloratadine", "ebastine", "fexofenadine", "loratadine", "rupatadine",
    }),
)  # fmt: skip
"""Lithium stands among the antipsychotics in the ATC; some antihistamines hardly sedate.

The second line of codes and of names is ours: the reference does not list meprobamate, chloral
hydrate, the newer sleep medicines and medical cannabis, and they sedate as well.
"""
LAMOTRIGINE = MedicineGroup(words="lamotrigine", atc=("N03AX09",))
MAO_INHIBITORS = MedicineGroup(
    words="MAO inhibitor", atc=("N06AF", "N06AG", "N04BD"), ingredients=frozenset({"linezolid"})
)
STIMULANTS = MedicineGroup(words="stimulant", atc=("N06BA", "A08AA"))
PRESSORS = MedicineGroup(
    words="can raise blood pressure",
    atc=("R01A", "R01BA", "C01CA", "H01BA", "G02AB", "N02CC"),
    ingredients=frozenset({"dihydroergotamine", "ergotamine"}),
    without_atc=("R01AC", "R01AD"),
)
"""Sprays for hay fever (antihistamine, cortisone) stand with the decongestants in the ATC."""
XANTHINES = MedicineGroup(words="theophylline", atc=("R03DA04", "R03DA05"))
STRONG_3A4_INHIBITORS = MedicineGroup(
    words="strong CYP3A4 inhibitor",
    atc=("J01FA09", "J02AC02", "J02AB02", "J02AC03", "J05AE03", "V03AX03"),
    ingredients=frozenset({"nefazodone", "posaconazole"}),
)
CYP2B6_INHIBITORS = MedicineGroup(
    words="CYP2B6 inhibitor",
    atc=("B01AC05", "B01AC04"),
    ingredients=frozenset({"thiotepa"}),
)
STRONG_INDUCERS = MedicineGroup(
    words="strong enzyme inducer",
    atc=("J04AB02", "N03AF01", "N03AB02", "N03AA02", "N06AX25", "J05AG03"),
    ingredients=frozenset({"fosphenytoin", "primidone"}),
)
"""In the body primidone turns into phenobarbital, fosphenytoin into phenytoin."""
NALTREXONE = MedicineGroup(words="naltrexone", atc=("N07BB04",))
BUPRENORPHINE_METHADONE = MedicineGroup(
    words="opioid agonist treatment",
    atc=("N07BC01", "N07BC02", "N07BC05"),
)
BLUNTING_ANTIPSYCHOTICS = MedicineGroup(
    words="antipsychotic that may blunt", atc=("N05AH02", "N05AD01", "N05AX08")
)
LITHIUM = MedicineGroup(words="lithium", atc=("N05AN01",))
ANTIDEPRESSANTS = MedicineGroup(
    words="antidepressant", atc=("N06AA", "N06AB", "N06AX"), without=frozenset({"esketamine"})
)
NMDA_ANTAGONISTS = MedicineGroup(
    words="NMDA antagonist",
    atc=("N06DX01", "R05DA09", "N04BB01", "N01AX13"),
    ingredients=frozenset({"ketamine", "esketamine"}),
)
"""Ketamine itself, when somebody takes it elsewhere."""
ALPHA2_AGONISTS = MedicineGroup(words="alpha-2 agonist", atc=("C02AC01", "C02AC02", "N05CM18"))
ANTIHYPERTENSIVES = MedicineGroup(
    words="lowers blood pressure", atc=("C07", "C08", "C09", "C03", "C02")
)
THYROID_HORMONES = MedicineGroup(words="thyroid hormone", atc=("H03AA",))
GLP1 = MedicineGroup(words="slows the stomach", atc=("A10BJ", "A10BX16"))

"""Medicines for stomach, glands, infections, bladder, hormones and the rest; herbs."""

from __future__ import annotations

from holdspace.domain.medicine_ingredient import read_table

_STOMACH_AND_METABOLISM = """
aprepitant | A04AD12 | Emend
butylscopolamine | A03BB01 | Buscopan, hyoscine butylbromide
domperidone | A03FA03 | Motilium
esomeprazole | A02BC05 | Nexium
famotidine | A02BA03 | Pepcid
granisetron | A04AA02 | Kytril
lansoprazole | A02BC03 | Prevacid, Agopton
loperamide | A07DA03 | Imodium
mesalazine | A07EC02 | Asacol, Salofalk, mesalamine
metoclopramide | A03FA01 | Reglan, MCP, Paspertin
omeprazole | A02BC01 | Prilosec, Antra
ondansetron | A04AA01 | Zofran
pantoprazole | A02BC02 | Protonix, Pantozol
rabeprazole | A02BC04 | Aciphex, Pariet
scopolamine | A04AD01 | Transderm Scop, Scopoderm, hyoscine
dapagliflozin | A10BK01 | Farxiga, Forxiga
dulaglutide | A10BJ05 | Trulicity
empagliflozin | A10BK03 | Jardiance
exenatide | A10BJ01 | Byetta, Bydureon
gliclazide | A10BB09 | Diamicron
glimepiride | A10BB12 | Amaryl
insulin | A10AB01, A10AE04 | Humalog, NovoRapid, NovoLog, Lantus, Levemir, Tresiba
liraglutide | A10BJ02 | Victoza, Saxenda
lixisenatide | A10BJ03 | Adlyxin, Lyxumia
metformin | A10BA02 | Glucophage
semaglutide | A10BJ06 | Ozempic, Wegovy, Rybelsus
sitagliptin | A10BH01 | Januvia
tirzepatide | A10BX16 | Mounjaro, Zepbound
amfepramone | A08AA03 | diethylpropion, Tenuate, Regenon
orlistat | A08AB01 | Xenical, Alli
phentermine | A08AA01 | Adipex
phentermine and topiramate | A08AA51 | Qsymia | phentermine, topiramate
ascorbic acid | A11GA01 | vitamin C
biotin | A11HA05 | vitamin B7
cholecalciferol | A11CC05 | vitamin D, vitamin D3, Dekristol, Vigantol
cyanocobalamin | B03BA01 | vitamin B12
folic acid | B03BB01 | folate
iron | B03AA07 | ferrous sulfate, ferro sanol
magnesium | A12CC05 | magnesium citrate, Magnesium Verla
multivitamin | A11AA03 | Centrum
potassium | A12BA01 | potassium chloride, Kalinor
zinc | A12CB01 | Unizink
"""

_GLANDS_AND_HORMONES = """
carbimazole | H03BB01 | Neo-Thyreostat
cortisone and hydrocortisone | H02AB09 | hydrocortisone, Cortef
desmopressin | H01BA02 | DDAVP, Minirin
dexamethasone | H02AB02 | Decadron, Fortecortin
levothyroxine | H03AA01 | Synthroid, Euthyrox, L-Thyroxin, Levoxyl
liothyronine | H03AA02 | Cytomel, Thybon
methylprednisolone | H02AB04 | Medrol, Urbason
prednisolone | H02AB06 | Decortin H
prednisone | H02AB07 | Deltasone, Decortin
propylthiouracil | H03BA02 | PTU, Propycil
thiamazole | H03BB02 | methimazole, Tapazole
vasopressin | H01BA01 | Vasostrict, Empressin
bromocriptine | G02CB01, N04BC01 | Parlodel, Pravidel
cabergoline | G02CB03 | Dostinex
desogestrel | G03AC09 | Cerazette
dienogest | G03DB08 | Visanne
drospirenone and ethinylestradiol | G03AA12 | Yasmin, Yaz
ergometrine | G02AB03 | ergonovine
estradiol | G03CA03 | Estrace, Gynokadin
etonogestrel | G03AC08 | Nexplanon, Implanon
levonorgestrel | G03AC03 | Mirena, Plan B
levonorgestrel and ethinylestradiol | G03AA07 | birth control pill, the pill, Microgynon
medroxyprogesterone | G03AC06 | Depo-Provera
methylergometrine | G02AB01 | Methergine, methylergonovine, Methergin
progesterone | G03DA04 | Prometrium, Utrogest
testosterone | G03BA03 | AndroGel, Nebido
finasteride | G04CB01 | Proscar, Propecia
mirabegron | G04BD12 | Myrbetriq, Betmiga
oxybutynin | G04BD04 | Ditropan
sildenafil | G04BE03 | Viagra
solifenacin | G04BD08 | Vesicare, Vesikur
tadalafil | G04BE08 | Cialis
tamsulosin | G04CA02 | Flomax, Alna
terazosin | G04CA03 | Hytrin, Flotrin
pentosan polysulfate | G04BX15 | Elmiron
"""

_INFECTIONS_AND_IMMUNE = """
aciclovir | J05AB01 | Zovirax, acyclovir
amoxicillin | J01CA04 | Amoxil
azithromycin | J01FA10 | Zithromax
ciprofloxacin | J01MA02 | Cipro, Ciprobay
clarithromycin | J01FA09 | Biaxin, Klacid
doxycycline | J01AA02 | Vibramycin
erythromycin | J01FA01 | Erythrocin
fluconazole | J02AC01 | Diflucan
isoniazid | J04AC01 | Isozid
itraconazole | J02AC02 | Sporanox, Sempera
ketoconazole | J02AB02 | Nizoral
linezolid | J01XX08 | Zyvox, Zyvoxid
nitrofurantoin | J01XE01 | Macrobid, Furadantin
posaconazole | J02AC04 | Noxafil
rifabutin | J04AB04 | Mycobutin
rifampicin | J04AB02 | rifampin, Rifadin, Eremfat
sulfamethoxazole and trimethoprim | J01EE01 | Bactrim, Cotrim, Septra
valaciclovir | J05AB11 | Valtrex, valacyclovir
voriconazole | J02AC03 | Vfend
cobicistat | V03AX03 | Tybost
darunavir and cobicistat | J05AR14 | Prezcobix, Rezolsta | cobicistat
efavirenz | J05AG03 | Sustiva
efavirenz, emtricitabine and tenofovir | J05AR06 | Atripla | efavirenz
elvitegravir and cobicistat | J05AR09, J05AR18 | Stribild, Genvoya | cobicistat
emtricitabine and tenofovir | J05AR03 | Truvada, PrEP
lopinavir and ritonavir | J05AR10 | Kaletra | ritonavir
nirmatrelvir and ritonavir | J05AE30 | Paxlovid | ritonavir
ritonavir | J05AE03 | Norvir
adalimumab | L04AB04 | Humira
azathioprine | L04AX01 | Imuran, Imurek
ciclosporin | L04AD01 | cyclosporine, Sandimmun, Neoral
letrozole | L02BG04 | Femara
methotrexate | L04AX03, L01BA01 | MTX, Trexall
tamoxifen | L02BA01 | Nolvadex
thiotepa | L01AC01 | Tepadina
hydroxychloroquine | P01BA02 | Plaquenil, Quensyl
isotretinoin | D10BA01 | Accutane, Roaccutan
latanoprost | S01EE01 | Xalatan
timolol eye drops | S01ED01 | Timoptic, Tim-Ophtal
"""

_HERBS_AND_OTHERS = """
ademetionine | A16AA02 | SAMe
ashwagandha | | withania
creatine | | creatine monohydrate
kava | | kava kava
passion flower | | passionflower, Passidon
rhodiola | | Vitango
"""

OTHER = read_table(
    _STOMACH_AND_METABOLISM + _GLANDS_AND_HORMONES + _INFECTIONS_AND_IMMUNE + _HERBS_AND_OTHERS
)

"""Medicines for pain, heart, breathing, glands, infections and the rest, by ATC."""

from __future__ import annotations

from holdspace.domain.medicine_ingredient import read_table

_PAIN = """
acetylsalicylic acid | N02BA01, B01AC06 | aspirin, ASS
butorphanol | N02AF01 | Stadol
codeine | R05DA04 | codein
dihydrocodeine | N02AA08 | DHC, Paracodin
fentanyl | N02AB03 | Duragesic, Durogesic, Actiq
hydrocodone | R05DA03 | Zohydro, Hysingla
hydrocodone and paracetamol | N02AJ22 | Vicodin, Norco, Lortab | hydrocodone, paracetamol
hydromorphone | N02AA03 | Dilaudid, Palladon, Jurnista
kratom | | mitragyna, mitragynine
meptazinol | N02AX05 | Meptid
metamizole | N02BB02 | Novalgin, dipyrone, Novaminsulfon
morphine | N02AA01 | MS Contin, MST, Sevredol, Oramorph
nalbuphine | N02AF02 | Nubain
oxycodone | N02AA05 | OxyContin, Roxicodone, Oxygesic
oxycodone and naloxone | N02AA55 | Targin, Targiniq | oxycodone
oxycodone and paracetamol | N02AJ17 | Percocet, Endocet | oxycodone, paracetamol
paracetamol | N02BE01 | acetaminophen, Tylenol, Panadol, ben-u-ron
oxymorphone | N02AA11 | Opana
piritramide | N02AC03 | Dipidolor
nefopam | N02BG06 | Acupan
pizotifen | N02CX01 | Sandomigran
pentazocine | N02AD01 | Talwin, Fortral
pethidine | N02AB02 | Demerol, meperidine, Dolantin
tapentadol | N02AX06 | Nucynta, Palexia
tilidine | N02AX01 | Valoron
tramadol | N02AX02 | Ultram, Tramal, Zydol
nabiximols | N02BG10 | Sativex
medical cannabis | | cannabis flowers, medical marijuana, marijuana
dronabinol | A04AD10 | Marinol, THC
almotriptan | N02CC05 | Axert, Almogran
dihydroergotamine | N02CA01 | DHE, Migranal
eletriptan | N02CC06 | Relpax
ergotamine | N02CA02 | Cafergot, Ergo-Kranit
frovatriptan | N02CC07 | Frova
naratriptan | N02CC02 | Amerge, Naramig
rizatriptan | N02CC04 | Maxalt
sumatriptan | N02CC01 | Imitrex, Imigran
zolmitriptan | N02CC03 | Zomig, AscoTop
lasmiditan | N02CC08 | Reyvow, Rayvow
atogepant | N02CD07 | Qulipta, Aquipta
erenumab | N02CD01 | Aimovig
fremanezumab | N02CD03 | Ajovy
galcanezumab | N02CD02 | Emgality
rimegepant | N02CD06 | Nurtec, Vydura
ubrogepant | N02CD04 | Ubrelvy
celecoxib | M01AH01 | Celebrex
diclofenac | M01AB05 | Voltaren, Cataflam
etoricoxib | M01AH05 | Arcoxia
ibuprofen | M01AE01 | Advil, Motrin, Nurofen, Dolormin
indometacin | M01AB01 | Indocin, indomethacin
ketoprofen | M01AE03 | Orudis, Gabrilen
meloxicam | M01AC06 | Mobic, Mobec
naproxen | M01AE02 | Aleve, Naprosyn
baclofen | M03BX01 | Lioresal
carisoprodol | M03BA02 | Soma
chlorzoxazone | M03BB03 | Parafon
cyclobenzaprine | M03BX08 | Flexeril, Amrix
dantrolene | M03CA01 | Dantrium, Dantamacrin
metaxalone | | Skelaxin
methocarbamol | M03BA03 | Robaxin, Ortoton
orphenadrine | M03BC01 | Norflex, Norgesic
pridinol | M03BX03 | Myopridin
tizanidine | M03BX02 | Zanaflex, Sirdalud
tolperisone | M03BX04 | Mydocalm
allopurinol | M04AA01 | Zyloprim, Zyloric
colchicine | M04AC01 | Colcrys
alendronic acid | M05BA04 | Fosamax
esketamine | N06AX27, N01AX14 | Spravato, Ketanest S
ketamine | N01AX03 | Ketalar, Ketanest, ketamine lozenges, ketamine troches
nitrous oxide | N01AX13 | laughing gas, Entonox, Livopan
lidocaine | N01BB02 | Lidoderm, Versatis, lignocaine
"""

_FOR_COLDS = """
cetirizine and pseudoephedrine | R01BA52 | Zyrtec-D | cetirizine, pseudoephedrine
fexofenadine and pseudoephedrine | R01BA52 | Allegra-D | fexofenadine, pseudoephedrine
loratadine and pseudoephedrine | R01BA52 | Claritin-D | loratadine, pseudoephedrine
guaifenesin and dextromethorphan | R05FB02 | Mucinex DM | guaifenesin, dextromethorphan
ibuprofen and diphenhydramine | M01AE51 | Advil PM | ibuprofen, diphenhydramine
paracetamol and diphenhydramine | N02BE51 | Tylenol PM | paracetamol, diphenhydramine
paracetamol, dextromethorphan and doxylamine | N02BE51 | NyQuil, Wick MediNait | paracetamol, \
dextromethorphan, doxylamine
paracetamol, dextromethorphan and phenylephrine | N02BE51 | DayQuil, Theraflu | paracetamol, \
dextromethorphan, phenylephrine
paracetamol and codeine | N02AJ06 | Tylenol 3, Tylenol with codeine, co-codamol | \
paracetamol, codeine
"""

_HEART = """
amiodarone | C01BD01 | Cordarone, Pacerone
digoxin | C01AA05 | Lanoxin, Lanicor
droxidopa | C01CA27 | Northera
ephedrine | C01CA26, R03CA02 | ephedra, ma huang
epinephrine | C01CA24 | EpiPen, adrenaline, Fastjekt
etilefrine | C01CA01 | Effortil
flecainide | C01BC04 | Tambocor
glyceryl trinitrate | C01DA02 | nitroglycerin, Nitrolingual
isosorbide mononitrate | C01DA14 | Imdur, Ismo
ivabradine | C01EB17 | Corlanor, Procoralan
midodrine | C01CA17 | ProAmatine, Gutron
clonidine | C02AC01, N02CX02 | Catapres, Kapvay, Catapresan, Paracefan
doxazosin | C02CA04 | Cardura, Cardular
guanfacine | C02AC02 | Intuniv, Tenex
hydralazine | C02DB02 | Apresoline
methyldopa | C02AB01 | Aldomet, Presinol
minoxidil | C02DC01 | Loniten
moxonidine | C02AC05 | Cynt, Physiotens
prazosin | C02CA01 | Minipress
urapidil | C02CA06 | Ebrantil
chlortalidone | C03BA04 | Hygroton, chlorthalidone
eplerenone | C03DA04 | Inspra
furosemide | C03CA01 | Lasix
hydrochlorothiazide | C03AA03 | HCT, HCTZ, Esidrix
indapamide | C03BA11 | Lozol, Natrilix
spironolactone | C03DA01 | Aldactone
torasemide | C03CA04 | Demadex, Torem
atenolol | C07AB03 | Tenormin
bisoprolol | C07AB07 | Zebeta, Concor
carvedilol | C07AG02 | Coreg, Dilatrend
labetalol | C07AG01 | Trandate
metoprolol | C07AB02 | Lopressor, Toprol, Beloc
nadolol | C07AA12 | Corgard
nebivolol | C07AB12 | Bystolic, Nebilet
propranolol | C07AA05 | Inderal, Dociton
sotalol | C07AA07 | Betapace, Sotalex
amlodipine | C08CA01 | Norvasc
diltiazem | C08DB01 | Cardizem, Dilzem
felodipine | C08CA02 | Plendil
lercanidipine | C08CA13 | Zanidip, Carmen
nifedipine | C08CA05 | Procardia, Adalat
nitrendipine | C08CA08 | Bayotensin
verapamil | C08DA01 | Calan, Isoptin
candesartan | C09CA06 | Atacand, Blopress
captopril | C09AA01 | Capoten
enalapril | C09AA02 | Vasotec, Xanef
irbesartan | C09CA04 | Avapro, Aprovel
lisinopril | C09AA03 | Zestril, Prinivil
losartan | C09CA01 | Cozaar, Lorzaar
olmesartan | C09CA08 | Benicar, Olmetec
perindopril | C09AA04 | Coversum, Aceon
ramipril | C09AA05 | Altace, Delix
sacubitril and valsartan | C09DX04 | Entresto | valsartan
telmisartan | C09CA07 | Micardis
valsartan | C09CA03 | Diovan
atorvastatin | C10AA05 | Lipitor, Sortis
ezetimibe | C10AX09 | Zetia, Ezetrol
omega-3 fatty acids | C10AX06 | fish oil, Omacor
pravastatin | C10AA03 | Pravachol
rosuvastatin | C10AA07 | Crestor
simvastatin | C10AA01 | Zocor
apixaban | B01AF02 | Eliquis
clopidogrel | B01AC04 | Plavix, Iscover
dabigatran | B01AE07 | Pradaxa
edoxaban | B01AF03 | Savaysa, Lixiana
phenprocoumon | B01AA04 | Marcumar
prasugrel | B01AC22 | Effient, Efient
rivaroxaban | B01AF01 | Xarelto
ticagrelor | B01AC24 | Brilinta, Brilique
ticlopidine | B01AC05 | Ticlid, Tiklyd
warfarin | B01AA03 | Coumadin, Jantoven
"""

_BREATHING_AND_ALLERGY = """
alimemazine | R06AD01 | trimeprazine
azelastine | R01AC03 | Astelin, Allergodil
beclometasone nasal spray | R01AD01 | Beconase
budesonide | R03BA02, R01AD05 | Pulmicort, Rhinocort
fluticasone | R03BA05, R01AD08 | Flonase, Flovent, Flutide
mometasone | R01AD09, R03BA07 | Nasonex, Asmanex
naphazoline | R01AA08 | Privin
oxymetazoline | R01AA05 | Afrin, Nasivin
phenylephrine | R01AA04, R01BA03, C01CA06 | Sudafed PE, Neo-Synephrine
pseudoephedrine | R01BA02 | Sudafed, Aspirin Complex, Reactine Duo
xylometazoline | R01AA07 | Otrivin, Otriven, Olynth
aminophylline | R03DA05 | Phyllocontin, Euphyllin N
formoterol | R03AC13 | Foradil, Oxis
ipratropium | R03BB01 | Atrovent
montelukast | R03DC03 | Singulair
salbutamol | R03AC02 | albuterol, Ventolin, ProAir
salmeterol | R03AC12 | Serevent
theophylline | R03DA04 | Theo-24, Bronchoretard, Uniphyllin, Euphylong
tiotropium | R03BB04 | Spiriva
acetylcysteine | R05CB01 | NAC, ACC
dextromethorphan | R05DA09 | Robitussin DM, Delsym, DXM, Hustenstiller
guaifenesin | R05CA03 | Mucinex
bilastine | R06AX29 | Bitosen
cetirizine | R06AE07 | Zyrtec
chlorphenamine | R06AB04 | chlorpheniramine, Piriton, Chlor-Trimeton
clemastine | R06AA04 | Tavegil, Tavist
cyclizine | R06AE03 | Marezine, Valoid
cyproheptadine | R06AX02 | Periactin, Peritol
desloratadine | R06AX27 | Clarinex, Aerius
dimenhydrinate | R06AA11 | Dramamine, Vomex, Vomacur
dimetindene | R06AB03 | Fenistil
diphenhydramine | R06AA02 | Benadryl, ZzzQuil, Vivinox, Betadorm
doxylamine | R06AA09 | Unisom, Hoggar, Schlafsterne
ebastine | R06AX22 | Ebastel
fexofenadine | R06AX26 | Allegra, Telfast
ketotifen | R06AX17 | Zaditor, Zaditen
levocetirizine | R06AE09 | Xyzal, Xusal
loratadine | R06AX13 | Claritin, Lorano
meclozine | R06AE05 | Antivert, meclizine, Bonine
promethazine | R06AD02 | Phenergan, Atosil
rupatadine | R06AX28 | Rupafin
"""

BODY = read_table(_PAIN + _FOR_COLDS + _HEART + _BREATHING_AND_ALLERGY)

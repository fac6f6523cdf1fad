"""Medicines for mind, sleep, attention, memory, seizures and dependence: ATC N03 to N07."""

from __future__ import annotations

from holdspace.domain.medicine_ingredient import read_table

_BENZODIAZEPINES_AND_SLEEP = """
alprazolam | N05BA12 | Xanax, Tafil, Niravam
bromazepam | N05BA08 | Lexotan, Lexotanil, Normoc
brotizolam | N05CD09 | Lendormin
chlordiazepoxide | N05BA02 | Librium
clobazam | N05BA09 | Frisium, Onfi
clonazepam | N03AE01 | Klonopin, Rivotril, Antelepsin
clorazepate | N05BA05 | Tranxene, Tranxilium
diazepam | N05BA01 | Valium, Diastat, Stesolid
estazolam | N05CD04 | Prosom
etizolam | N05BA19 | Depas
flunitrazepam | N05CD03 | Rohypnol
flurazepam | N05CD01 | Dalmane, Dalmadorm
lorazepam | N05BA06 | Ativan, Tavor, Loreev
lormetazepam | N05CD06 | Noctamid
medazepam | N05BA03 | Rudotel
midazolam | N05CD08 | Versed, Dormicum, Buccolam
nitrazepam | N05CD02 | Mogadon
nordazepam | N05BA16 | Tranxilium N
oxazepam | N05BA04 | Serax, Adumbran, Praxiten
prazepam | N05BA11 | Demetrin
quazepam | N05CD10 | Doral
temazepam | N05CD07 | Restoril, Remestan, Planum
remimazolam | N05CD14 | Byfavo
ketazolam | N05BA10 | Anseren
loprazolam | N05CD11 | Dormonoct
triazolam | N05CD05 | Halcion
eszopiclone | N05CF04 | Lunesta
zaleplon | N05CF03 | Sonata
zolpidem | N05CF02 | Ambien, Stilnox, Bikalm, Edluar
zopiclone | N05CF01 | Ximovan, Zimovane, Imovane
amobarbital | N05CA02 | Amytal
butalbital | | Fioricet, Fiorinal
pentobarbital | N05CA01 | Nembutal
secobarbital | N05CA06 | Seconal
phenobarbital | N03AA02 | Luminal, Luminaletten
chloral hydrate | N05CC01 | Chloraldurat
clomethiazole | N05CM02 | Distraneurin, Heminevrin
daridorexant | N05CJ03 | Quviviq
lemborexant | N05CJ02 | Dayvigo
suvorexant | N05CJ01 | Belsomra
melatonin | N05CH01 | Circadin
ramelteon | N05CH02 | Rozerem
tasimelteon | N05CH03 | Hetlioz
valerian | N05CM09 | Baldrian, valerian root
dexmedetomidine | N05CM18 | Igalmi, Precedex, Dexdor
"""

_ANTIPSYCHOTICS_AND_CALMING = """
amisulpride | N05AL05 | Solian
aripiprazole | N05AX12 | Abilify, Aristada
asenapine | N05AH05 | Saphris, Sycrest
benperidol | N05AD07 | Glianimon
brexpiprazole | N05AX16 | Rexulti, Rxulti
cariprazine | N05AX15 | Vraylar, Reagila
chlorpromazine | N05AA01 | Thorazine, Largactil
chlorprothixene | N05AF03 | Truxal
clozapine | N05AH02 | Clozaril, Leponex
droperidol | N05AD08 | Inapsine, Xomolix
flupentixol | N05AF01 | Fluanxol, Depixol
fluphenazine | N05AB02 | Prolixin, Lyogen
fluspirilene | N05AG01 | Imap
haloperidol | N05AD01 | Haldol
iloperidone | N05AX14 | Fanapt
levomepromazine | N05AA02 | Neurocil, Nozinan
loxapine | N05AH01 | Adasuve, Loxitane
lumateperone | N05AD10 | Caplyta
lurasidone | N05AE05 | Latuda
melperone | N05AD03 | Eunerpan
olanzapine | N05AH03 | Zyprexa
olanzapine and fluoxetine | N06CA03 | Symbyax | olanzapine, fluoxetine
olanzapine and samidorphan | N05AH53 | Lybalvi | olanzapine
paliperidone | N05AX13 | Invega, Xeplion
perazine | N05AB10 | Taxilan
perphenazine | N05AB03 | Trilafon, Decentan
pimavanserin | N05AX17 | Nuplazid
pimozide | N05AG02 | Orap
pipamperone | N05AD05 | Dipiperon
prochlorperazine | N05AB04 | Compazine, Stemetil, Buccastem
promazine | N05AA03 | Sparine
prothipendyl | N05AX07 | Dominal
quetiapine | N05AH04 | Seroquel
risperidone | N05AX08 | Risperdal, Perseris
sertindole | N05AE03 | Serdolect
sulpiride | N05AL01 | Dogmatil
thioridazine | N05AC02 | Mellaril, Melleril
tiapride | N05AL03 | Tiapridex
levosulpiride | N05AL07 | Levopraid
periciazine | N05AC01 | Neulactil, periciazin
tiotixene | N05AF04 | Navane, thiothixene
trifluoperazine | N05AB06 | Stelazine
xanomeline and trospium | N05AX50 | Cobenfy
zotepine | N05AX11 | Nipolept
ziprasidone | N05AE04 | Geodon, Zeldox
zuclopenthixol | N05AF05 | Clopixol, Ciatyl
lithium | N05AN01 | Lithobid, Eskalith, Quilonum, Hypnorex, Priadel, lithium carbonate
buspirone | N05BE01 | Buspar
etifoxine | N05BX03 | Stresam
hydroxyzine | N05BB01 | Atarax, Vistaril
lavender oil | N05BX05 | Lasea, silexan
meprobamate | N05BC01 | Miltown, Equanil
"""

_ANTIDEPRESSANTS = """
agomelatine | N06AX22 | Valdoxan
amitriptyline | N06AA09 | Elavil, Saroten, Endep
amoxapine | N06AA17 | Asendin
brexanolone | N06AX29 | Zulresso
bupropion | N06AX12 | Wellbutrin, Zyban, Elontril, Aplenzin
citalopram | N06AB04 | Celexa, Cipramil
clomipramine | N06AA04 | Anafranil
desipramine | N06AA01 | Norpramin
desvenlafaxine | N06AX23 | Pristiq
dextromethorphan and bupropion | N06AX62 | Auvelity | dextromethorphan, bupropion
dosulepin | N06AA16 | Prothiaden, dothiepin
doxepin | N06AA12 | Sinequan, Silenor, Aponal
duloxetine | N06AX21 | Cymbalta, Yentreve
escitalopram | N06AB10 | Lexapro, Cipralex
fluoxetine | N06AB03 | Prozac, Fluctin, Sarafem
fluvoxamine | N06AB08 | Luvox, Fevarin, Faverin
gepirone | N06AX19 | Exxua
imipramine | N06AA02 | Tofranil
isocarboxazid | N06AF01 | Marplan
levomilnacipran | N06AX28 | Fetzima
lofepramine | N06AA07 | Gamanil, Lomont
maprotiline | N06AA21 | Ludiomil
mianserin | N06AX03 | Tolvin, Tolvon
milnacipran | N06AX17 | Savella, Milnaneurax
mirtazapine | N06AX11 | Remeron, Remergil, Zispin
moclobemide | N06AG02 | Aurorix, Manerix
nefazodone | N06AX06 | Serzone, Nefadar
nortriptyline | N06AA10 | Pamelor, Nortrilen, Allegron
opipramol | N06AA05 | Insidon
paroxetine | N06AB05 | Paxil, Seroxat, Pexeva
phenelzine | N06AF03 | Nardil
protriptyline | N06AA11 | Vivactil
reboxetine | N06AX18 | Edronax
sertraline | N06AB06 | Zoloft, Lustral, Gladem
St John's wort | N06AX25 | hypericum, Johanniskraut, Laif, Jarsin, Saint Johns wort
tianeptine | N06AX14 | Stablon, Tianeurax
tranylcypromine | N06AF04 | Parnate, Jatrosom
trazodone | N06AX05 | Desyrel, Oleptro, Molipaxin
trimipramine | N06AA06 | Surmontil, Stangyl
tryptophan | N06AX02 | L-tryptophan, Ardeydorm
oxitriptan | N06AX01 | 5-HTP, 5-hydroxytryptophan
venlafaxine | N06AX16 | Effexor, Trevilor, Efexor
vilazodone | N06AX24 | Viibryd
vortioxetine | N06AX26 | Trintellix, Brintellix
zuranolone | N06AX31 | Zurzuvae
"""

_ATTENTION_AND_MEMORY = """
amfetamine | N06BA01 | Adderall, amphetamine, Evekeo, mixed amphetamine salts, Attentin
armodafinil | N06BA13 | Nuvigil
atomoxetine | N06BA09 | Strattera
caffeine | N06BC01 | caffeine tablets, NoDoz
dexamfetamine | N06BA02 | Dexedrine, dextroamphetamine, Zenzedi
dexmethylphenidate | N06BA11 | Focalin
lisdexamfetamine | N06BA12 | Vyvanse, Elvanse
metamfetamine | N06BA03 | Desoxyn
methylphenidate | N06BA04 | Ritalin, Concerta, Medikinet, Equasym, Daytrana
modafinil | N06BA07 | Provigil, Vigil
pitolisant | N07XX11 | Wakix
sodium oxybate | N07XX04 | Xyrem, Lumryz, Xywav, GHB
solriamfetol | N06BA14 | Sunosi
viloxazine | N06AX09 | Qelbree
donepezil | N06DA02 | Aricept
galantamine | N06DA04 | Razadyne, Reminyl
ginkgo | N06DX02 | Tebonin, ginkgo biloba
memantine | N06DX01 | Namenda, Axura, Ebixa
memantine and donepezil | N06DA52 | Namzaric | memantine, donepezil
rivastigmine | N06DA03 | Exelon
phenibut | N06BX22 | Noofen
"""

_SEIZURES_AND_MOVEMENT = """
brivaracetam | N03AX23 | Briviact
cannabidiol | N03AX24 | Epidiolex, Epidyolex, CBD, CBD oil
carbamazepine | N03AF01 | Tegretol, Tegretal, Timonil, Equetro
cenobamate | N03AX25 | Xcopri, Ontozry
eslicarbazepine | N03AF04 | Aptiom, Zebinix
ethosuximide | N03AD01 | Zarontin, Petnidan
gabapentin | N02BF01, N03AX12 | Neurontin, Gralise, Horizant
lacosamide | N03AX18 | Vimpat
lamotrigine | N03AX09 | Lamictal
levetiracetam | N03AX14 | Keppra
mirogabalin | N02BF03 | Tarlige
oxcarbazepine | N03AF02 | Trileptal, Oxtellar
perampanel | N03AX22 | Fycompa
phenytoin | N03AB02 | Dilantin, Phenhydan, Epanutin
pregabalin | N02BF02, N03AX16 | Lyrica
primidone | N03AA03 | Mysoline, Mylepsinum
tiagabine | N03AG06 | Gabitril
topiramate | N03AX11 | Topamax, Trokendi
valproate | N03AG01 | Depakote, Depakine, Ergenyl, Orfiril, valproic acid, divalproex
felbamate | N03AX10 | Felbatol, Taloxa
fosphenytoin | N03AB05 | Cerebyx
rufinamide | N03AF03 | Banzel, Inovelon
stiripentol | N03AX17 | Diacomit
vigabatrin | N03AG04 | Sabril
zonisamide | N03AX15 | Zonegran
amantadine | N04BB01 | Symmetrel, Gocovri, PK-Merz
benzatropine | N04AC01 | Cogentin, benztropine
biperiden | N04AA02 | Akineton
levodopa | N04BA01 | Sinemet, Madopar, carbidopa levodopa
pramipexole | N04BC05 | Mirapex, Sifrol
rasagiline | N04BD02 | Azilect
ropinirole | N04BC04 | Requip
rotigotine | N04BC09 | Neupro
safinamide | N04BD03 | Xadago
selegiline | N04BD01 | Eldepryl, Emsam, Zelapar
procyclidine | N04AA04 | Kemadrin
trihexyphenidyl | N04AA01 | Artane
"""

_DEPENDENCE = """
acamprosate | N07BB03 | Campral
buprenorphine | N07BC01, N02AE01 | Subutex, Temgesic, Butrans, Sublocade, Buvidal, Norspan
buprenorphine and naloxone | N07BC51 | Suboxone, Zubsolv | buprenorphine
diamorphine | N07BC06 | Diaphin, heroin
disulfiram | N07BB01 | Antabuse
levomethadone | N07BC05 | L-Polamidon
lofexidine | N07BC04 | Lucemyra
methadone | N07BC02 | Dolophine, Methadose, Methaddict
nalmefene | N07BB05 | Selincro
naltrexone | N07BB04 | Vivitrol, Revia, Adepend, Nemexin, low dose naltrexone, LDN
naltrexone and bupropion | A08AA62 | Contrave, Mysimba | naltrexone, bupropion
nicotine | N07BA01 | Nicorette, Nicotinell, nicotine patch
varenicline | N07BA03 | Chantix, Champix
dextromethorphan and quinidine | N07XX59 | Nuedexta | dextromethorphan
betahistine | N07CA01 | Vasomotal, Serc
cytisinicline | N07BA04 | cytisine, Asmoken
deutetrabenazine | N07XX16 | Austedo
flunarizine | N07CA03 | Sibelium
valbenazine | N07XX13 | Ingrezza
riluzole | N07XX02 | Rilutek
"""

MIND = read_table(
    _BENZODIAZEPINES_AND_SLEEP
    + _ANTIPSYCHOTICS_AND_CALMING
    + _ANTIDEPRESSANTS
    + _ATTENTION_AND_MEMORY
    + _SEIZURES_AND_MOVEMENT
    + _DEPENDENCE
)

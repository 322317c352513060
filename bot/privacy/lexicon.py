"""Lists of words: names that many people bear, ordinary words, words of offices and forms."""

from __future__ import annotations

_GIVEN = """
farhad omid laila leyla shirin reza zahra fereshteh mehdi javad parisa nasrin farid hamed najib
wahid zubair yusuf yousef yasmin yasmeen layla noor nour rania rima salim samira sami tariq wael
walid zainab zeinab zaynab khadijah mariama binta fatoumata aminata awa mamadou moussa ousmane
oumar ibrahima alpha thierno modou kwame kofi ama akosua chidi chinedu chidinma ngozi nkechi emeka
olumide oluwaseun funmilayo yohannes tesfalem tesfaye hirut almaz tigist bereket dawit habte kidane
selamawit genet rahel winta ghirmay wei ling xiaoming jing mei hong nguyet thuy linh minh quoc van
hieu phuong rosine wilner jocelyne roseline wisly widlyne darline fabiola dieudonne nadege olena
oksana dmytro yulia natalya tatiana svetlana olha volodymyr gulnara aziz timur rustam dilcia yadira
wilmer yesenia keily nery marleny deysi elmer edwin erlin darlin yeimy kenia suyapa rosibel dunia
rosalba eusebio jeremias ximena joaquin nohemi maritza mirna xiomara yolanda zoila vilma reina
aaron abdi abdul abdullah abebe abel abigail abraham abril adan adela adolfo adrian adriana
agustin ahmad ahmed aida aisha alan alba albert alberto alejandra alejandro alex alexander
alexandra alexis alfonso alfredo ali alice alicia alma alvaro amal amanda amina amir amy ana
anastasia anders andre andrea andreas andres andrew andrey angel angela angelica angelina anita
ann anna anne anthony antoine antonia antonio ariel armando arturo asad ashley ashraf astrid
augusto aurora ayesha bashir beatriz belen benito benjamin bernard bernardo berta betty blanca
boris brandon brenda brian bruno camila carla carlos carmen carol carolina caroline catalina
cecilia celia cesar charles chloe chris christian christina christine christopher clara claude
claudia claudio consuelo cristian cristina cristobal cynthia dalia damian daniel daniela danilo
dario darwin david deborah delia denis dennis diana diego dmitri dolores domingo donald dora
dorothy douglas edgar edgardo edith eduardo edward edwin elena eleanor elias elisa elizabeth ella
elmer elsa elvira emanuel emilia emiliano emilio emily emma emmanuel enrique eric erick erika
ernesto esmeralda esperanza esteban estela esther eugenia eugenio eva evelyn fabian fatima fatma
federico felicia felipe felix fernanda fernando fidel filomena fiona flor florence francesca
francis francisca francisco franklin gabriel gabriela genesis george gerardo german gilberto
gladys gloria gonzalo grace graciela gregorio gregory guadalupe guillermo gustavo habib hamid hana
hannah haroon hassan hector helen helena henry heriberto hernan hilda hugo hussein ibrahim idris
ignacio igor ines irene iris irma isaac isabel isabella ismael ivan ivonne jack jacob jacqueline
jaime james jamila jane janet jason javier jean jeanne jennifer jeremy jerry jesse jessica jesus
jimena joan joanna joaquin joel johanna john johnny jonathan jorge jose joseph josefina joshua
josue joyce juan juana juanita judith julia julian juliana julie julieta julio justin kamal karen
karim karina karla katherine kathleen katie kelly kenneth kevin khadija khalid kimberly larissa
laszlo laura lauren leah leila leon leonardo leonel leonor leopoldo leticia lidia liliana linda
lisa lorena lorenzo louis lourdes lucas lucia luciana lucy luis luisa luz lydia magdalena mahmoud
manuel manuela marc marcela marcelo marco marcos margaret margarita maria mariam mariana maribel
maricela mariela marina mario marisol mark marlene marlon marta martha martin martina mary maryam
matilde matthew mauricio maximo maya melissa mercedes michael michelle miguel mikhail milagros
mildred miriam mohamed mohammad mohammed moises monica mustafa nadia nancy narciso natalia nathan
nelson nestor nicholas nicolas nicole nina noah noe noelia noemi nora norma octavio olga oliver
olivia omar orlando oscar osman otto pablo pamela paola patricia patrick paul paula pedro peter
petra philip pierre pilar rachel rafael raimundo ramiro ramon raquel raul rebeca rebecca rene
reyna ricardo richard rigoberto rita robert roberto rocio rodolfo rodrigo rogelio roger roman
ronald rosa rosalia rosario rosemary roxana ruben ruth ryan salma salvador samantha samir samuel
sandra santiago sara sarah saul scott sean sebastian selam sergei sergio sharon sheila silvia
simon sofia solomon sonia sophia sophie stefan stella stephanie stephen steven susan susana
svetlana sylvia tamara tania tanya tatiana teodoro teresa tesfaye thomas timothy tomas ulises umar
valentina valeria vanessa vera veronica vicente victor victoria vilma viktor violeta virginia
viviana vladimir walter wendy wilfredo william wilmer wilson wilner xavier xiomara yadira yahya
yasmin yesenia yolanda yonas yosef yousef yuri yusuf yvonne zainab zoe zoila zulema ahmadu amadou
aminata babacar binta boubacar cheikh fatou ibrahima mamadou mariama moussa ousmane jean-claude
guerda marie wideline yolette dieudonne haile mehret tekle berhane gebre kidane almaz wei ming xiu
li jing fang hui yan jun min mei ravi priya sanjay anil sunita gurpreet harpreet manpreet jaspreet
mandeep amandeep singh kaur bibi zahra reza mehdi parisa farzana hamza bilal tariq imran
"""
_SURNAMES = """
nazari ahmadi haidari rahimi karimi hosseini mohammadi rezaei sultani abdi abdirahman warsame nur
hassan farah jama ali omar osman tekle gebreab habtezion tesfamariam woldu asfaw bekele girma sow
bah barry jallow ceesay conde sylla keita coulibaly diarra traore cisse mensah owusu boateng okafor
adeyanju eze okonkwo adebayo ogunleye okoro le vo dang pham hoang zhao wu xu sun lin zheng
desrosiers saintil joseph toussaint celestin dorvil petit kovalenko shevchenko bondarenko melnyk
karimov rahmonov pineda quijano barrientos cifuentes ascencio orellana funes caballero rivas tobar
arrieta xolotl brenes oyarzun mejia bonilla amaya lainez discua murcia zepeda guardado erazo
acosta aguilar aguirre alonso alvarado alvarez andrade aragon arias avila ayala barrera bautista
benitez bonilla bravo caballero cabrera caceres calderon camacho campos cardenas carrillo
castaneda castellanos castillo castro cervantes chavez cisneros contreras cordova coronado cortes
cortez cruz delgado diaz dominguez duarte duran escobar espinoza estrada fernandez figueroa flores
fuentes gallegos galvez garcia garza gomez gonzales gonzalez guerra guerrero gutierrez guzman
henriquez hernandez herrera hidalgo ibarra jimenez juarez lara leiva linares lopez lozano lucero
maldonado marin marquez martinez medina mejia melendez mendez mendoza menjivar meza miranda molina
montes montoya morales moreno munoz murillo najera navarro nunez ochoa orellana orozco ortega
ortiz osorio pacheco padilla palacios paredes paz pena peralta perez pineda pinto ponce portillo
quintanilla quintero ramirez ramos rangel reyes rios rivas rivera robles rocha rodriguez rojas
romero rosales ruiz salazar salgado salinas sanchez sandoval santana santiago santos serrano
sierra silva solano solis sosa soto suarez tapia torres trejo trujillo urbina valdez valencia
valenzuela valle vargas vasquez vazquez vega velasquez velez vera villa villalobos villanueva
villatoro zamora zavala zelaya zuniga smith johnson williams brown jones miller davis wilson
anderson taylor thomas jackson lee thompson harris clark lewis robinson walker young allen wright
nguyen tran pham patel khan hussain begum sharma kumar chen wang zhang liu huang yang diallo diop
ndiaye toure traore kone camara tesfay ghebremariam woldemichael pierre baptiste joseph desir
louis charles etienne ivanov petrov
"""
_PARTICLES = (
    "de del la las los y e da do dos das van von der bin ibn al el abu san santa st mc le du"
)

# Words that are names too: alone they point at nobody.
_ORDINARY = """
le sun sow bah van ling
grace hope faith rose iris flor luz paz cruz sol mar rio angel santos reyes king price law justice
page field office case day may june august april march summer white black brown green gray young
long short best rich love joy star sky lake hill wood woods stone rivers bush banks west north
east south will bill mark art frank jack bob pat sue drew grant chase miles dean duke prince
bishop judge cook baker miller mason carter hunter fisher parker porter cooper potter smith taylor
turner walker weaver wright shah khan lee li an so do no he she me we us in on at by my of or as
is it be you not san juan jose carmen rosa blanca clara linda bella plata campo campos rivera
torres flores castillo valle villa monte costa leon victor victory liberty china india paris
london washington lincoln jackson madison jordan virginia georgia carolina florida dallas houston
austin denver salvador mexico honduras guatemala cuba haiti ghana chad mali guinea gambia israel
german roman
"""

# What we keep records of, and the words that questions about it are made of: never a person.
_THINGS = """
it this that these those they there we you i anything everything nothing something what all any
some status request requests letter letters appeal appeals page pages document documents file
files filing filings record records number numbers tracking case cases docket lawsuit suit
litigation complaint court judge deadline deadlines date dates clock extension determination
acknowledgment acknowledgement response responses production productions release releases
exemption exemptions redaction redactions fee fees waiver cost costs estimate invoice report
reports data dataset spreadsheet memo memos email emails message messages attachment attachments
exhibit exhibits index list log logs agency agencies component components office offices officer
department division bureau committee congress government ice dhs cbp uscis eoir doj fbi hhs orr
state foia oip ogis nara privacy act portal website contact contacts phone address mailbox policy
policies contract contracts guidance training manual breach leak incident notification notice
notices investigation audit version copy copies column columns table field fields row rows sheet
schedule calendar reminder reminders nudge nudges task tasks issue issues question questions
answer answers update updates news word words name names information info withheld overdue due
late open closed pending granted denied partial full new old next last first our the a an in on of
for to from by with at about and or not no yes when where which who why how acknowledge expedited
processing consultation referral remand judgment motion brief order decision hearing agreement
settlement stipulation vaughn declaration affidavit facility facilities detention custody flight
flights plane charter budget spending payments statistics total totals count team channel place
member members lead leads owner people public everyone anybody everybody
"""

# Words of offices, forms and headings: a "name" that holds one is none.
_OFFICE = """
act administration administrator advocate affairs agency agent alien aliens amendment american
analysis appeal appeals appellate applicant application archives assistance association asylum
attorney attorneys authority basis board border branch brief bureau business calendar case cases
catholic center centre central charities chief church city civil claim claims clerk clinic
coalition college commission commissioner committee company component conference congress consular
consulate control convention coordinator corporation council counsel country county court credible
customs data database date dear declaration defendant defense department deportation deputy
description detainee detention determination director disclosure district division docket document
documents doe education embassy employer employment enforcement executive exhibit facility family
fear federal field file filed firm first foia follow foundation freedom fund general government
group hearing help home homeland hospital house human immigrant immigrants immigration information
initial inspector institute institution integrity intelligence interim international
investigations judge judicial justice jurisdiction kids labor law lawyers league legal legislative
liaison library liberties limited llc llp letter local mail management manager member ministry
national nationality new notice number office officer official officials ombudsman operations
opinion order organization page pages part party passport petition petitioner phone plaintiff
plaintiffs police policy portal practice president press prison privacy pro procedure processing
program project protection public question reason reasonable record records referral refugee
refugees region registration regulation rehabilitation release removal report request requested
requester requests resources respondent response rights rule school secretary section security
senate service services sheriff society special staff state states status statute subject
supervisor supreme system tax team technology title transportation treasury tribunal type union
unit united university unknown us usa violence volunteer watch witness yes none not applicable tbd
redacted withheld see above below please the this that these which who what when where why how any
all each other such said same his her their your our my its a an and or but for of to in on at by
with from as is was are were be been has have had will would shall should may must can could if
cannot
then than also only into upon under over between january february march april june july august
september october november december monday tuesday wednesday thursday friday saturday sunday mr
mrs ms miss dr dob ssn fin sex male female age born birth address email fax tel telephone mobile
cell zip street avenue road suite box apt floor room middle last race ethnicity nickname
nombre apellido fecha nacimiento pais
nacionalidad direccion domicilio telefono sexo numero estado gobierno ministerio oficina
departamento juzgado policia embajada consulado el del
"""
_COUNTRIES = """
afghanistan albania algeria angola argentina armenia azerbaijan bangladesh belarus belize bolivia
brazil bulgaria burma cambodia cameroon chad chile china colombia congo cuba ecuador egypt eritrea
ethiopia gambia georgia ghana guatemala guinea guyana haiti honduras india indonesia iran iraq
israel ivory jamaica jordan kazakhstan kenya kosovo kyrgyzstan laos lebanon liberia libya mali
mauritania mexico moldova mongolia morocco mozambique myanmar nepal nicaragua niger nigeria
pakistan palestine panama paraguay peru philippines poland romania russia rwanda senegal somalia
spain sudan syria tajikistan tanzania thailand togo tunisia turkey turkmenistan uganda ukraine
uruguay uzbekistan venezuela vietnam yemen zambia zimbabwe albanian afghan angolan armenian
bangladeshi belarusian bolivian brazilian cameroonian chinese colombian congolese cuban dominican
ecuadorian egyptian eritrean ethiopian gambian ghanaian guatemalan guinean haitian honduran indian
indonesian iranian iraqi jamaican jordanian kenyan kurdish kyrgyz lebanese liberian libyan malian
mauritanian mexican mongolian moroccan nepalese nepali nicaraguan nigerian pakistani palestinian
panamanian peruvian romanian russian rwandan salvadoran salvadorean senegalese somali sudanese
syrian tajik togolese tunisian turkish ugandan ukrainian uzbek venezuelan vietnamese yemeni
zimbabwean hondurena hondureno guatemalteca guatemalteco salvadorena salvadoreno nicaraguense
venezolana venezolano cubana cubano mexicana mexicano colombiana colombiano ecuatoriana
ecuatoriano haitiana haitiano peruana peruano brasilena brasileno rusa ruso etiope
"""

_STATES = """
alabama alaska arizona arkansas california colorado connecticut delaware columbia florida hawaii
idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
minnesota mississippi missouri montana nebraska nevada hampshire jersey ohio oklahoma oregon
pennsylvania rhode dakota tennessee texas utah vermont washington wisconsin wyoming chicago houston
angeles francisco miami boston
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVEN = _words(_GIVEN)
SURNAMES = _words(_SURNAMES)
PARTICLES = _words(_PARTICLES)
ORDINARY = _words(_ORDINARY)
THINGS = _words(_THINGS)
OFFICE = _words(_OFFICE)
COUNTRIES = _words(_COUNTRIES)
STATES = _words(_STATES)
_WEAK = GIVEN | PARTICLES | ORDINARY | OFFICE | THINGS | COUNTRIES


def is_weak(word: str) -> bool:
    """Say whether a folded token alone points at nobody: short, common, or a word of its own.

    Two characters of Chinese are a whole name.
    """
    short = len(word) <= 2 and not (len(word) > 1 and word >= "\u3040")  # noqa: PLR2004
    return short or word in _WEAK

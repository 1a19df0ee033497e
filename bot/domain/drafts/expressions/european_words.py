"""The months of the usual European languages, and how their dates are put together."""

import re

_MONTHS = {
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "at": "jänner feber maerz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre"
    " noviembre diciembre",
    "es2": "enero febrero marzo abril mayo junio julio agosto setiembre octubre"
    " noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro"
    " outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie"
    " decembrie",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta"
    " syyskuuta lokakuuta marraskuuta joulukuuta",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ru2": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "ru3": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "el": "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου"
    " οκτωβρίου νοεμβρίου δεκεμβρίου",
    "hu": "január február március április május június július augusztus szeptember október november"
    " december",
}
MONTHS = {
    name: number for names in _MONTHS.values() for number, name in enumerate(names.split(), 1)
} | {"fevrier": 2, "aout": 8, "decembre": 12, "marz": 3, "sept": 9}
"""The number of each month, by its name in lower case."""
MONTH = (
    r"(?:"
    + "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
    + r")(?![^\W\d_])"
)

OF_MONTH = (
    r"(?: (?:de|di|del|d'|av|van|od|tag des)| d[ií]as? d[eo]l? m[eê]s d[eo]| giorno del mese di"
    r"| jour du mois de)?"
)
"""What may stand between the number of a day and its month: “12 días del mes de”."""

_WORDS = {
    "fr": "premier un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze"
    " quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre"
    " vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente trente-et-un",
    "es": "primero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce"
    " quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés"
    " veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta treinta-y-uno",
    "pt": "primeiro um dois três quatro cinco seis sete oito nove dez onze doze treze catorze"
    " quinze dezasseis dezassete dezoito dezanove vinte",
    "de": "ersten ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "nl": "eerste een twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "it": "primo uno due tre quattro cinque sei sette otto nove dieci undici dodici",
}
NUMBERS = {
    word: max(number, 1) for words in _WORDS.values() for number, word in enumerate(words.split())
} | {
    "vingt et un": 21,
    "trente et un": 31,
    "treinta y uno": 31,
    "treinta": 30,
    "einer": 1,
    "eine": 1,
    "eines": 1,
    "einem": 1,
    "einen": 1,
    "una": 1,
    "une": 1,
    "drie": 3,
    "één": 1,
    "uma": 1,
    "duas": 2,
    "mil": 1000,
}
_LARGER = {
    14: "vierzehn veertien quattordici", 15: "fünfzehn vijftien quindici пятнадцати",
    16: "sechzehn zestien sedici", 18: "achtzehn achttien diciotto dezoito восемнадцати",
    20: "zwanzig twintig venti vinte двадцати", 21: "einundzwanzig eenentwintig ventuno",
    24: "vierundzwanzig vierentwintig ventiquattro двадцати_четырех vinte_e_quatro",
    30: "dreißig dreissig dertig trenta trinta тридцати",
    36: "sechsunddreißig zesendertig trente-six treinta_y_seis trentasei trinta_e_seis",
    40: "vierzig veertig quarante cuarenta quaranta quarenta сорока",
    45: "fünfundvierzig vijfenveertig quarante-cinq cuarenta_y_cinco quarantacinque"
    " quarenta_e_cinco сорока_пяти",
    48: "achtundvierzig achtenveertig quarante-huit cuarenta_y_ocho quarantotto quarenta_e_oito",
    50: "fünfzig vijftig cinquante cincuenta cinquanta cinquenta пятидесяти",
    60: "sechzig zestig soixante sesenta sessanta sessenta шестидесяти",
    72: "zweiundsiebzig tweeënzeventig soixante-douze setenta_y_dos settantadue setenta_e_dois",
    75: "fünfundsiebzig vijfenzeventig soixante-quinze setenta_y_cinco settantacinque",
    90: "neunzig negentig quatre-vingt-dix noventa novanta девяноста",
    100: "hundert honderd cent cien cento cem ста",
    120: "hundertzwanzig honderdtwintig cent_vingt cent-vingt ciento_veinte centoventi"
    " cento_e_vinte ста_двадцати",
    180: "hundertachtzig honderdtachtig cent_quatre-vingts cent-quatre-vingts ciento_ochenta"
    " centottanta cento_e_oitenta ста_восьмидесяти",
    1: "одного один одной एक", 2: "двух два दो", 3: "трех трёх три ثلاثة ثلاث तीन",
    4: "четырех четырёх أربعة أربع चार",
    5: "пяти пять خمسة خمس पांच पाँच", 6: "шести шесть ستة ست छह छः",
    7: "семи سبعة سبع सात", 8: "восьми आठ", 9: "девяти",
    10: "десяти عشرة عشر दस", 12: "двенадцати",
}  # fmt: skip
NUMBERS |= {
    word.replace("_", " "): number for number, words in _LARGER.items() for word in words.split()
}
"""The small numbers in words, and the first of a month."""
NUMBER = (
    r"(?:\d{1,3}|"
    + "|".join(sorted((re.escape(word) for word in NUMBERS), key=len, reverse=True))
    + r")(?![^\W_])"
)

NEXT_OR_LAST = (
    r"(?:prochaine?s|derni(?:er|ère)s|próxim[oa]s|últim[oa]s|prossim[ie]|ultim[ie]|nächsten|"
    r"kommenden|letzten|vergangenen|komende|afgelopen|volgende)"
)
"""What may stand between a number and its unit: “cinq prochains mois”."""

_UNITS = {
    "M": "monat monate monaten monats mois meses mese mesi mês maand maanden månad månader måneder"
    " miesięcy miesiące месяцев месяца месяц ay bulan شهر شهرا أشهر شهرين महीने महीनों",
    "Y": "jahr jahre jahren jahres an ans année années año años anno anni ano anos jaar jaren år"
    " lat lata лет года год yıl tahun سنة سنوات عام أعوام वर्ष वर्षों साल",
    "D": "tag tage tagen tages jour jours día días giorno giorni dia dias dag dagen dagar dage dni"
    " дней дня день gün hari يوم يوما أيام दिन दिनों",
    "W": "woche wochen semaine semaines semana semanas settimana settimane week weken veckor uger"
    " недель недели tygodni hafta minggu أسبوع أسابيع सप्ताह",
    "TH": "stunde stunden heure heures hora horas ora ore uur uren timmar timer часов часа saat jam"
    " ساعة ساعات घंटे",
}
UNITS = {word: letter for letter, words in _UNITS.items() for word in words.split()}
"""The TIMEX3 letter of each unit."""
UNIT = (
    r"(?:"
    + "|".join(sorted((re.escape(word) for word in UNITS), key=len, reverse=True))
    + r")(?![^\W_])"
)

QUARTERS = {
    word: number
    for number, words in enumerate(
        (
            "ersten erstes erste premier primer primo primeiro eerste första pierwszym первом",
            "zweiten zweites zweite deuxième second segundo secondo tweede andra drugim втором",
            "dritten drittes dritte troisième tercer terzo terceiro derde tredje trzecim третьем",
            "vierten viertes vierte quatrième cuarto quarto vierde fjärde czwartym четвертом",
        ),
        1,
    )
    for word in words.split()
} | {"seconda": 2, "prima": 1, "première": 1, "seconde": 2, "primera": 1, "segunda": 2}
"""The ordinals before a quarter or a half of a year."""
QUARTER = r"(?:quartals?|trimestre|kwartaal|kvartalet|kwartale|квартале)"
HALF = (
    r"(?:halbjahre?s?|hälfte|semestre|moitié|mitad|metà|metade|semester|helft|halfjaar|hälften|"
    r"полугодии|половине)"
)
SEASONS = {
    word: code
    for code, words in {
        "SP": "frühjahr frühling printemps primavera voorjaar lente våren весной",
        "SU": "sommer été verano estate verão zomer sommaren летом",
        "FA": "herbst automne otoño autunno outono najaar herfst hösten осенью",
        "WI": "winter hiver invierno inverno vintern зимой",
    }.items()
    for word in words.split()
}
"""The seasons by the names of European languages, as TIMEX3 has them."""

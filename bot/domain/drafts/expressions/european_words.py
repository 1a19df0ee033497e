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
"""The small numbers in words, and the first of a month."""
NUMBER = (
    r"(?:\d{1,3}|"
    + "|".join(sorted((re.escape(word) for word in NUMBERS), key=len, reverse=True))
    + r")(?![^\W_])"
)

_UNITS = {
    "M": "monat monate monaten monats mois mes meses mese mesi mês maand"
    " maanden månader måneder miesięcy месяцев месяца",
    "Y": "jahr jahre jahren jahres an ans année années año años anno anni ano"
    " anos jaar jaren år lat года лет",
    "D": "tag tage tagen tages jour jours día días giorno giorni dia dias dag"
    " dagen dagar dage dni дней дня",
    "W": "woche wochen semaine semaines semana semanas settimana settimane week"
    " weken veckor uger недель",
    "TH": "stunde stunden heure heures hora horas ora ore uur uren timmar timer часов",
}
UNITS = {word: letter for letter, words in _UNITS.items() for word in words.split()}
"""The TIMEX3 letter of each unit."""
UNIT = (
    r"(?:"
    + "|".join(sorted((re.escape(word) for word in UNITS), key=len, reverse=True))
    + r")(?![^\W_])"
)

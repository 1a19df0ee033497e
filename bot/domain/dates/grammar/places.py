"""Places that clauses name, and their time zones: capitals, trade cities, and IANA names."""

from functools import cache
from types import MappingProxyType
from zoneinfo import available_timezones

from bot.domain.dates.grammar.tokens import Cursor, Kind
from bot.domain.dates.zones import zone_named
from bot.errors import UserError

_CITIES = """
Africa/Abidjan: abidjan, yamoussoukro
Africa/Accra: accra
Africa/Addis_Ababa: addis ababa
Africa/Algiers: algiers
Africa/Cairo: cairo
Africa/Casablanca: rabat, casablanca, marrakesh
Africa/Conakry: conakry
Africa/Dakar: dakar
Africa/Gaborone: gaborone
Africa/Harare: harare
Africa/Johannesburg: pretoria, johannesburg, cape town
Africa/Kampala: kampala
Africa/Kigali: kigali
Africa/Kinshasa: kinshasa
Africa/Lagos: abuja, lagos
Africa/Luanda: luanda
Africa/Lubumbashi: lubumbashi, kolwezi
Africa/Lusaka: lusaka
Africa/Maputo: maputo
Africa/Nairobi: nairobi
Africa/Tunis: tunis
Africa/Windhoek: windhoek
America/Argentina/Buenos_Aires: buenos aires
America/Asuncion: asuncion, asunción
America/Bogota: bogota, bogotá
America/Caracas: caracas
America/Chicago: chicago
America/Denver: denver
America/Guayaquil: quito
America/Havana: havana
America/La_Paz: la paz
America/Lima: lima
America/Los_Angeles: los angeles, san francisco, seattle
America/Mexico_City: mexico city
America/Montevideo: montevideo
America/New_York: washington, washington dc, new york, boston, et, est, edt, eastern
America/Panama: panama city
America/Santiago: santiago, santiago de chile
America/Sao_Paulo: brasilia, brasília, sao paulo, são paulo, rio de janeiro
America/Toronto: ottawa, toronto, montreal
America/Vancouver: vancouver
Asia/Almaty: astana, almaty
Asia/Baghdad: baghdad
Asia/Baku: baku
Asia/Bangkok: bangkok
Asia/Beirut: beirut
Asia/Colombo: colombo
Asia/Dhaka: dhaka
Asia/Dubai: abu dhabi, dubai
Asia/Ho_Chi_Minh: hanoi, ho chi minh city
Asia/Hong_Kong: hong kong
Asia/Jakarta: jakarta
Asia/Jerusalem: jerusalem, tel aviv
Asia/Kabul: kabul
Asia/Karachi: islamabad, karachi
Asia/Kathmandu: kathmandu
Asia/Kolkata: new delhi, delhi, mumbai
Asia/Kuala_Lumpur: kuala lumpur, putrajaya
Asia/Manila: manila
Asia/Phnom_Penh: phnom penh
Asia/Pyongyang: pyongyang
Asia/Qatar: doha
Asia/Riyadh: riyadh, jeddah, kuwait city
Asia/Seoul: seoul, busan, gyeongju, kst
Asia/Shanghai: beijing, shanghai
Asia/Singapore: singapore
Asia/Taipei: taipei
Asia/Tashkent: tashkent, samarkand
Asia/Tbilisi: tbilisi
Asia/Tehran: tehran
Asia/Tokyo: tokyo, osaka, jst
Asia/Ulaanbaatar: ulaanbaatar, ulan bator
Asia/Vientiane: vientiane
Asia/Yangon: naypyidaw, yangon
Asia/Yerevan: yerevan
Australia/Melbourne: melbourne
Australia/Perth: perth
Australia/Sydney: canberra, sydney
Europe/Amsterdam: the hague, amsterdam
Europe/Athens: athens
Europe/Belgrade: belgrade
Europe/Berlin: berlin, frankfurt
Europe/Bratislava: bratislava
Europe/Brussels: brussels, cet, cest
Europe/Bucharest: bucharest
Europe/Budapest: budapest
Europe/Copenhagen: copenhagen
Europe/Dublin: dublin
Europe/Helsinki: helsinki
Europe/Istanbul: ankara, istanbul
Europe/Kyiv: kyiv, kiev
Europe/Lisbon: lisbon
Europe/Ljubljana: ljubljana
Europe/London: london, edinburgh
Europe/Luxembourg: luxembourg
Europe/Madrid: madrid
Europe/Moscow: moscow
Europe/Oslo: oslo
Europe/Paris: paris, strasbourg
Europe/Prague: prague
Europe/Riga: riga
Europe/Rome: rome
Europe/Sofia: sofia
Europe/Stockholm: stockholm
Europe/Tallinn: tallinn
Europe/Vienna: vienna
Europe/Vilnius: vilnius
Europe/Warsaw: warsaw
Europe/Zagreb: zagreb
Europe/Zurich: bern, berne, geneva, basel, basle, zurich, davos
Pacific/Apia: apia
Pacific/Auckland: wellington, auckland
Pacific/Honolulu: honolulu
Pacific/Port_Moresby: port moresby
Pacific/Rarotonga: rarotonga, avarua
Pacific/Fiji: suva
UTC: utc, gmt
"""

CITY_ZONES = MappingProxyType(
    {
        city.strip(): zone
        for zone, _, cities in (line.partition(": ") for line in _CITIES.strip().splitlines())
        for city in cities.split(",")
    }
)
"""The zone of each city, in lower case; a few common abbreviations beside them."""

_MOST_WORDS = max(len(city.split()) for city in CITY_ZONES)


def place_zone(cursor: Cursor) -> str | None:
    """The zone of the place named here: a city, “Tokyo time”, an IANA name.

    UserError for what is written like an IANA name and is none.
    """
    if cursor.kind() is Kind.ZONE:
        name = zone_of(cursor.between(cursor.at, cursor.at + 1))
        cursor.at += 1
        cursor.take("time")
        return name
    for count in range(_MOST_WORDS, 0, -1):
        zone = CITY_ZONES.get(cursor.words(count))
        if zone is not None:
            cursor.at += count
            cursor.take(", d.c.", ", dc", "d.c.", "dc", ", d . c .")
            cursor.take("local time", "standard time", "daylight time", "time")
            return zone
    return None


def zone_of(text: str) -> str:
    """The zone that a person names by an IANA name or a city. UserError if it is neither."""
    name = " ".join(text.split())
    city = CITY_ZONES.get(name.lower())
    if city is not None:
        return city
    try:
        return zone_named(name).key
    except UserError:
        proper = _by_lower_case().get(name.lower())
        if proper is None:
            raise
        return zone_named(proper).key


@cache
def _by_lower_case() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}

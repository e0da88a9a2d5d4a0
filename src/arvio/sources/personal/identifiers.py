"""Codes, numbers and addresses that lead to one person, found in running text by their form and their check signs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from ipaddress import ip_address

from arvio.sources.personal.hits import Hit

_WORTH_READING = re.compile(
    r"[0-9@:(\[{](?:(?<=@)|(?<=:):|(?<=[(\[{]) ?(?:@|[aäAÄ][tT]+) ?[)\]}]|"
    r"(?<=[0-9])(?:(?:[^\w\n]{0,3}[0-9]){4}|(?:\.[0-9]{1,3}){3}))"
)
"""An @ or a ::, five digits near one another, or four parts with dots. A text without them holds none of what is looked
for here. That it begins with one set of signs, and minds the case, lets a hundred thousand texts pass in a second."""

# No letter or digit. The underscore is none: exports join words with it.
_NOT_AFTER_A_LETTER, _NOT_BEFORE_A_LETTER = r"(?<![^\W_])", r"(?![^\W_])"

CENTURIES = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}
CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_DASHES = "-\u2010-\u2015\u2212"
_PERSONAL_IDENTITY_CODE = re.compile(
    rf"(?<![0-9])([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})( ?[{_DASHES}+] ?|[A-FU-Ya-fu-y])([0-9]{{3}})"
    rf"([0-9A-FHJ-NPR-Ya-fhj-npr-y]){_NOT_BEFORE_A_LETTER}"
)
"""Letters in both cases by hand: with IGNORECASE, ſ and the Kelvin sign would be an s and a k."""

IBAN_LENGTHS = {
    15: "NO",
    16: "BE",
    18: "DK FI FO GL NL",
    19: "MK SI",
    20: "AT BA EE KZ LT LU XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL IQ TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST",
    26: "IS TR",
    27: "BI DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HU LB NI PL SV",
    29: "BR EG PS QA UA",
    30: "JO KW MU",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
_IBAN_LENGTH = {country: length for length, countries in IBAN_LENGTHS.items() for country in countries.split()}
_IBAN_START = re.compile(_NOT_AFTER_A_LETTER + r"([A-Za-z]{2})[0-9]{2}")

_AT = r"(?:@| ?[(\[{] ?(?:@|at|ät+) ?[)\]}] ?)"
_DOT = r"(?:\.| ?[(\[{] ?(?:\.|piste|punkt|dot) ?[)\]}] ?)"
_E_MAIL = re.compile(
    rf"(?<![\w.%+'-])[\w.%+'-]{{1,64}}{_AT}(?:[\w-]{{1,63}}{_DOT}){{1,8}}[^\W\d_]{{2,24}}(?!\w)", re.IGNORECASE
)

_IP_V4 = re.compile(r"(?<![\w.])(?<!versio )(?<!version )(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?!\w|\.[0-9])", re.IGNORECASE)
_IP_V6 = re.compile(r"(?<![\w:.])[0-9a-f:]{6,39}(?:(?<=:)(?:[0-9]{1,3}\.){3}[0-9]{1,3})?(?![\w:])", re.IGNORECASE)
_GROUP_OF_IP_V6 = re.compile(r"[0-9a-f]{3}", re.IGNORECASE)

_DEGREES = r"[-+\u2212]?([0-9]{1,3}[.,][0-9]{4,15})"
_COORDINATES = re.compile(
    rf"(?<![\w.,]){_DEGREES} ?°? ?[NSPE]?(?: ?[,;/&] ?| )(?:(?:lon|lng|longitude|[EWIL]) ?[:=]? ?)?{_DEGREES}"
    r"(?: ?°? ?[EWIL]\b)?(?: -?[0-9]+(?:\.[0-9]+)? [0-9]+(?:\.[0-9]+)?)?(?![\w])(?![.,][0-9])",
    re.IGNORECASE,
)
_NO_COORDINATE_BEYOND = 180

_GAP = rf"(?:[ ]?[{_DASHES}/.][ ]?|[ ])"
_PHONE_SAID = r"\b(?:puh|puhelin|puhelinnumero\w{0,3}|numero\w{0,3}|tel|telefon|gsm)[.:]{0,2}[ ]?"
_PHONE = re.compile(
    rf"""
    (?<![\w+=]) (?<![0-9][{_DASHES}.,])
    (?: {_PHONE_SAID} 0 [0-9]{{6,10}}
      | (?: {_PHONE_SAID} )?
        (?: \+ [ ]? [1-9] (?:{_GAP}?\(?[0-9]\)?){{8,14}}                      # of any country
          | 00 [ ]? 358 (?:{_GAP}?\(?[0-9]\)?){{6,12}}
          | 358 (?:4[0-9]|50) [0-9]{{6,8}}
          | \(? 0 (?:4[0-69]|50) \)? (?:{_GAP}?[0-9]){{6,8}}                    # mobile
          | \(? 0 (?:[235689]|1[03-9]|2[09]|30|7[135]) (?:\)[ ]?|[{_DASHES}\x20])  # of an area, or of an organisation
            (?: [0-9]{{6,8}} | [0-9]{{3,4}} (?:[{_DASHES}\x20][0-9]{{2,4}}){{1,2}} ) ) )
    (?! \w | [{_DASHES}.,][0-9] | [ ]?(?:€|%|eur) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FEWEST_DIGITS_OF_A_PHONE = 8
_DATE = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)?[0-9]{2}(?![0-9])")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def identifiers(text: str) -> Iterator[Hit]:
    """All that identifies a person without naming them; hits may share signs, the surer ones come first."""
    if not _WORTH_READING.search(text):
        return
    for find in _FINDERS:
        yield from find(text)


def _personal_identity_codes(text: str) -> Iterator[Hit]:
    """Personal identity codes of Finland: day, month and year of birth, sign of the century, number, check character.

    Rules: the Population Information System and the decree on it (128/2010, signs of centuries since 2023: 690/2022).
    The numbers 002-899 are of persons; 900-999 are given for a time or made up for tests, and hit too.
    """
    for found in _PERSONAL_IDENTITY_CODE.finditer(text):
        day, month, year, century, number, check = found.groups()
        born = CENTURIES[_plain_sign(century)] + int(year), int(month), int(day)
        right = CHECK_CHARACTERS[int(day + month + year + number) % len(CHECK_CHARACTERS)]
        if check.upper() == right and int(number) >= 2 and _is_a_day(*born):
            yield Hit("personal_identity_code", found.start(), found.end())


def _plain_sign(written: str) -> str:
    """The sign of a century without spaces, in capitals, any dash as a hyphen."""
    sign = written.strip().upper()
    return sign if sign in CENTURIES else "-"


def _is_a_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _ibans(text: str) -> Iterator[Hit]:
    """Bank accounts by ISO 13616: as long as the country's are (SWIFT's registry), and 1 modulo 97 (ISO 7064)."""
    for start in _IBAN_START.finditer(text):
        length = _IBAN_LENGTH.get(start[1].upper())
        found = _signs(length).match(text, start.start()) if length else None
        if found and _checks_by_97(re.sub(r"[ -]", "", found[0])):
            yield Hit("iban", found.start(), found.end())


@lru_cache
def _signs(length: int) -> re.Pattern[str]:
    """So many letters and digits, in groups or not."""
    return re.compile(rf"[A-Za-z0-9](?:[ -]?[A-Za-z0-9]){{{length - 1}}}{_NOT_BEFORE_A_LETTER}")


def _checks_by_97(account: str) -> bool:
    digits = "".join(str(int(sign, 36)) for sign in account[4:] + account[:4])
    return int(digits) % 97 == 1


def _e_mails(text: str) -> Iterator[Hit]:
    """Addresses of RFC 5321 as people write them, also with (at) and (piste)."""
    if not any(sign in text for sign in "@([{"):
        return
    for found in _E_MAIL.finditer(text):
        yield Hit("e_mail", found.start(), found.end())


def _ip_addresses(text: str) -> Iterator[Hit]:
    """What Python's ipaddress takes for one. Personal data: Court of Justice of the EU, C-582/14 (Breyer)."""
    if text.count(".") < 3 and text.count(":") < 2:
        return
    for found in _IP_V4.finditer(text):
        if _is_ip_address(found[0]):
            yield Hit("ip_address", found.start(), found.end())
    if text.count(":") < 2:
        return
    for found in _IP_V6.finditer(text):
        if _GROUP_OF_IP_V6.search(found[0]) and _is_ip_address(found[0]):
            yield Hit("ip_address", found.start(), found.end())


def _is_ip_address(written: str) -> bool:
    try:
        ip_address(written)
    except ValueError:
        return False
    return True


def _coordinates(text: str) -> Iterator[Hit]:
    """Pairs of degrees with four decimals or more, that is to within some ten metres (ISO 6709)."""
    if text.count(".") + text.count(",") < 2:
        return
    for found in _COORDINATES.finditer(text):
        if all(float(degrees.replace(",", ".")) <= _NO_COORDINATE_BEYOND for degrees in found.groups()):
            yield Hit("coordinates", found.start(), found.end())


def _phones(text: str) -> Iterator[Hit]:
    """Phone numbers: international ones (ITU-T E.164), and Finnish ones as Traficom's numbering regulation has them.

    A mobile number may be written in one; a number of an area (09 ...) needs a space or hyphen after the area's code,
    or a word before it, since ids and codes begin with a nought too.
    """
    for found in _PHONE.finditer(text):
        if _is_phone(found[0]) and not _ends_a_sum(found[0], text[max(0, found.start() - 2) : found.start()]):
            yield Hit("phone", found.start(), found.end())


def _is_phone(written: str) -> bool:
    groups = re.findall(r"[0-9]+", written)
    years = len(groups) > 2 and all(_YEAR.fullmatch(group) for group in groups[1:])
    return len("".join(groups)) >= _FEWEST_DIGITS_OF_A_PHONE and not years and not _DATE.search(written)


def _ends_a_sum(written: str, before: str) -> bool:
    """Whether it is the end of 1 040 500 000: digits in threes with another digit before them."""
    return bool(re.fullmatch(r".?[0-9][ .]", before)) and bool(re.fullmatch(r"[0-9]{3}(?:[ .][0-9]{3})+", written))


_FINDERS: tuple[Callable[[str], Iterator[Hit]], ...] = (
    _personal_identity_codes,
    _ibans,
    _e_mails,
    _ip_addresses,
    _coordinates,
    _phones,
)

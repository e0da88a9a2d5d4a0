"""What a header says: whether a column is about who somebody is. Words are matched as words, in three languages."""

from __future__ import annotations

import re
from typing import Literal

from arvio.sources.cells import text

ColumnKind = Literal[
    "personal_identity_code",
    "date_of_birth",
    "e_mail",
    "ip_address",
    "iban",
    "phone",
    "coordinates",
    "name",
    "address",
    "contact_details",
    "number_of_person",
]
"""What identifies persons as a column; number_of_person is what a register calls a customer or a member by."""

_PERSON = (
    r"(?:asiakkaan|avustajan|edustajan|hakijan|haastateltavan|haastattelijan|henkilön|hoitajan|huoltajan|ilmoittajan|"
    r"isän|johtajan|jäsenen|kouluttajan|kuntoutujan|kävijän|lapsen|läheisen|miehen|naisen|nuoren|ohjaajan|omaisen|"
    r"oppilaan|opiskelijan|osallistujan|perheenjäsenen|potilaan|puolison|täyttäjän|tukihenkilön|työntekijän|vanhemman|"
    r"vapaaehtoisen|vastaajan|vertaisohjaajan|yhteyshenkilön|äidin|oma|omat|sinun|koko|"
    r"anhörigs?|barnets|deltagarens|klientens|kontaktpersonens|kundens|ledarens|medlemmens|patientens|personens|"
    r"respondentens|vårdnadshavarens|ditt|din|mitt|"
    r"applicant|child|client|contact(?: person)?|customer|employee|guardian|instructor|member|parent|participant|"
    r"patient|person|recipient|respondent|staff|student|user|volunteer|worker|my|your)(?: s)?"
)
_AFTER = (
    r"(?:vapaaehtoinen|valinnainen|pakollinen|halutessasi|koti|kotiin|työ|frivilligt?|optional|required|work|home|line)"
)

_ALWAYS: dict[ColumnKind, str] = {
    "personal_identity_code": (
        r"henkilötunnus|henkilötunnuksesi|hetu|hetusi|sotu|sosiaaliturvatunnus|personbeteckning|personnummer|"
        r"social security (?:number|no)|ssn|personal identity (?:code|number)|"
        r"national (?:id|identity)(?: number| code)?"
    ),
    "date_of_birth": (
        r"syntymäaika|syntymäaikasi|syntymäpäivä|syntymäpäiväsi|synt aika|födelsedatum|födelsetid|födelsedag|"
        r"date of birth|birth ?date|birthday|dob"
    ),
    "e_mail": r"sähköpostiosoite|sähköpostiosoitteesi|sähköpostisi|e ?post ?adress|e ?mail ?address|your e ?mail",
    "ip_address": r"ip ?(?:osoite|address|adress)",
    "iban": r"iban|tilinumero|tilinumerosi|pankkitili|pankkitilisi|kontonummer|(?:bank )?account (?:number|no)",
    "phone": (
        r"(?:matka|kännykän|gsm)? ?puhelinnumero(?:si)?|matkapuhelinnumero(?:si)?|kännykkänumero(?:si)?|gsm|"
        r"(?:mobil)?telefonnummer|mobilnummer|(?:tele|mobile )?phone (?:number|no)|mobile (?:number|no)"
    ),
    "coordinates": (
        r"latitude|longitude|latitud|longitud|leveysaste|pituusaste|leveyspiiri|pituuspiiri|koordinaatit|koordinater|"
        r"coordinates|geopoint|geolocation|gps"
    ),
    "name": (
        r"etunimi|etunimesi|etunimet|sukunimi|sukunimesi|nimesi|kutsumanimi|förnamn|efternamn|ditt namn|first name|"
        r"last name|surname|family name|full name|given name|your name|käyttäjänimi|käyttäjätunnus|användarnamn|"
        r"user ?name|allekirjoitus|nimikirjoitus|nimenselvennys|underskrift|signature"
    ),
    "address": (
        r"kotiosoite|kotiosoitteesi|katuosoite|lähiosoite|postiosoite|osoitteesi|hemadress|gatuadress|postadress|"
        r"(?:home|street|mailing|postal|your) address"
    ),
    "number_of_person": (
        r"asiakasnumero|asiakastunnus|jäsennumero|opiskelijanumero|potilasnumero|kundnummer|klientnummer|"
        r"medlemsnummer|patientnummer|(?:client|customer|member|patient|student) (?:number|no|id)"
    ),
}
"""Words that are about a person wherever in a header they stand."""

_ALONE: dict[ColumnKind, str] = {
    "e_mail": r"sähköposti|meili|s ?posti|e ?post|e ?mails?|mail",
    "ip_address": r"ip",
    "iban": r"tili nro|pankkiyhteys|bank ?konto|bank account",
    "phone": (
        r"puhelin|puh|matkapuhelin|kännykkä|telefon|mobil|mobiltelefon|tel|telephone|phone|(?:cell|mobile)(?: ?phone)?"
    ),
    "coordinates": r"lat|lon|lng|long",
    "name": r"nimi|nimet|namn|names?|name first|name last",
    "address": r"osoite|adress|address",
    "contact_details": r"yhteystiedot|yhteystietosi|kontaktuppgifter|contact (?:details|info|information)",
}
"""Words that are about a person only where a part of the header says nothing else: 'Nimi', and not 'Ryhmän nimi'."""

_ALWAYS_FOUND = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _ALWAYS.items()}
_ALONE_FOUND = {
    kind: re.compile(rf"(?:{_PERSON} )*(?:{words})(?: {_AFTER})*(?: of (?:the )?{_PERSON})?")
    for kind, words in _ALONE.items()
}

_HUMP = re.compile(r"(?<=[^\W\d_A-ZÅÄÖ])(?=[A-ZÅÄÖ])|(?<=[A-ZÅÄÖ])(?=[A-ZÅÄÖ][^\W\d_A-ZÅÄÖ])")
_PART_ENDS = re.compile(r"[^\w\s'’.-]+|\s[-–]\s|\b(?:ja|tai|sekä|och|eller|and|or)\b")
_LETTERS = re.compile(r"[^\W\d_]+")


def kind_of_header(header: str) -> ColumnKind | None:
    """What about a person a header says that its column holds; None where it says nothing of the kind.

    >>> kind_of_header("12. Sähköposti (vapaaehtoinen)"), kind_of_header("Vastaajan nimi")
    ('e_mail', 'name')
    >>> kind_of_header("Ryhmän nimi") is None
    True
    """
    parts = [" ".join(_LETTERS.findall(part)) for part in _PART_ENDS.split(_HUMP.sub(" ", text(header)).casefold())]
    for kind, words in _ALWAYS_FOUND.items():
        if any(words.search(part) for part in parts):
            return kind
    for kind, words in _ALONE_FOUND.items():
        if any(words.fullmatch(part) for part in parts):
            return kind
    return None

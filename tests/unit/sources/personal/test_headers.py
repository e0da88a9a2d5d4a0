import pytest

from arvio.sources.personal.headers import kind_of_header

HEADERS = {
    "name": [
        "Nimi",
        "1. Nimi:",
        "Vastaajan nimi",
        "Ohjaajan nimi",
        "Mikä on nimesi?",
        "Etunimi",
        "Sukunimi, etunimi",
        "Nimi (vapaaehtoinen)",
        "Namn",
        "Förnamn",
        "Deltagarens namn",
        "Name",
        "Name2",
        "First Name",
        "RecipientLastName",
        "Participant's name",
        "Name of the respondent",
        "Contact Information: Name",
        "name_first",
        "Käyttäjänimi",
        "Allekirjoitus",
    ],
    "e_mail": ["Sähköposti", "SÄHKÖPOSTIOSOITE", "Sähköpostisi", "E-mail", "Email Address", "RecipientEmail", "e-post"],
    "phone": ["Puhelin", "Puhelinnumero", "puh.", "Telefonnummer", "Phone number (optional)", "Nimi ja puhelinnumero"],
    "personal_identity_code": ["Henkilötunnus", "hetu", "Personbeteckning", "Social security number"],
    "address": ["Osoite", "Kotiosoite", "Hemadress", "Street address", "Address"],
    "date_of_birth": ["Syntymäaika", "Lapsen syntymäaika", "Födelsedatum", "Date of birth", "dob"],
    "ip_address": ["IP", "IP-osoite", "IPAddress", "IP Address"],
    "iban": ["Tilinumero", "IBAN", "Kontonummer"],
    "coordinates": ["Latitude", "LocationLongitude", "_gps_latitude", "lat", "Koordinaatit"],
    "contact_details": ["Yhteystiedot", "Kontaktuppgifter", "Contact details"],
    "number_of_person": ["Asiakasnumero", "Client ID", "Kundnummer"],
}
CASES = [(kind, header) for kind, headers in HEADERS.items() for header in headers]


@pytest.mark.parametrize(("kind", "header"), CASES)
def test_headers_about_a_person_are_known_in_three_languages(kind, header):
    assert kind_of_header(header) == kind


@pytest.mark.parametrize(
    "header",
    [
        "Ryhmän nimi",
        "Organisaation nimi",
        "Gruppens namn",
        "group name",
        "Company name",
        "Name of group",
        "Name three things you liked",
        "Nimeä kolme asiaa",
        "Missä, nimittäin, tapasitte?",
        "Työpaikka",
        "Sähköpostiviestinnän laatu",
        "Onko puhelin hyvä tapa pitää yhteyttä?",
        "Mobile app",
        "How well did we address your needs?",
        "Verkko-osoite",
        "Yhteystietojen löytyminen",
        "Syntymävuosi",
        "Ikä",
        "Timestamp",
        "Respondent ID",
        "Latenssi",
        "",
    ],
)
def test_other_headers_are_not_about_a_person(header):
    assert kind_of_header(header) is None

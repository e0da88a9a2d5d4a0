import unicodedata

import pytest

from arvio.sources.cells import text as cell_text
from arvio.sources.personal.hits import Hit, apart
from arvio.sources.personal.recognition import find, hits, whole

# Invented feedback, with what is easily mistaken: capitals, places, years, sums, scores, times, abbreviations.
ORDINARY = [
    "Kiitos, ryhmä oli todella hyvä ja ohjaajat kuuntelivat.",
    "Toivoisin enemmän tapaamisia, esimerkiksi kaksi kertaa kuussa.",
    "Aina oli hyvä mieli ryhmän jälkeen.",
    "Ainoastaan aikataulu oli hankala, koska työpäiväni päättyy klo 16.30.",
    "Ensimmäinen kerta jännitti, mutta toinen meni jo hyvin.",
    "Ryhmä kokoontui 4.4.2023–30.5.2023 Kouvolassa.",
    "Sain apua Kelan hakemukseen ja TE-toimiston papereihin.",
    "Matka Lappeenrannasta Kotkaan maksaa noin 25 euroa suuntaansa.",
    "Antaisin arvosanaksi 4,5 / 5.",
    "Olen 62-vuotias ja asun yksin.",
    "En osaa sanoa.",
    "Ei kommentoitavaa",
    "Hyvä kahvi! :)",
    "Parasta oli vertaistuki, huonointa pitkä jono (3 kk).",
    "Tuli olo, että minut kohdattiin ihmisenä.",
    "Ohjaaja vaihtui vuonna 2022, ja sen jälkeen osallistuin vain 2-3 kertaa.",
    "Palvelusta sai tiedon netistä, osoitteesta www.example.fi.",
    "Helsingissä on tarjontaa, Kymenlaaksossa ei juuri mitään.",
    "Korona-aikana kaikki oli Teamsissa tai Zoomissa.",
    "Mielestäni 100 % onnistunut!",
    "Paikka oli helppo löytää, vaikka osoite Keskuskatu 5 oli karttapalvelussa väärin.",
    "Lasten kanssa arki sujuu nyt paremmin.",
    "Jonotin puoli vuotta, siis 26 viikkoa.",
    "Satuin näkemään ilmoituksen kirjastossa.",
    "Päivisin olisi parempi kuin iltaisin.",
    "Ilman tätä ryhmää en olisi jaksanut.",
    "Miksi lomakkeessa kysytään samaa asiaa kohdissa 3.1.2 ja 4.2?",
    "SUURI KIITOS KAIKILLE!!!",
    "Yhdistyksen toiminta-avustus oli 120 000 euroa vuosina 2021-2023.",
    "Suositellaan lämpimästi, Suomi tarvitsee tällaista.",
    "Vähän sekava aloitus... mutta sitten selkeni.",
    "Hinta 12,50 €/kk on kohtuullinen.",
    "Tack för allt, det var en bra grupp med varm stämning.",
    "Per person blir det dyrt, men maten var god.",
    "Thank you, the staff was kind and the group met every week at 5 pm.",
]


@pytest.mark.parametrize("sentence", ORDINARY)
def test_ordinary_feedback_holds_no_personal_data(sentence):
    assert find(sentence) == {}


@pytest.mark.parametrize("sentence", ORDINARY)
def test_ordinary_feedback_in_lower_case_holds_none_of_the_staff(sentence):
    staff = frozenset({"Toivo Korhonen", "Satu Mäkinen", "Päivi Lahti", "Aino Salo"})
    assert find(sentence.lower(), names=staff) == {}


def test_all_kinds_in_one_text_are_told_in_their_order():
    text = "Liisa, 131052-308T, eva@example.fi, 040 123 4567, FI21 1234 5600 0007 85, 8.8.8.8, 60.1699, 24.9384"
    assert [hit.kind for hit in hits(text)] == [
        "first_name",
        "personal_identity_code",
        "e_mail",
        "phone",
        "iban",
        "ip_address",
        "coordinates",
    ]


def test_counts_are_by_kind():
    assert find("040 123 4567 tai 050 123 4567, eva@example.fi") == {"phone": 2, "e_mail": 1}


def test_nothing_holds_nothing():
    assert hits("") == []
    assert whole("") is None


def test_what_is_whole_may_have_signs_around_it_and_no_words():
    assert whole("(040 123 4567).") == "phone"
    assert whole("040 123 4567 / eva@example.fi") is None
    assert whole("työ 040 123 4567") is None


def test_a_cell_is_read_whatever_its_spaces_and_accents():
    written = unicodedata.normalize("NFD", "Väinö\xa0Mäkinen,\u200b 040\xa0123\xa04567")
    assert find(cell_text(written)) == {"name": 1, "phone": 1}


def test_of_hits_that_share_signs_the_first_given_stays():
    sure, other, beside = Hit("e_mail", 5, 20), Hit("name", 15, 25), Hit("phone", 0, 5)
    assert apart([sure, other, beside]) == [beside, sure]


def test_a_hit_holds_no_word_of_the_text():
    assert "Matti" not in repr(hits("Matti Virtanen"))

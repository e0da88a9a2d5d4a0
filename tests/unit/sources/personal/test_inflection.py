import pytest

from arvio.sources.personal.inflection import first_name_forms, name_of, surname_forms

FIRST_NAMES = {
    "Matti": "Matti Matin Mattia Matille Matilla Matilta Matista Matissa Mattiin Mattina",
    "Anna": "Anna Annan Annaa Annalle Annaan Annasta",
    "Pekka": "Pekka Pekan Pekkaa Pekalle Pekkaan",
    "Mika": "Mika Mikan Mikaa Mikalle",
    "Päivi": "Päivi Päivin Päiviä Päiville Päiviltä",
    "Tuomas": "Tuomas Tuomaksen Tuomasta Tuomakselle Tuomaan",
    "Markus": "Markus Markuksen Markusta Markukselta",
    "Johannes": "Johannes Johanneksen Johannekselle",
    "Hassan": "Hassan Hassanin Hassania Hassanille",
    "Irene": "Irene Irenen Ireneä Irenelle",
}
SURNAMES = {
    "Virtanen": "Virtanen Virtasen Virtasta Virtaselle Virtaseen Virtaset Virtasten Virtasille",
    "Mäkinen": "Mäkinen Mäkisen Mäkistä Mäkiselle",
    "Mäki": "Mäki Mäen Mäkeä Mäelle Mäkeen",
    "Niemi": "Niemi Niemen Niemeä Niemelle",
    "Saari": "Saari Saaren Saarta Saarelle",
    "Susi": "Susi Suden Sudelle Suteen",
    "Lahti": "Lahti Lahden Lahtea Lahdelta",
    "Laine": "Laine Laineen Lainetta Laineelle",
    "Rinne": "Rinne Rinteen Rinnettä Rinteelle",
    "Kangas": "Kangas Kankaan Kangasta Kankaalle",
    "Aalto": "Aalto Aallon Aaltoa Aallolle",
    "Mäkelä": "Mäkelä Mäkelän Mäkelää Mäkelälle Mäkelät",
    "Kurki": "Kurki Kurjen Kurkea Kurjelle",
    "Johansson": "Johansson Johanssonin Johanssonia Johanssonille Johanssons",
}


@pytest.mark.parametrize("name", FIRST_NAMES)
def test_first_names_are_known_in_their_cases(name):
    forms = first_name_forms([name])
    assert {name_of(word, forms) for word in FIRST_NAMES[name].casefold().split()} == {name.casefold()}


@pytest.mark.parametrize("name", SURNAMES)
def test_surnames_are_known_in_their_cases(name):
    forms = surname_forms([name])
    assert {name_of(word, forms) for word in SURNAMES[name].casefold().split()} == {name.casefold()}


@pytest.mark.parametrize("word", ["matillakin", "mattihan", "matinkin", "matinko"])
def test_a_particle_after_the_ending_is_part_of_the_form(word):
    assert name_of(word, first_name_forms(["Matti"])) == "matti"


@pytest.mark.parametrize("word", ["riita", "riitaa", "matto", "matka", "mattila", "erikseen", "vanha", "annos"])
def test_other_words_are_no_forms(word):
    assert name_of(word, first_name_forms(["Riitta", "Matti", "Erik", "Van", "Anna"])) is None


def test_a_name_is_itself_before_it_is_a_case_of_another():
    assert name_of("mattis", first_name_forms(["Matti", "Mattis"])) == "mattis"

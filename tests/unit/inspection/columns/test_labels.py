import pytest

from arvio.inspection.columns.labels import best_fit, shown_labels
from arvio.params import Instrument

AGREEMENT = {1: ["täysin eri mieltä"], 2: ["eri mieltä"], 3: ["samaa mieltä"], 4: ["täysin samaa mieltä"]}


def instrument(name, labels, *texts):
    items = [{"item": f"item_{n}", "text": {"fi": one, "en": one}} for n, one in enumerate(texts)] or [{"item": "a"}]
    words = {"fi": name, "en": name}
    said = {"instrument": name, "name": words, "source": "x", "licence": "x", "shipping": "text", "items": items}
    return Instrument.model_validate({**said, "scale": {"lowest": 1, "highest": 4, "labels": labels}})


@pytest.fixture
def answered(columns):
    rows = [["Minua kuultiin", "Minua autettiin"]]
    rows += [["Täysin samaa mieltä", "Samaa mieltä"], ["Eri mieltä", "Täysin samaa mieltä"]] * 3
    return list(columns(rows).values())


def test_the_instrument_that_knows_most_labels_fits_best(answered):
    known = {"oma": instrument("oma", AGREEMENT), "muu": instrument("muu", {1: ["huono"], 2: ["samaa mieltä"]})}
    found = best_fit(answered, known)
    assert (found.instrument, set(found.known), found.unknown) == (
        *("oma", {"Täysin samaa mieltä", "Eri mieltä", "Samaa mieltä"}),
        (),
    )


def test_unknown_labels_are_told(answered):
    found = best_fit(answered, {"muu": instrument("muu", {1: ["samaa mieltä"]})})
    assert set(found.unknown) == {"Täysin samaa mieltä", "Eri mieltä"}


def test_of_two_that_know_the_labels_the_one_that_asks_the_questions_fits(answered):
    known = {"a": instrument("a", AGREEMENT), "b": instrument("b", AGREEMENT, "Minua kuultiin")}
    assert best_fit(answered, known).instrument == "b"


def test_an_instrument_that_knows_nothing_does_not_fit(answered):
    assert best_fit(answered, {"muu": instrument("muu", {1: ["huono"]})}) is None
    assert best_fit(answered, {}) is None


def test_labels_are_shown_of_at_least_three_and_never_of_open_text(columns):
    rows = [["Arvio", "Vapaa sana"], *(["Täysin samaa mieltä", "Kiitos"] for _ in range(4)), ["Eri mieltä", "Salainen"]]
    found = columns(rows)
    assert shown_labels(found["Arvio"]) == ["Täysin samaa mieltä"]
    assert shown_labels(found["Vapaa sana"]) == []

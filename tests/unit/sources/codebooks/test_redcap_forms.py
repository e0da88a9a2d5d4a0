import pandas as pd

from arvio.sources.codebooks.redcap_dictionary import Field
from arvio.sources.codebooks.redcap_forms import forms_of, is_empty_in

HEADERS = ["tunnus", "redcap_event_name", "a", "a___1", "alku_complete", "b", "loppu_timestamp", "loppu_complete"]


def test_without_a_dictionary_a_form_ends_at_its_state():
    first, second = forms_of([*HEADERS, "muu"], {})
    assert (first.name, first.boxes, first.others) == ("alku", ("a___1",), ("a",))
    assert (second.name, second.others, second.times) == ("loppu", ("b",), ("loppu_timestamp",))


def test_with_a_dictionary_a_form_has_the_fields_it_names():
    fields = {"b": Field("b", "alku", "calc"), "a": Field("a", "loppu", "checkbox")}
    forms = {form.name: form for form in forms_of([header for header in HEADERS if header != "a"], fields)}
    assert forms["alku"].headers == ("b", "alku_complete")
    assert forms["loppu"].headers == ("a___1", "loppu_timestamp", "loppu_complete")


def test_an_answer_of_0_tells_that_a_form_was_opened():
    (form,) = forms_of(["tunnus", "a", "a___1", "alku_complete"], {})
    cells = pd.DataFrame({"a": ["", "0"], "a___1": ["0", "0"], "alku_complete": ["0", "0"]})
    assert is_empty_in(form, cells).tolist() == [True, False]


def test_without_its_state_nothing_is_told_of_a_form():
    fields = {"a": Field("a", "alku", "checkbox")}
    (form,) = forms_of(["tunnus", "a___1"], fields)
    assert is_empty_in(form, pd.DataFrame({"a___1": ["0"]})).tolist() == [False]

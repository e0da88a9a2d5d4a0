import pytest

from arvio.params import Source
from arvio.sources.codebooks.redcap_dictionary import Field, field_of, questions, read_dictionary
from arvio.sources.source_file import SourceFile

HEADER = "Variable / Field Name,Form Name,Field Type,Field Label,Identifier?"
CHOICES = '"Choices, Calculations, OR Slider Labels"'


def dictionary(tmp_path, *rows, header=f"{HEADER},{CHOICES}"):
    (tmp_path / "sanakirja.csv").write_text("\n".join([header, *rows]), encoding="utf-8")
    source = Source(table="answers", reader="redcap", encoding="cp1252")
    return read_dictionary(source, SourceFile(tmp_path / "sanakirja.csv", "sanakirja.csv"))


def test_only_the_first_comma_parts_code_and_label(tmp_path):
    found = dictionary(tmp_path, 'tuki,alku,radio,Tuki,,"1, Kyllä, usein | 2,Ei |3, | "')
    assert found["tuki"].choices == {"1": "Kyllä, usein", "2": "Ei", "3": ""}


def test_markup_of_the_page_is_no_part_of_a_label(tmp_path):
    found = dictionary(
        tmp_path, 'ika,alku,radio,"<div class=""x"">Ikä</div> &amp; vuosi",,"1, alle <b>20</b> | 2, < 30 v"'
    )
    assert found["ika"].label == "Ikä & vuosi"
    assert found["ika"].choices == {"1": "alle 20", "2": "< 30 v"}


def test_the_names_of_the_interface_for_programs_are_known_too(tmp_path):
    header = "field_name,form_name,field_type,field_label,identifier"
    assert dictionary(tmp_path, "nimi,alku,text,Nimi,y", header=header)["nimi"].is_personal


@pytest.mark.parametrize(
    ("codes", "kind"),
    [("12345", "scale"), ("01", "choice"), ("1", "choice"), ("1245", "choice"), ("ab", "choice"), ("", "choice")],
)
def test_three_codes_or_more_without_a_gap_are_a_scale(codes, kind):
    field = Field("x", "alku", "radio", choices=dict.fromkeys(codes, "sana"))
    assert questions(["x"], {"x": field})["x"].kind == kind


def test_a_calculation_is_no_list_of_choices(tmp_path):
    found = dictionary(tmp_path, 'summa,alku,calc,Summa,,"if([a] > 1, [a] | 2, 0)"')
    assert found["summa"].choices == {}


def test_what_is_shown_and_never_answered_is_a_note():
    assert questions(["ohje"], {"ohje": Field("ohje", "alku", "descriptive")})["ohje"].kind == "note"


def test_only_a_checkbox_field_has_boxes():
    fields = {"a": Field("a", "alku", "checkbox"), "b": Field("b", "alku", "text")}
    assert field_of("a___1", fields) is fields["a"]
    assert field_of("b___1", fields) is None

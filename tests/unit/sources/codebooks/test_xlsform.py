import pytest
from openpyxl import Workbook

from arvio.errors import SourceError
from arvio.sources.codebooks.xlsform import form
from arvio.sources.source_file import SourceFile

SURVEY = [["type", "name", "label"], ["select_one kylla", "tuliko", "Tuliko apua?"], ["note", "kiitos", "Kiitos!"]]
CHOICES = [["list name", "name", "label"], ["kylla", 1, "Kyllä"], ["kylla", 0, "Ei"]]


@pytest.fixture
def asked(tmp_path):
    """The questions of a form made of sheets."""

    def made(**sheets):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "kysely.xlsx")
        return form(SourceFile(tmp_path / "kysely.xlsx", "kysely.xlsx"))

    return made


def test_options_have_the_labels_of_their_list(asked):
    question = asked(survey=SURVEY, choices=CHOICES)[0].question
    assert (question.text, question.kind) == ("Tuliko apua?", "choice")
    assert question.options == {"1": "Kyllä", "0": "Ei"}


@pytest.mark.parametrize(
    ("codes", "kind"),
    [((1, 2, 3, 99), "scale"), ((1, 2), "choice"), ((1, 3, 5), "choice"), (("a", "b", "c"), "choice")],
)
def test_codes_in_a_row_are_a_scale(codes, kind, asked):
    rows = [["list_name", "name", "label"], *(["kylla", code, f"Vastaus {code}"] for code in codes)]
    assert asked(survey=SURVEY, choices=rows)[0].question.kind == kind


@pytest.mark.parametrize(
    "labels",
    [
        {"label::English (en)": "Age", "label::Suomi (fi)": "Ikä"},
        {"label::English (en)": "Age", "label: Suomi": "Ikä"},
        {"label": "Ikä", "label::English (en)": "Age"},
        {"Label::Svenska (sv)": "", "Label::fi": "Ikä"},
    ],
)
def test_the_finnish_label_is_preferred(labels, asked):
    survey = [["type", "name", *labels], ["integer", "ika", *labels.values()]]
    assert asked(survey=survey)[0].question.text == "Ikä"


def test_a_question_without_a_label_is_called_by_its_name(asked):
    assert asked(survey=[["type", "name"], ["calculate", "summa"]])[0].question.text == "summa"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("select_one kylla", "choice"),
        ("select one from kylla", "choice"),
        ("select_multiple kylla", "choices"),
        ("select all that apply from kylla", "choices"),
        ("select_one_from_file kunnat.csv", "choice"),
        ("decimal", "number"),
        ("dateTime", "date"),
        ("text", "text"),
        ("barcode", "text"),
    ],
)
def test_types_say_what_a_question_is(written, kind, asked):
    survey = [["type", "name", "label"], [written, "q", "Kysymys"]]
    assert asked(survey=survey, choices=CHOICES)[0].question.kind == kind


def test_a_question_that_asks_for_other_has_an_open_one_behind_it(asked):
    survey = [["type", "name", "label"], ["select_one kylla or_other", "tuliko", "Tuliko apua?"]]
    first, second = asked(survey=survey, choices=CHOICES)
    assert first.question.options["other"] == "Muu"
    assert (second.name, second.question.kind) == ("tuliko_other", "text")


def test_groups_and_repeats_around_a_question_are_its_path_and_condition(asked):
    survey = [
        ["type", "name", "label", "relevance"],
        ["begin group", "perhe", "Perhe", "${a} = 1"],
        ["begin_repeat", "lapset", "Lapset"],
        ["integer", "ika", "Ikä"],
        ["end_repeat"],
        ["end group"],
        ["integer", "a", "A"],
    ]
    inner, outer = asked(survey=survey)
    assert inner.path == ("perhe", "lapset", "ika")
    assert {"ika", "lapset/ika", "perhe-lapset-ika", "Ikä", "Perhe/Lapset/Ikä"} <= inner.headings
    assert (inner.shown, outer.shown) == ("on_condition", "always")


def test_a_form_without_the_sheet_survey_is_refused(asked):
    with pytest.raises(SourceError, match="the form has no sheet survey with a column type"):
        asked(kysely=SURVEY, choices=CHOICES)


def test_every_unknown_list_of_options_is_told_with_its_row(asked):
    survey = [*SURVEY, ["select_multiple kanavat", "mista", "Mistä kuulit?"], ["select_one ei", "x", "X"]]
    with pytest.raises(SourceError) as caught:
        asked(survey=survey, choices=CHOICES)
    assert "sheet survey, row 4, column type: the question mista chooses from a list" in str(caught.value)
    assert "row 5" in str(caught.value)
    assert "expected: one of: kylla" in str(caught.value)


def test_a_form_with_one_header_twice_is_refused(asked):
    with pytest.raises(SourceError, match="the form cannot be read"):
        asked(survey=[["type", "name", "label", "label"], ["text", "a", "A", "B"]])


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"type;name\n"])
def test_what_is_no_workbook_is_refused(content, tmp_path):
    (tmp_path / "kysely.xlsx").write_bytes(content)
    with pytest.raises(SourceError, match="workbook"):
        form(SourceFile(tmp_path / "kysely.xlsx", "kysely.xlsx"))

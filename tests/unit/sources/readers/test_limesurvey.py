"""LimeSurvey's exports. All surveys and answers here are invented for these tests."""

import pytest
from openpyxl import Workbook

from arvio.errors import SourceError
from arvio.params import Source
from arvio.sources import raw_table, read
from arvio.sources.raw_table import NOT_SHOWN, Question, whole
from arvio.sources.readers.limesurvey import COMPLETE
from arvio.sources.source_file import SourceFile

QUESTION, GROUP, ADVICE, OTHER = (
    "Kuinka tärkeää vertaisuus on?",
    "Mihin osallistuit? [Ryhmä]",
    "Mihin osallistuit? [Neuvonta]",
    "Mihin osallistuit? [Muu]",
)
CODES = ["id", "submitdate", "lastpage", "startlanguage", "seed", "Q1", "Q2[SQ001]", "Q2[SQ002]", "Q2[other]"]
LABELS = ["Response ID", "Date submitted", "Last page", "Start language", "Seed", QUESTION, GROUP, ADVICE, OTHER]
ROWS = [
    ["1", "2024-03-02 10:15:00", "2", "fi", "77", "5", "Y", "", "Saunailta"],
    ["2", "", "1", "fi", "78", "", "", "", ""],
    ["3", "2024-03-05 09:00:00", "2", "fi", "79", "4", "", "Y", ""],
]

R_SYNTAX = r"""data <- read.csv("survey_1_R_data_file.csv", quote = "'\"", na.strings=c("", "\"\""))

# LimeSurvey Field type: F
data[, 1] <- as.numeric(data[, 1])
attributes(data)$variable.labels[1] <- "id"
names(data)[1] <- "id"
# LimeSurvey Field type: DATETIME23.2
data[, 2] <- as.character(data[, 2])
attributes(data)$variable.labels[2] <- "submitdate"
names(data)[2] <- "submitdate"
#Field hidden
# LimeSurvey Field type: F
data[, 3] <- as.numeric(data[, 3])
attributes(data)$variable.labels[3] <- "Kuinka tärkeää vertaisuus on?"
data[, 3] <- factor(data[, 3], levels=c(1,2,3),labels=c("Ei lainkaan", "Vähän (tai jotain)", "Todella \"tärkeää\""))
names(data)[3] <- "Q1"
# LimeSurvey Field type: F
data[, 4] <- as.numeric(data[, 4])
attributes(data)$variable.labels[4] <- "[Ryhmä] Mihin osallistuit?"
data[, 4] <- factor(data[, 4], levels=c(1,0),labels=c("Kyllä", "Ei valittu"))
names(data)[4] <- "Q2_SQ001"
# LimeSurvey Field type: F
data[, 5] <- as.numeric(data[, 5])
attributes(data)$variable.labels[5] <- "[Neuvonta] Mihin osallistuit?"
data[, 5] <- factor(data[, 5], levels=c(1,0),labels=c("Kyllä", "Ei valittu"))
names(data)[5] <- "Q2_SQ002"
# LimeSurvey Field type: A
data[, 6] <- as.character(data[, 6])
attributes(data)$variable.labels[6] <- "[Muu] Mihin osallistuit?"
names(data)[6] <- "Q2_other"
# LimeSurvey Field type: A
data[, 7] <- as.character(data[, 7])
attributes(data)$variable.labels[7] <- "Kotikunta"
data[, 7] <- factor(data[, 7], levels=c("A1","A2"),labels=c("Esimerkkilä", "Mallila"))
names(data)[7] <- "Q3"
# LimeSurvey Field type: A
data[, 8] <- as.character(data[, 8])
attributes(data)$variable.labels[8] <- "[Muualla] Kotikunta"
names(data)[8] <- "Q3_other"
# LimeSurvey Field type: F
data[, 9] <- as.numeric(data[, 9])
attributes(data)$variable.labels[9] <- "Suosittelisitko?"
data[, 9] <- factor(data[, 9], levels=c(1,2),labels=c("Kyllä", "Ei"))
names(data)[9] <- "Q4"
# LimeSurvey Field type: F
data[, 10] <- as.numeric(data[, 10])
attributes(data)$variable.labels[10] <- "Montako kertaa?"
names(data)[10] <- "Q5"
# LimeSurvey Field type: DATETIME23.2
data[, 11] <- as.character(data[, 11])
attributes(data)$variable.labels[11] <- "Milloin aloitit?"
names(data)[11] <- "Q6"
"""
SPSS_SYNTAX = """*$Rev: 121017 $ all 2.
GET DATA
 /VARIABLES=
 V1 F7
 V2 DATETIME23.2
 V3 F1
 V4 F1
 V5 A2
 V6 F2.0.
CACHE.
EXECUTE.
*Define Variable Properties.
VARIABLE LABELS V1 "id".
VARIABLE LABELS V2 "submitdate".
VARIABLE LABELS V3 "Kuinka tärkeää "+
"vertaisuus on?".
VARIABLE LABELS V4 "[Ryhmä] Mihin osallistuit?".
VARIABLE LABELS V5 "Missä sanottiin ""tervetuloa""?".
VARIABLE LABELS V6 "Montako kertaa?".
*Define Value labels.
VALUE LABELS  V3
 1 "Ei lainkaan"
 2 "Jonkin verran"
 3 "Sanoisin: "ratkaisevaa"".
VALUE LABELS  V4
 1 "Kyllä"
 0 "Ei valittu".
VALUE LABELS  V5
 "A1" "Esimerkkilä"
 "A2" "Mallila".
RENAME VARIABLE ( V1 = id ).
RENAME VARIABLE ( V2 = submitdate ).
RENAME VARIABLE ( V3 = Q1 ).
RENAME VARIABLE ( V4 = Q2_SQ001 ).
RENAME VARIABLE ( V5 = Q3 ).
RENAME VARIABLE ( V6 = Q5 ).
"""


@pytest.fixture
def export(tmp_path):
    """Writes an export as LimeSurvey does, and reads it as one table."""

    def made(header, *rows, sign=";", codebook=None):
        lines = (sign.join('"{}"'.format(cell.replace('"', '""')) for cell in row) for row in (header, *rows))
        (tmp_path / "vastaukset.csv").write_bytes("".join(f"{line}\r\n" for line in lines).encode("utf-8-sig"))
        return table(tmp_path, "vastaukset.csv", codebook)

    return made


def table(folder, name, codebook=None):
    source = Source(table="answers", reader="limesurvey", files=name, codebook=codebook)
    return whole(read(source, SourceFile(folder / name, name, folder)))


def syntax(folder, written, name="kysely.R"):
    (folder / name).write_text(written, encoding="utf-8")
    return name


def both(codes, labels):
    return [f"{code}. {words}" for code, words in zip(codes, labels, strict=True)]


@pytest.mark.parametrize(
    "header", [CODES, [code.replace("[", "_").replace("]", "") for code in CODES], LABELS, both(CODES, LABELS)]
)
def test_headings_of_every_style_tell_the_columns_of_limesurvey_itself(header, export):
    raw = export(header, *ROWS)
    assert raw.headers == [*header, COMPLETE]
    assert raw.provides == {"response_id": header[0], "submitted_at": header[1], "complete": COMPLETE}
    assert raw.bookkeeping == set(header[:5])


def test_headings_of_finnish_labels_are_known(export):
    raw = export(["Vastaus-ID", "Lähetyspäivämäärä", "Aloituskieli", QUESTION], ["1", "2024-03-02 10:15:00", "fi", "5"])
    assert raw.provides["response_id"] == "Vastaus-ID"
    assert raw.bookkeeping == {"Vastaus-ID", "Lähetyspäivämäärä", "Aloituskieli"}


def test_headings_with_underscores_for_spaces_are_known(export):
    raw = export(["Response_ID", "Date_submitted", "Kuinka_tärkeää?"], ["1", "", "5"])
    assert raw.provides["response_id"] == "Response_ID"


def test_codes_name_columns_whose_headings_show_the_text_too(export):
    header = both(CODES, LABELS)
    raw = export(header, *ROWS)
    assert raw.codes["Q1"] == header[5]
    assert raw.codes["Q2[SQ001]"] == raw.codes["Q2_SQ001"] == header[6]
    assert raw.codes["submitdate"] == header[1]


def test_codes_are_known_in_both_of_their_writings(export):
    assert export(CODES, *ROWS).codes["Q2_SQ002"] == "Q2[SQ002]"
    assert export(["id", "Q7[SQ001][1]", "Q7[SQ001][2]"], ["1", "4", "5"]).codes["Q7_SQ001_1"] == "Q7[SQ001][2]"


def test_a_response_that_was_never_sent_is_incomplete(export):
    assert list(export(CODES, *ROWS).cells[COMPLETE]) == ["yes", "no", "yes"]


def test_without_a_column_of_dates_nothing_is_said_of_completeness(export):
    raw = export(["id", "Q1"], ["1", "5"])
    assert COMPLETE not in raw.headers
    assert raw.provides == {"response_id": "id"}


def test_the_date_of_1980_of_surveys_that_record_none_is_not_used(export):
    raw = export(["id", "submitdate", "Q1"], ["1", "1980-01-01 00:00:00", "5"], ["2", "", "4"])
    assert "submitted_at" not in raw.provides
    assert list(raw.cells[COMPLETE]) == ["yes", "no"]
    assert any("records no dates" in note for note in raw.notes)


def test_what_names_a_person_is_personal(export):
    header = ["id", "token", "ipaddr", "refurl", "firstname", "lastname", "email", "Q1"]
    raw = export(header, ["1", "t", "192.0.2.1", "", "Aino", "Esimerkki", "a@example.org", "5"])
    assert raw.personal == set(header[1:7])
    labels = ["Response ID", "Access code", "First name", "Email address", QUESTION]
    assert export(labels, ["1", "t", "Aino", "a@example.org", "5"]).personal == set(labels[1:4])


def test_times_spent_on_pages_are_bookkeeping(export):
    header = ["id", "Q1", "interviewtime", "groupTime12", "Q1Time"]
    assert export(header, ["1", "5", "60.1", "30.5", "10"]).bookkeeping == {"id", *header[2:]}


def test_not_shown_and_not_chosen_stay_apart_where_unticked_boxes_are_written(export):
    raw = export(
        ["id", "Q2[SQ001]", "Q2[SQ002]", "Q2[other]"],
        ["1", "Y", "N", ""],
        ["2", "", "", ""],
        ["3", "N", "N", "Saunailta"],
    )
    assert list(raw.cells["Q2[SQ001]"]) == ["Y", NOT_SHOWN, "N"]
    assert list(raw.cells["Q2[SQ002]"]) == ["N", NOT_SHOWN, "N"]
    assert list(raw.cells["Q2[other]"]) == ["", "", "Saunailta"]


def test_blank_boxes_stay_as_they_are_where_no_unticked_one_is_written(export):
    assert list(export(CODES, *ROWS).cells["Q2[SQ001]"]) == ["Y", "", ""]


def test_boxes_written_as_labels_have_a_word_for_not_shown(export):
    raw = export(["Response ID", GROUP, ADVICE], ["1", "Kyllä", "Ei"], ["2", "N/A", "N/A"])
    assert list(raw.cells[ADVICE]) == ["Ei", NOT_SHOWN]


def test_a_matrix_of_yes_no_and_uncertain_is_no_question_of_boxes(export):
    raw = export(["id", "Q8[SQ001]", "Q8[SQ002]"], ["1", "Y", "N"], ["2", "U", ""])
    assert list(raw.cells["Q8[SQ002]"]) == ["N", ""]


def test_a_codebook_tells_boxes_from_a_matrix_of_yes_and_no(export, tmp_path):
    codebook = syntax(tmp_path, R_SYNTAX.replace("levels=c(1,0)", "levels=c(1,2)"))
    raw = export(["id", "Q2[SQ001]", "Q2[SQ002]"], ["1", "Y", "N"], ["2", "", ""], codebook=codebook)
    assert list(raw.cells["Q2[SQ002]"]) == ["N", ""]


def test_boxes_of_the_r_data_file_are_ones_and_noughts(export, tmp_path):
    header = ["id", "Q2_SQ001", "Q2_SQ002"]
    raw = export(header, ["1", "1", "0"], ["2", "", ""], sign=",", codebook=syntax(tmp_path, R_SYNTAX))
    assert list(raw.cells["Q2_SQ002"]) == ["0", NOT_SHOWN]
    assert raw.questions["Q2_SQ001"].options == {"1": "Kyllä", "0": "Ei valittu"}


@pytest.mark.parametrize("header", [CODES, LABELS, both(CODES, LABELS)])
def test_the_r_syntax_tells_questions_and_options(header, export, tmp_path):
    raw = export(header, *ROWS, codebook=syntax(tmp_path, R_SYNTAX))
    scale = raw.questions[header[5]]
    assert (scale.text, scale.kind) == (QUESTION, "scale")
    assert scale.options == {"1": "Ei lainkaan", "2": "Vähän (tai jotain)", "3": 'Todella "tärkeää"'}
    assert raw.questions[header[6]] == Question(GROUP, "option", {"Y": "Kyllä", "N": "Ei valittu"}, parent="Q2")
    assert raw.questions[header[8]].kind == "text"


def test_headings_of_texts_can_be_named_by_the_codes_of_the_codebook(export, tmp_path):
    raw = export(LABELS, *ROWS, codebook=syntax(tmp_path, R_SYNTAX))
    assert raw.codes["Q2_SQ001"] == GROUP


def test_headings_cut_short_are_found_in_the_codebook(export, tmp_path):
    header = ["Response ID", "Kuinka tärkeää .. ", "Mihin osallistu.. [Ryhmä]", "Mihin osallistu.. [Neuvonta]"]
    raw = export(header, ["1", "5", "Y", ""], codebook=syntax(tmp_path, R_SYNTAX))
    assert raw.codes["Q1"] == "Kuinka tärkeää .."
    assert raw.codes["Q2_SQ002"] == "Mihin osallistu.. [Neuvonta]"


def test_the_codebook_tells_choices_numbers_and_dates(export, tmp_path):
    header = ["id", "Q3", "Q3[other]", "Q4", "Q5", "Q6"]
    raw = export(header, ["1", "-oth-", "Kuvitela", "N", "3", ""], codebook=syntax(tmp_path, R_SYNTAX))
    kinds = {header: question.kind for header, question in raw.questions.items()}
    assert kinds == {"Q3": "choice", "Q3[other]": "text", "Q4": "choice", "Q5": "number", "Q6": "date"}
    assert raw.questions["Q3"].options == {"A1": "Esimerkkilä", "A2": "Mallila", "-oth-": "Muualla"}
    assert raw.questions["Q4"].options == {"Y": "Kyllä", "N": "Ei"}


def test_the_spss_syntax_tells_the_same(export, tmp_path):
    codebook = syntax(tmp_path, SPSS_SYNTAX, "kysely.sps")
    raw = export(["id", "Q1", "Q2[SQ001]", "Q3", "Q5"], ["1", "3", "Y", "A1", "2"], codebook=codebook)
    labels = {"1": "Ei lainkaan", "2": "Jonkin verran", "3": 'Sanoisin: "ratkaisevaa"'}
    assert raw.questions["Q1"] == Question(QUESTION, "scale", labels)
    assert raw.questions["Q2[SQ001]"].kind == "option"
    assert raw.questions["Q3"] == Question(
        'Missä sanottiin "tervetuloa"?', "choice", {"A1": "Esimerkkilä", "A2": "Mallila"}
    )
    assert raw.questions["Q5"].kind == "number"


def test_a_file_that_is_no_syntax_file_is_refused(export, tmp_path):
    with pytest.raises(SourceError, match=r"muistio\.txt: is no syntax file of LimeSurvey"):
        export(CODES, *ROWS, codebook=syntax(tmp_path, "Muistiinpanoja\n", "muistio.txt"))


def test_the_codebook_of_another_survey_is_refused(export, tmp_path):
    with pytest.raises(SourceError, match=r"the codebook kysely\.R describes none of its columns"):
        export(["id", "X1", "X2"], ["1", "5", "4"], codebook=syntax(tmp_path, R_SYNTAX))


def test_headings_that_are_paragraphs_or_expressions_are_told_and_no_questions(export):
    consent = "Tietoa kyselystä. " * 20
    hello = "{if(ika.NAOK > 64, 'Hyvä eläkeläinen', 'Hei')} ja tervetuloa"
    mixed = "Mitä {nimi} sinulle antoi?"
    raw = export(["Response ID", consent, hello, mixed], ["1", "", "", "Seuraa"])
    assert raw.questions[consent.strip()].kind == "note"
    assert raw.questions[hello].kind == "note"
    assert mixed not in raw.questions
    assert "headings hold expressions that LimeSurvey did not work out, in columns: C, D" in raw.notes
    assert "headings are whole paragraphs in columns: B; name them by code or place" in raw.notes


def test_line_breaks_within_answers_stay_in_their_row(export):
    raw = export(["id", "Q9"], ["1", 'Hyvä;\nkiitos "kaikesta"'], ["2", "Ok"])
    assert list(raw.cells["Q9"]) == ['Hyvä;\nkiitos "kaikesta"', "Ok"]
    assert list(raw.places["source_row"]) == [2, 3]


def test_byte_order_mark_and_either_delimiter(export):
    assert export(CODES, *ROWS, sign=",").headers == export(CODES, *ROWS).headers


def test_the_workbook_reads_as_the_text_file_does(export, tmp_path):
    book = Workbook()
    for row in (CODES, *ROWS):
        book.active.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    book.save(tmp_path / "vastaukset.xlsx")
    raw = table(tmp_path, "vastaukset.xlsx")
    assert raw.provides == export(CODES, *ROWS).provides
    assert list(raw.cells[COMPLETE]) == ["yes", "no", "yes"]


def test_what_the_first_rows_show_holds_for_the_rest(export, monkeypatch):
    monkeypatch.setattr(raw_table, "ROWS_AT_ONCE", 2)
    raw = export(["id", "Q2[SQ001]"], ["1", "Y"], ["2", "N"], ["3", ""], ["4", "Y"])
    assert list(raw.cells["Q2[SQ001]"]) == ["Y", "N", NOT_SHOWN, "Y"]

import pytest

from arvio.inspection.formats.tools import plain, recognised

IMPORT_IDS = ['{"ImportId":"startDate"}', '{"ImportId":"QID1"}']


@pytest.mark.parametrize(
    ("rows", "reader", "header_rows"),
    [
        ([["StartDate", "Q1"], ["Start Date", "Kysymys"], IMPORT_IDS], "qualtrics", 3),
        ([["V1", "V8", "Q1"], ["ResponseID", "StartDate", "Kysymys"]], "qualtrics", 2),
        ([["StartDate", "EndDate", "ResponseId", "Q1"], ["2024-01-01", "2024-01-01", "R_1", "5"]], "qualtrics", 1),
        ([["Kysymys", "Valitse", ""], ["Response", "Chat", "Ryhmä"]], "surveymonkey", 2),
        ([["Respondent ID", "Collector ID", "Kysymys"], ["", "", "Vastaus"]], "surveymonkey", 2),
        ([["respondent_id", "collector_id", "q1"], ["11", "22", "Kyllä"]], "surveymonkey", 1),
        ([["record_id", "redcap_event_name", "q1"], ["1", "alku_arm_1", "2"]], "redcap", 1),
        ([["tunnus", "syy___1", "syy___2", "kysely_complete"], ["1", "0", "1", "2"]], "redcap", 1),
        ([["start", "q1", "_id", "_uuid"], ["2024", "1", "7", "x"]], "kobo", 1),
        ([["SubmissionDate", "q1", "KEY"], ["2024", "1", "uuid:x"]], "kobo", 1),
        ([["q1", "q2"], ["#adm1", "#affected+f"], ["Turku", "3"]], "kobo", 1),
        ([["id", "submitdate", "lastpage", "Q1"], ["1", "2024", "3", "A1"]], "limesurvey", 1),
        ([["Response ID", "Date submitted", "Last page", "Kysymys"], ["1", "2024", "3", "a"]], "limesurvey", 1),
        ([["ID", "Start time", "Completion time", "Email", "Name", "Kysymys"]], "microsoft_forms", 1),
        ([["Tunnus", "Aloitusaika", "Valmistumisaika", "Sähköposti", "Nimi"]], "microsoft_forms", 1),
        ([["Aikaleima", "Kysymys"], ["1.2.2024", "5"]], "google_forms", 1),
        ([["Vastaajanumero", "Vastausaika", "1. Palvelu", "2. Arvio"]], "webropol", 1),
    ],
)
def test_a_tool_is_recognised_by_what_it_writes(rows, reader, header_rows):
    found = recognised(rows)
    assert (found.reader, found.header_rows) == (reader, header_rows)
    assert found.evidence


def test_the_evidence_is_told_in_words():
    assert recognised([["Timestamp", "Q"]]).evidence == "the first header is 'Timestamp', as Google Forms writes"


@pytest.mark.parametrize("rows", [[["Palvelu", "Arvio"], ["chat", "5"]], [["ID", "Nimi"]], [[]], []])
def test_a_table_of_no_tool_is_none(rows):
    assert recognised(rows) is None


def test_a_hash_in_an_answer_is_no_tag():
    assert recognised([["canaries"], ["# a remark"]]) is None


def test_a_plain_table_tells_of_its_two_header_rows():
    rows = [
        ["Nimi", "Alku", "", "Loppu", ""],
        ["", "päivä", "tunnit", "päivä", "tunnit"],
        ["A", "1.2.2024", "3", "", "4"],
    ]
    assert plain(rows, "excel").header_rows == 2

"""Drafts read the export that they were made of, as they are."""

import csv
import datetime as dt
import sqlite3
import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arvio.errors import SourceError
from arvio.sources.source_file import SourceFile

GOOGLE = [
    [
        *("Aikaleima", "Sähköpostiosoite", "Ikä ", "Sukupuoli", "Mistä kuulit meistä?", "Millainen paikka?"),
        *("Minua kuultiin", "Käyntejä vuodessa", "Vapaa sana", "Arvio [Chat]", "Arvio [Ryhmä]"),
    ],
    [""] * 11,
]
PLACES = ["Talossa, jossa on muutakin", "Keskuksessa (Kotka, Hamina)", "Keskuksessa (Kotka, Hamina)"]
HEARD = ["Ystävältä", "Netistä", "Ystävältä, Netistä", "Netistä, Radiosta {}"]
AGREES = ["Täysin samaa mieltä", "Jokseenkin eri mieltä", "En osaa sanoa", "täysin samaa mieltä "]
for _n in range(24):
    GOOGLE.append(
        [
            *(f"{_n + 1}/02/2024 10:04:36", f"a{_n}@example.fi", f"{20 + 5 * (_n % 3)}-{24 + 5 * (_n % 3)} v"),
            *(["Mies", "mies", "Nainen"][_n % 3], HEARD[_n % 4].format(_n), PLACES[_n % 3], AGREES[_n % 4]),
            *(["12", "1,5", ""][_n % 3], f"lause numero {_n}", str(_n % 5 + 1), ["5", "4", ""][_n % 3]),
        ]
    )
"""Options that hold commas, several answers parted by commas, two spellings, a blank row, spaces at the end."""

CHANNELS = ("Chat", "Ryhmä – avoin", "Muu (kerro)")
MONKEY = [
    [
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "IP Address",
        "Käytitkö?",
        "Mitä käytit?",
        "",
        "",
        "Arvioi",
        "",
        "Kunta",
    ],
    ["", "", "", "", "Response", *CHANNELS, "Ohjaaja", "Tila", "Open-Ended Response"],
]
VIEWS = ["Very favorably", "Somewhat unfavorably", "Unfamiliar (N/A)", ""]
for _n in range(20):
    MONKEY.append(
        [
            *(str(32928790 + _n), "7", f"{_n % 12 + 1}/{_n + 1}/2024 4:0{_n % 10}", "192.0.2.1", ["Yes", "No"][_n % 2]),
            *("Chat" if _n % 2 else "", CHANNELS[1] if _n % 3 else "", "" if _n % 5 else f"omin sanoin {_n}"),
            *(VIEWS[_n % 4], VIEWS[(_n + 1) % 3], ["Järvenpää", "Turku"][_n % 2]),
        ]
    )
"""Two header rows, columns without a header, Windows-1252, boxes that hold their option's words."""


def answers(tables, item):
    table = tables.table("answers")
    return table[table["item"] == item].reset_index(drop=True)


def test_a_draft_of_google_forms_reads_its_file(written, drafted):
    tables = drafted(written(GOOGLE, "data/kysely.tsv", delimiter="\t"))
    assert len(tables.table("responses")) == 24
    assert set(tables.table("responses")["wave"]) == {"2024"}
    assert tables.table("answers").groupby("item").size().to_dict() == {
        **dict.fromkeys(
            ("ika", "sukupuoli", "minua_kuultiin", "kaynteja_vuodessa", "millainen_paikka", "chat", "ryhma"), 24
        ),
        "mista_kuulit_meista": 72,
    }


def test_two_spellings_are_one_option(written, drafted):
    tables = drafted(written(GOOGLE, "data/kysely.tsv", delimiter="\t"))
    assert answers(tables, "sukupuoli")["option"].value_counts().to_dict() == {"mies": 16, "nainen": 8}


def test_options_that_hold_the_separator_are_whole(written, drafted):
    tables = drafted(written(GOOGLE, "data/kysely.tsv", delimiter="\t"))
    assert set(answers(tables, "millainen_paikka")["option"]) == {
        *("talossa_jossa_on_muutakin", "keskuksessa_kotka_hamina"),
    }
    heard = answers(tables, "mista_kuulit_meista")
    assert heard.groupby("option")["value"].sum().to_dict() == {"ystavalta": 12, "netista": 18, "other": 6}


def test_labels_become_steps_and_do_not_know_its_reason(written, drafted):
    found = answers(drafted(written(GOOGLE, "data/kysely.tsv", delimiter="\t")), "minua_kuultiin")
    assert found["value"].dropna().value_counts().to_dict() == {5.0: 12, 2.0: 6}
    assert found["missing_reason"].value_counts().to_dict() == {"": 18, "does_not_know": 6}


def test_figures_with_a_comma_are_read(written, drafted):
    found = answers(drafted(written(GOOGLE, "data/kysely.tsv", delimiter="\t")), "kaynteja_vuodessa")
    assert found["value"].dropna().value_counts().to_dict() == {12.0: 8, 1.5: 8}


def test_a_draft_of_surveymonkey_reads_its_file(written, drafted):
    tables = drafted(written(MONKEY, "data/apina.csv", encoding="cp1252"))
    assert len(tables.table("responses")) == 20
    used = answers(tables, "mita_kaytit")
    assert used.groupby("option")["value"].sum().to_dict() == {"chat": 10, "ryhma_avoin": 13, "other": 4}
    views = answers(tables, "ohjaaja")
    assert views["value"].dropna().value_counts().to_dict() == {5.0: 5, 2.0: 5}
    assert views["missing_reason"].value_counts().to_dict() == {"": 10, "does_not_know": 5, "no_answer": 5}


def test_an_ambiguous_order_of_dates_does_not_stop_the_draft(written, drafted, tmp_path):
    rows = [["Aikaleima", "Arvio"], *([f"{n % 12 + 1}/{n % 11 + 1}/2024", str(n % 5 + 1)] for n in range(20))]
    tables = drafted(written(rows, "data/palaute_2024.csv"))
    assert set(tables.table("responses")["wave"]) == {"2024"}
    days = tables.table("responses")["submitted_at"]
    assert {day.date().isoformat() for day in days} == {"2024-01-01"}  # of the year, and of no cell
    text = (tmp_path / "params" / "organisations" / "kysely.yaml").read_text(encoding="utf-8")
    assert "    # date_order: day_first # or month_first, say which: none of 20 values has a day over 12\n" in text


def test_an_ambiguous_time_of_the_tool_itself_does_not_stop_the_draft(written, drafted):
    rows = [["Respondent ID", "Collector ID", "End Date", "Arvio"]]
    rows += [[str(n), "7", f"{n % 12 + 1}/{n % 11 + 1}/2024", str(n % 5 + 1)] for n in range(20)]
    assert len(drafted(written(rows, "data/a.csv")).table("responses")) == 20


def test_title_rows_and_a_workbook_of_several_sheets_are_read(workbook, drafted):
    sheet = [
        ["Palautekysely"],
        [],
        ["Vastausaika", "Arvio", "Palvelu"],
        *([f"1{n}.2.2024", n, "chat"] for n in range(1, 6)),
    ]
    tables = drafted(workbook({"Ohje": [["Lue"]], "Vastaukset": sheet}))
    assert answers(tables, "arvio")["value"].tolist() == [1, 2, 3, 4, 5]


def test_a_file_whose_name_is_a_pattern_is_found(written, drafted):
    rows = [["Palvelu", "Arvio"], *(["chat", str(n)] for n in range(1, 6))]
    assert len(drafted(written(rows, "data/kysely [1].csv")).table("responses")) == 5


def test_a_draft_of_microsoft_forms_reads_its_file(workbook, drafted):
    """Answers of several end in a semicolon, headers hold line breaks and no-break spaces."""
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Mitä\nkäytit?\xa0", "Minua kuultiin"]
    rows = [
        [n, dt.datetime(2024, 2, n, 9), dt.datetime(2024, 2, n, 10), "anonymous", None, used, heard]
        for n, used, heard in zip(
            range(1, 13), ["Chat;", "Chat;Ryhmä;"] * 6, ["Täysin samaa mieltä", "Eri mieltä"] * 6, strict=True
        )
    ]
    tables = drafted(workbook({"Sheet1": [head, *rows]}))
    assert answers(tables, "mita_kaytit").groupby("option")["value"].sum().to_dict() == {"chat": 12, "ryhma": 6}
    assert answers(tables, "minua_kuultiin")["value"].value_counts().to_dict() == {5.0: 6, 2.0: 6}


def test_a_draft_of_webropol_reads_its_file(workbook, drafted):
    """Boxes as 1 and 0, and what people wrote beside them."""
    head = ["Vastaajanumero", "Vastausaika", "1. Syyt: Apu", "1. Syyt: Seura", "1. Syyt: Muu, mikä?", "2. Arvio"]
    rows = [[n, dt.datetime(2024, 2, n), n % 2, 1, "omin sanoin" if n % 4 else None, n % 5 + 1] for n in range(1, 11)]
    tables = drafted(workbook({"Vastaukset": [head, *rows]}))
    assert answers(tables, "syyt").groupby("option")["value"].sum().to_dict() == {"apu": 5, "seura": 10, "other": 8}


def test_a_draft_of_kobo_reads_its_file_by_its_form(workbook, written, drafted):
    """A second row of HXL tags, groups with a slash, and the form beside the export."""
    survey = [["type", "name", "label"], ["select_one k", "kunta", "Kunta"], ["select_multiple s", "syyt", "Miksi?"]]
    choices = [
        ["list_name", "name", "label"],
        ["k", "tku", "Turku"],
        ["k", "oul", "Oulu"],
        ["s", "a", "Apua"],
        ["s", "b", "Muuta"],
    ]
    workbook({"survey": survey, "choices": choices}, "lomake.xlsx")
    rows = [
        ["kunta", "syyt", "syyt/a", "syyt/b", "_id", "_uuid", "_submission_time"],
        ["#adm1", "", "", "", "", "", ""],
    ]
    rows += [
        [["tku", "oul"][n % 2], "a", "1", str(n % 2), str(n), f"u{n}", f"2024-02-0{n}T10:00:00"] for n in range(1, 7)
    ]
    tables = drafted(written(rows, "tulos.csv", delimiter=";"))
    assert answers(tables, "kunta")["option"].value_counts().to_dict() == {"turku": 3, "oulu": 3}
    assert answers(tables, "syyt").groupby("option")["value"].sum().to_dict() == {"apua": 6, "muuta": 3}


def test_a_draft_of_redcap_reads_its_file_by_its_dictionary(written, drafted):
    """Boxes of a form never opened are 0, and a code that is missing in one question is an answer in another."""
    head = [
        "Variable / Field Name",
        "Form Name",
        "Field Type",
        "Field Label",
        "Choices, Calculations, OR Slider Labels",
    ]
    fields = [
        ["tunnus", "kysely", "text", "Tunnus", ""],
        ["tyytyvainen", "kysely", "radio", "Oletko tyytyväinen?", "1, Kyllä | 2, Ei | 3, En halua vastata"],
        ["palvelu", "kysely", "radio", "Palvelu", "1, Chat | 2, Ryhmä | 3, Puhelin"],
        ["syy", "kysely", "checkbox", "Syy", "1, Apu | 2, Seura"],
    ]
    written([head, *fields], "sanakirja.csv")
    rows = [["tunnus", "tyytyvainen", "palvelu", "syy___1", "syy___2", "kysely_complete"]]
    rows += [["1", "3", "3", "1", "0", "2"], ["2", "1", "2", "0", "0", "0"], ["3", "", "", "0", "0", "0"]]
    tables = drafted(written(rows, "tulos.csv"))
    assert answers(tables, "tyytyvainen")["option"].tolist() == ["option_3", "kylla"]
    assert answers(tables, "palvelu")["option"].tolist() == ["puhelin", "ryhma"]


def test_a_draft_of_a_database_reads_its_table(tmp_path, drafted):
    path = tmp_path / "rekisteri.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE kyselyt (vastattu TEXT, arvio INTEGER)")
        connection.executemany("INSERT INTO kyselyt VALUES (?, ?)", [(f"2024-02-0{n}", n % 5 + 1) for n in range(1, 9)])
    connection.close()
    tables = drafted(SourceFile(path, path.name, tmp_path))
    assert answers(tables, "arvio")["value"].sum() == 24


def test_what_few_answered_is_in_no_draft(written, drafted, tmp_path):
    rows = [["Palvelu", "Nimi", "Vapaa sana"], *(["chat", "Uolevi Esimerkki", f"Salainen {n}"] for n in range(9))]
    rows += [["ryhmä", "Kerttu Esimerkki", "Oma"] for n in range(3)] + [["harvinainen", "", ""]]
    drafted(written(rows, "data/a.csv"))
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "params").rglob("*.yaml")]
    assert not any(word in text for text in texts for word in ("harvinainen", "Uolevi", "Salainen"))


def test_a_draft_says_which_schema_checks_it(written, drafted, tmp_path):
    drafted(written([["Palvelu", "Arvio"], *(["chat", str(n)] for n in range(1, 6))], "data/a.csv"))
    for kind in ("organisation", "instrument"):
        text = (tmp_path / "params" / f"{kind}s" / "kysely.yaml").read_text(encoding="utf-8")
        assert text.startswith(f"# yaml-language-server: $schema=../schema/{kind}.schema.json\n")


HEADERS = st.sampled_from(
    [
        *(
            "Aikaleima",
            "Nimi",
            "Sähköposti",
            "Ikä",
            "1. Kysymys",
            "2. Kysymys",
            "Q [a]",
            "Q [b]",
            "Q: a",
            "Q: b",
            "",
            "yes",
        ),
        *(
            "Q: Muu (please specify)",
            "Päivä",
            "ID",
            "Tunnus",
            "Avoin palaute",
            "other",
            "Montako?",
            "*",
            "[column B]",
            "#x",
        ),
    ]
)
CELLS = st.sampled_from(
    [
        *(
            "",
            "Yes",
            "No",
            "5",
            "4",
            "1",
            "0",
            "9",
            "99",
            "-1",
            "Kyllä",
            "Ei",
            "En osaa sanoa",
            "N/A",
            "01",
            "1.234",
            "1,5",
        ),
        *(
            "2024-01-01",
            "1.2.2024",
            "3/4/2024",
            "13/4/2024",
            "4/13/2024",
            "Itse, Ystävä",
            "Itse",
            "Ystävä",
            "A;B;",
            "A;",
            "*",
        ),
        *(
            "Täysin samaa mieltä",
            "Täysin eri mieltä",
            "5 – Hyvä",
            "1 – Huono",
            "Muu",
            "Other",
            "a: b",
            "[1]",
            "- z",
            "x",
            "X",
        ),
        *("a@example.fi", "040 123 4567", "Prefer not to say", "no", "null", "1e5", "100%", "12:30", "ß", "ﬁ"),
    ]
)


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), headers=st.lists(HEADERS, min_size=1, max_size=6), length=st.sampled_from([1, 4, 30]))
def test_a_draft_of_any_table_reads_it(drafted, tmp_path, data, headers, length):
    """Whatever stands in a table of no known tool: its draft is valid, and reads it or leaves the column out."""
    pools = [data.draw(st.lists(CELLS, min_size=1, max_size=6)) for _ in headers]
    picks = data.draw(st.lists(st.tuples(*(st.sampled_from(pool) for pool in pools)), min_size=length, max_size=length))
    name = "".join(data.draw(st.lists(st.sampled_from(string.ascii_lowercase), min_size=8, max_size=8)))
    path = tmp_path / name / "vienti.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headers, *picks])
    try:
        tables = drafted(SourceFile(path, "vienti.csv", path.parent))
        assert tables is None or len(tables.table("answers"))
    except SourceError:  # no table at all, such as headers without a row
        return

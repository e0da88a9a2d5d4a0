"""The smallest sound export of each format, made here, for tests that then spoil it."""

import sqlite3
import zipfile
from pathlib import Path

import duckdb
import pandas as pd
import pyreadstat
from openpyxl import Workbook

HEADER = ("Nro", "Aika", "Kuultiin", "Sana")
ROWS = ((1, "4.4.2023", 5, "hyvä"), (2, "15.4.2023", 4, "sää"), (3, "16.4.2023", None, None))
IMPORT_ID = '"{{""ImportId"":""{}""}}"'

_TEXTS = {
    "csv": "Nro;Aika;Kuultiin;Sana\r\n1;4.4.2023;5;hyvä\r\n2;15.4.2023;4;sää\r\n",
    "google_forms": 'Aikaleima,Kuultiin,Mistä kuulit\r\n26/09/2023 16:34:44,5,"Lehti, Muu"\r\n',
    "limesurvey": '\ufeff"id";"submitdate";"Q1[SQ001]";"Q1[SQ002]"\r\n"1";"2023-04-04 10:00:00";"Y";"N"\r\n',
    "kobo": '"start";"Q1/a";"Q1/b";"_id";"_uuid";"_index"\n"2023-04-04";"1";"0";"7";"u-1";"1"\n',
    "redcap": "record_id,heard,towns___1,towns___2,form_complete\n1,5,1,0,2\n2,4,0,0,0\n",
    "surveymonkey": "Respondent ID,Kuultiin,Missä,\n,Response,Kotka,Salo\n101,5,Kotka,\n102,4,,Salo\n",
    "qualtrics": "\r\n".join(
        (
            "StartDate,EndDate,Finished,ResponseId,Q1",
            "Alku,Loppu,Valmis,Tunnus,Kuultiin",
            ",".join(IMPORT_ID.format(name) for name in ("startDate", "endDate", "finished", "_recordId", "QID1")),
            "2023-04-04 10:00:00,2023-04-04 10:05:00,1,R_1,5",
        )
    ),
}


def write_export(reader: str, folder: Path) -> Path:
    """A sound export for a reader, in a folder."""
    path = folder / f"{reader}.vienti"
    if reader in _TEXTS:
        path.write_text(_TEXTS[reader], encoding="utf-8", newline="")
    else:
        _OTHERS[reader](path)
    return path


def _workbook(path: Path) -> None:
    book = Workbook()
    for row in (HEADER, *ROWS):
        book.active.append(row)
    book.save(path)


def _attendance(path: Path) -> None:
    book = Workbook()
    for row in (("Ryhmä: R01",), ("Nimi", "4.4.2023", "18.4.2023"), ("Uolevi", "x", "-"), ("Yhteensä", 1, 0)):
        book.active.append(row)
    book.save(path)


def _spss(path: Path) -> None:
    frame = pd.DataFrame({"heard": [5.0, 4.0, 9.0], "word": ["hyvä", "sää", ""]})
    labels = {"heard": {1.0: "ei lainkaan", 5.0: "erittäin", 9.0: "en osaa sanoa"}}
    written = path.with_suffix(".sav")
    pyreadstat.write_sav(frame, written, variable_value_labels=labels, missing_ranges={"heard": [9]})
    written.rename(path)


def _parquet(path: Path) -> None:
    pd.DataFrame({"Nro": [1, 2], "Sana": ["hyvä", None]}).to_parquet(path)


def _sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE vastaukset (nro INTEGER, sana TEXT)")
    connection.execute("INSERT INTO vastaukset VALUES (1, 'hyvä'), (2, NULL)")
    connection.commit()
    connection.close()


def write_duckdb(path: Path) -> Path:
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE vastaukset AS SELECT 1 AS nro, 'hyvä' AS sana")
    return path


def write_archive(path: Path) -> Path:
    """What ODK Central gives: a CSV for the form and one for each repeat."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("palaute.csv", "SubmissionDate,heard,KEY\n2023-04-04T10:00:00Z,5,uuid:1\n")
        archive.writestr("palaute-kaynnit.csv", "day,PARENT_KEY,KEY\n2023-04-01,uuid:1,uuid:1/k[1]\n")
    return path


_OTHERS = {
    "attendance_workbook": _attendance,
    "database": _sqlite,
    "excel": _workbook,
    "microsoft_forms": _workbook,
    "parquet": _parquet,
    "spss": _spss,
    "webropol": _workbook,
}

"""No file that may be handed over holds a person, a raw row, code or the machine it was made on."""

import base64
import getpass
import json
import re
import socket
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from arvio.publish.catalogue import catalogue
from arvio.publish.page.form import script

from .reading import folded, plain, rows_of_csv, sheets_of

PERSONAL_COLUMN = re.compile(
    r"\bnimi\b|\bname\b|sähköposti|\be-?mail\b|palaute|palautetta|toivot|muuta|lisätietoja|muistiinpano|huom|terveiset"
    r"|sanoin",
    re.IGNORECASE,
)
TRACES = (
    "Traceback (most",
    "ipykernel",
    'File "',
    "/tmp/",
    "<script",
    "<iframe",
    "In [",
    "evaluation.release",
    "site-packages",
)
OFFICE = (".xlsx", ".docx")
SHORTEST_TEXT, SHORTEST_CODE, SHORTEST_NAME = 16, 21, 5


def test_only_pages_annexes_and_texts_for_a_form_lie_where_reports_are_handed_over(sample_reports):
    files = [path for path in sample_reports.reports.glob("[!.]*/**/*") if path.is_file()]
    assert files
    assert {path.suffix for path in files} == {".html", ".txt", ".xlsx", ".csv", ".docx"}
    texts = [path for path in files if path.suffix == ".txt"]
    assert {path.relative_to(sample_reports.reports).parts[0] for path in texts} == {"funder"}
    assert [path for path in texts if not path.with_suffix(".html").exists()] == []


def test_no_canary(shown, sample_project):
    canaries = yaml.safe_load((sample_project / "data/sample/canaries.yaml").read_text(encoding="utf-8"))
    assert _holding(shown, [text for texts in canaries.values() for text in texts]) == []


def test_no_name_address_or_open_answer(shown, sample_project):
    told = set(_personal_texts(sample_project / "data" / "sample"))
    assert len(told) > 500
    assert _holding(shown, told) == []


def test_no_row_of_an_export(shown, sample_project):
    exports = (sample_project / "data/sample").rglob("*.csv")
    rows = {";".join(row) for path in exports for row in rows_of_csv(path)}
    assert _holding(shown, [row for row in rows if len(row) >= SHORTEST_TEXT]) == []


def test_no_path_user_or_host(shown, sample_project):
    names = {getpass.getuser(), socket.gethostname()}
    places = {str(sample_project), sample_project.name, str(Path.home()), "/home/"}
    assert _holding(shown, places | {name for name in names if len(name) >= SHORTEST_NAME}) == []


@pytest.mark.parametrize("trace", TRACES)
def test_no_trace_of_the_machinery(shown, trace):
    assert _holding(shown, [trace]) == []


def test_no_line_of_code(shown, sample_project):
    lines = {line.strip() for path in (sample_project / "notebooks").glob("*.ipynb") for line in _code(path)}
    assert len(lines) > 20
    assert _holding(shown, [line for line in lines if len(line) >= SHORTEST_CODE]) == []


def test_no_line_that_the_batch_wrote_for_the_evaluator(shown, sample_reports):
    lines = {line.strip() for line in sample_reports.stderr.splitlines()}
    assert _holding(shown, [line for line in lines if len(line) >= SHORTEST_CODE]) == []


def test_finds_what_is_hidden_in_an_encoded_image_or_behind_entities():
    encoded = base64.b64encode(b"kirjoitti Uolevi Kuukankorpi").decode("ascii")
    assert "uolevi kuukankorpi" in folded(f'<img src="data:image/svg+xml;base64,{encoded}">')
    assert "uolevi kuukankorpi" in folded("Uolevi&nbsp;Kuukankorpi")
    assert "uolevi kuukankorpi" in folded("Uolevi <b>Kuukan</b>korpi")


@pytest.fixture(scope="module")
def shown(sample_reports) -> dict[str, str]:
    """Each file below the audiences' folders, as text in which nothing can hide.

    Of the scripts that a page of texts and a catalogue may hold, and of nothing else, nothing is looked for.
    """
    files = [path for path in sample_reports.reports.glob("[!.]*/**/*") if path.is_file()]
    assert len(files) > 3, sample_reports.stderr
    return {str(path.relative_to(sample_reports.reports)): folded(_without_ours(path)) for path in files}


def _without_ours(path: Path) -> str:
    if path.suffix in OFFICE:
        with zipfile.ZipFile(path) as parts:
            return "\n".join(_part(name, parts.read(name)) for name in parts.namelist())
    text = path.read_text(encoding="utf-8")
    if path.name == "index.html":
        for ours in catalogue.OURS:
            text = text.replace(ours, "")
    return text.replace(f"<script>{script()}</script>", "") if ".text." in path.name else text


def _part(name: str, content: bytes) -> str:
    """A part of an office file: its text, or a picture as a page would hold it."""
    if name.endswith(".png"):
        return f"data:image/png;base64,{base64.b64encode(content).decode('ascii')}"
    return content.decode("utf-8")


def _holding(shown: dict[str, str], told: Iterable[str]) -> list[tuple[str, str]]:
    """Which file shows which of the texts."""
    wanted = {plain(text) for text in told} - {""}
    return [(name, text) for name, page in shown.items() for text in wanted if text in page]


def _personal_texts(folder: Path) -> Iterator[str]:
    """Names, addresses and open answers of the raw exports."""
    for path in sorted(folder.rglob("*.csv")):
        yield from _personal(list(rows_of_csv(path)))
    for path in sorted(folder.rglob("*.xlsx")):
        for rows in sheets_of(path):
            yield from _personal(rows)


def _personal(rows: list[list[str]]) -> Iterator[str]:
    """What stands below a personal heading, wherever on the sheet the headings are, if long enough to be someone's."""
    columns: set[int] = set()
    for row in rows:
        headings = {place for place, text in enumerate(row) if PERSONAL_COLUMN.search(text)}
        if not columns and len([text for text in row if text]) > 1:
            columns = headings
        else:
            yield from (row[place] for place in columns if place < len(row) and _tells(row[place]))


def _tells(text: str) -> bool:
    """Whether a text is a full name, an address or a sentence; words such as "testi" are in reports too."""
    return len(text) >= SHORTEST_TEXT or "@" in text or bool(re.fullmatch(r"[A-ZÅÄÖ]\S+( [A-ZÅÄÖ]\S+)+", text))


def _code(path: Path) -> Iterator[str]:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            yield from "".join(cell["source"]).splitlines()

"""Names and texts that would be code, a formula or markup elsewhere are shown as text wherever a report has them."""

import csv
import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml
from docx import Document
from lxml import html as markup
from openpyxl import load_workbook

from arvio.presentation.hyphens import without_soft_hyphens

from ..conftest import PROJECT, Batch, run_arvio

HOSTILE = {
    "script": "<script>window.ran = true</script>",
    "image": '"><img src=x onerror="window.ran = true">',
    "address": "[open](javascript:window.ran=true)",
    "formula": '=HYPERLINK("http://example.org";"open")',
    "end of data": "]]> --> </style></svg>",
    "template": "{{ 7 * 7 }} {% raw %} $x^2$ ${x} %(n)s %s",
    "direction": "oikealta \u202evasemmalle\u202c",
    "emoji": "ryhmä 👩\u200d👩\u200d👧 ja 🧑🏾",
    "long": "pitkä" * 2_000,
}
ITEMS = dict(zip(HOSTILE, ("worker_gender", "only_for_men", "all_workers_men", "men_centred", "communication",
                           "heard", "met", "trust", "male_specific"), strict=True))  # fmt: skip
NAME = f"{HOSTILE['script']} {HOSTILE['image']} {HOSTILE['formula']} {HOSTILE['template']}"
FILE = "osallistujapalaute_<img onerror=a>'{{ 1 }} $x$.xlsx"
REPORT = "internal/miessakit/2025/feedback"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Batch:
    """The report of an organisation whose name, items and file names are hostile, with all that lies beside it."""
    root = tmp_path_factory.mktemp("hostile")
    for folder in ("notebooks", "params", "data/sample/miessakit"):
        shutil.copytree(PROJECT / folder, root / folder)
    for path in (root / "params/organisations").glob("*.yaml"):
        if path.stem != "miessakit":
            path.unlink()
    _change(root / "params/suite.yaml", lambda suite: suite | {"annexes": ["xlsx", "csv", "docx"]})
    _change(root / "params/organisations/miessakit.yaml", lambda plain: plain | {"name": NAME})
    _change(root / "params/instruments/mens_work.yaml", _with_hostile_items)
    (root / "data/sample/miessakit/osallistujapalaute_2025.xlsx").rename(root / "data/sample/miessakit" / FILE)
    asked = ("--notebook", "feedback", "--period", "2025", "--audience", "internal")
    batch = run_arvio(root, "run", "miessakit", *asked)
    assert batch.exit_code == 0, batch.stderr
    return batch


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_page_shows_them_as_text(hostile, language):
    page = (hostile.reports / f"{REPORT}.{language}.html").read_text(encoding="utf-8")
    tree = markup.document_fromstring(page)
    assert tree.xpath("//script | //img | //@onerror | //a[starts-with(@href, 'javascript:')]") == []
    text = without_soft_hyphens(tree.text_content())
    for kind, content in HOSTILE.items():
        assert _bare(content) in _bare(text), kind
    assert _bare(NAME) in _bare(tree.xpath("string(//h1)"))


@pytest.mark.parametrize("language", ["fi", "en"])
def test_nothing_of_them_runs_and_nothing_is_asked_for(hostile, browser, language):
    with browser.new_page() as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        path = hostile.reports / f"{REPORT}.{language}.html"
        page.goto(path.as_uri())
        assert page.evaluate("window.ran") is None
        assert asked == [path.as_uri()]
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_catalogue_shows_them_as_text(hostile, browser):
    path = hostile.reports / "internal/index.html"
    tree = markup.document_fromstring(path.read_text(encoding="utf-8"))
    assert tree.xpath("//img | //@onerror | //a[starts-with(@href, 'javascript:')]") == []
    assert _bare(NAME) in _bare(tree.text_content())
    with browser.new_page() as page:
        page.goto(path.as_uri())
        assert page.evaluate("window.ran") is None


def test_workbooks_hold_no_formula_and_the_whole_text(hostile):
    workbook = load_workbook(hostile.reports / f"{REPORT}.fi.xlsx")
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert _all_in("\n".join(str(cell.value) for cell in cells)) == []


@pytest.mark.parametrize(("kind", "delimiter"), [("feedback.fi.csv", ","), ("feedback.excel.fi.csv", ";")])
def test_delimited_texts_begin_no_formula(hostile, kind, delimiter):
    path = hostile.reports / REPORT.replace("feedback", kind)
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=delimiter))
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if re.match(r"[=@\t\r]|[+-](?![\d.,])", cell)] == []
    assert _all_in("\n".join(cells)) == []


def test_the_document_shows_them_as_text(hostile):
    path = hostile.reports / f"{REPORT}.fi.docx"
    document = Document(path)
    texts = [one.text for one in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert _all_in("\n".join(texts)) == []
    with zipfile.ZipFile(path) as parts:
        linked = [name for name in parts.namelist() if name.endswith(".rels") and b"javascript" in parts.read(name)]
    assert linked == []


def test_a_file_name_is_told_as_it_is(hostile):
    manifest = (hostile.reports / ".run" / f"{REPORT}.fi.json").read_text(encoding="utf-8")
    assert "<img onerror=a>'{{ 1 }} $x$.xlsx" in manifest


def _all_in(text: str) -> list[str]:
    """The kinds that a text lacks."""
    bare = _bare(text)
    return [kind for kind, content in HOSTILE.items() if _bare(content) not in bare]


def _bare(text: str) -> str:
    """A text without white space, which each format breaks in its own way."""
    return re.sub(r"\s", "", text)


def _change(path: Path, change) -> None:
    plain = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    path.write_text(yaml.safe_dump(change(plain), allow_unicode=True, sort_keys=False), encoding="utf-8")


def _with_hostile_items(plain: dict) -> dict:
    texts = {item: HOSTILE[kind] for kind, item in ITEMS.items()}
    items = [
        one | {"text": dict.fromkeys(one["text"], texts[one["item"]])} if one["item"] in texts else one
        for one in plain["items"]
    ]
    return plain | {"items": items}


EVERY = "internal/harjula/2023-2025"
WORDS = """
<script>window.ran = true</script> <img src=x onerror="window.ran = true"> <iframe src="//example.org"></iframe>
<svg/onload="window.ran = true"> <style>* {display: none}</style> <form action="//example.org"><input></form>
[open](javascript:window.ran=true) ![seen](https://example.org/a.png)
"""


@pytest.fixture(scope="module")
def every_text(tmp_path_factory) -> Batch:
    """Four reports whose params, instruments and commentary have markup in each text that they may show."""
    root = tmp_path_factory.mktemp("every")
    for folder in ("notebooks", "params", "data/sample/harjula"):
        shutil.copytree(PROJECT / folder, root / folder)
    organisations = root / "params/organisations"
    for path in organisations.glob("*.yaml"):
        if path.stem != "harjula":
            path.unlink()
    planting = _Planting()
    for path in (organisations / "harjula.yaml", *(root / "params/instruments").glob("*.yaml")):
        _change(path, planting.in_all)
    for path in (root / "params/commentary/harjula").rglob("*.md"):
        path.write_text(path.read_text(encoding="utf-8") + WORDS, encoding="utf-8")
    _change(root / "params/suite.yaml", lambda suite: suite | {"annexes": ["xlsx", "csv", "docx"]})
    batch = run_arvio(root, "run", "harjula", "--period", "2023-2025", "--audience", "internal", "--language", "fi")
    assert batch.exit_code == 0, batch.stderr
    assert planting.n > 400
    return batch


class _Planting:
    """Markup put behind each text that stands in several languages, with a number of its own."""

    def __init__(self) -> None:
        self.n = 0

    def in_all(self, plain):
        match plain:
            case {"fi": str()} if plain.keys() <= {"fi", "sv", "en"}:
                return {language: self._marked(text) for language, text in plain.items()}
            case dict():
                return {key: self.in_all(value) for key, value in plain.items()}
            case list():
                return [self.in_all(value) for value in plain]
        return plain

    def _marked(self, text: str) -> str:
        self.n += 1
        return f'{text[:40]}"><img src=x onerror="window.ran={self.n}">{{{{ 7 * 7 }}}}'


RUNS_OR_ASKS = (
    "//img[not(starts-with(@src, 'data:'))] | //iframe | //object | //embed | //form | //base | //link"
    " | //@*[starts-with(name(), 'on')] | //a[starts-with(@href, 'javascript:')] | //script[contains(., 'window.ran')]"
    " | //style[contains(., '* {display: none}')]"
)


def test_the_search_finds_markup_where_it_is_not_shown_as_text():
    found = markup.document_fromstring(f"<body>{WORDS}</body>").xpath(RUNS_OR_ASKS)
    assert {getattr(one, "tag", "attribute") for one in found} >= {
        "script",
        "img",
        "iframe",
        "style",
        "form",
        "attribute",
    }


def test_no_text_of_params_or_commentary_becomes_markup_on_any_page(every_text):
    pages = [*(every_text.reports / EVERY).glob("*.html"), *every_text.reports.glob("internal/*.html")]
    assert len(pages) >= 5
    shown = set()
    for page in pages:
        tree = markup.document_fromstring(page.read_text(encoding="utf-8"))
        assert tree.xpath(RUNS_OR_ASKS) == [], page.name
        shown |= set(re.findall(r"window\.ran=(\d+)", without_soft_hyphens(tree.text_content())))
    assert len(shown) > 30


def test_nothing_of_any_text_runs(every_text, browser):
    for path in sorted((every_text.reports / EVERY).glob("*.html")):
        with browser.new_page() as page:
            asked = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(path.as_uri())
            assert page.evaluate("window.ran") is None
            assert asked == [path.as_uri()]


def test_no_annex_has_a_formula_or_a_link_of_any_text(every_text):
    folder = every_text.reports / EVERY
    books = [load_workbook(path) for path in folder.glob("*.xlsx")]
    cells = [cell for book in books for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert len([cell for cell in cells if "window.ran" in str(cell.value)]) > 20
    for path in folder.glob("*.docx"):
        with zipfile.ZipFile(path) as parts:
            related = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))
        assert b"javascript" not in related
        assert b"example.org" not in related

"""Two commands lead from an export that the project has never seen to reports of it, without an edit."""

import csv
import html
import re
import shutil

import pytest

from ..conftest import BATCH_SECONDS, PROJECT, run_arvio

pytestmark = pytest.mark.timeout(BATCH_SECONDS)

HEADERS = [
    "Aikaleima",
    "Minua kuultiin",
    "Sain apua siihen, mihin sitä hain",
    "Mistä kuulit meistä?",
    "Nimi",
    "Vapaa sana",
]
NAMES = [
    f"{first} {last}" for first in ("Aino", "Eino", "Helmi", "Onni") for last in ("Virtanen", "Korhonen", "Nieminen")
]
SENTENCE = "olin tyytyväinen salaiseen kahvihetkeen"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project as it is cloned, without the sample's organisations, and an export beside it."""
    root = tmp_path_factory.mktemp("new") / "project"
    ignored = shutil.ignore_patterns("organisations", "commentary", "signatures", "drafts", ".ipynb_checkpoints")
    for folder in ("params", "notebooks"):
        shutil.copytree(PROJECT / folder, root / folder, ignore=ignored)
    with (root.parent / "palaute.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [
            [
                f"{n + 1}.2.2025",
                n % 3 + 3,
                n % 2 + 3,
                ("Lehdestä", "Ystävältä")[n % 2],
                NAMES[n % 12],
                f"{SENTENCE} {n}",
            ]
            for n in range(28)
        ]
        csv.writer(file).writerows([HEADERS, *rows])
    return root


@pytest.fixture(scope="module")
def begun(project):
    return run_arvio(project, "new", "organisation", "talo", "--from", "../palaute.csv", "--name", "Talo ry")


@pytest.fixture(scope="module")
def reports(begun):
    return run_arvio(begun.root, "run", "talo")


def read(page):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_the_first_command_makes_params_that_are_in_order(begun):
    assert begun.exit_code == 0, begun.stderr
    assert "params/organisations/talo.yaml" in begun.stdout.splitlines()
    assert "arvio run talo" in begun.stderr
    checked = run_arvio(begun.root, "check", "talo")
    assert checked.exit_code == 0, checked.stderr


def test_the_second_makes_its_reports(reports):
    assert reports.exit_code == 0, reports.stderr
    assert sorted(reports.stdout.splitlines()) == [
        f"reports/internal/talo/2025/{notebook}.{language}.html"
        for notebook in ("data_quality", "feedback")
        for language in ("en", "fi")
    ]


def test_the_report_tells_what_was_answered_and_is_a_draft(reports):
    text = read(reports.page("internal/talo/2025/feedback.fi"))
    assert "Talo ry" in text
    assert "Sain apua siihen, mihin sitä hain" in text
    assert "28 vastausta" in text
    assert "params/commentary/talo/2025.fi.md" in text


def test_no_report_and_no_params_hold_a_name_or_a_sentence_of_an_answer(reports):
    written = [
        path for folder in ("reports", "params") for path in (reports.root / folder).rglob("*") if path.is_file()
    ]
    texts = [path.read_bytes() for path in written]
    assert [one for one in (SENTENCE, *NAMES) if any(one.encode() in text for text in texts)] == []


def test_an_organisation_that_is_there_is_refused(reports):
    again = run_arvio(reports.root, "new", "organisation", "talo", "--from", "../palaute.csv")
    assert again.exit_code == 2
    assert "is there already, and is not written over" in again.stderr

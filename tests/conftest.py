"""What several folders of tests share: the sample project, its reports made once, and a browser."""

import datetime as dt
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from arvio.errors import Problem
from arvio.presentation.hyphens import without_soft_hyphens
from arvio.saying import Said

PROJECT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
BATCH_SECONDS = 1800
OFFICE_SECONDS = 120
SUITE = "languages: [fi]\naudiences: {}\ntime_limit_seconds: 60\n"
ENGLISH = re.compile(
    r"\b(?:(?:an?|no) [a-z]|(?:the|is|are|was|has|have|of|and|or|to|in|not|with|that|there|it|from|under|rows?)\b)"
)
QUOTED = re.compile("'[^']*'")
SAID_BY_OTHERS = ("error", "strerror", "reason", "told", "last", "limit")  # a limit is told by its key in params: rows
TODAY = dt.date(2026, 3, 1)
os.environ["ARVIO_LANGUAGE"] = "en"  # tests read what is said in English, also on a Finnish machine
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell starts what runs in its background deaf to Ctrl-C, and so would be every command that a test interrupts
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what a test needs by the fixtures it asks for; the first that needs the batch has to wait for all of it."""
    for item in items:
        if "sample_reports" in item.fixturenames:
            item.add_marker(pytest.mark.batch)
            item.add_marker(pytest.mark.timeout(BATCH_SECONDS + 300))
        if "launching" in item.fixturenames:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def problems_are_said(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test in which a problem says something in English that is no message, and so in no other language."""
    made: list[Problem] = []
    begin = Problem.__init__
    monkeypatch.setattr(
        Problem, "__init__", lambda self, *args, **more: made.append(self) or begin(self, *args, **more)
    )
    yield
    told = [text for one in made for text in (one.what, one.expected, one.remedy, one.place)]
    assert [words for text in told for words in _unsaid(text) if ENGLISH.search(QUOTED.sub("", words))] == []


def _unsaid(text: str) -> Iterator[str]:
    """The words of a text that are no message, but for what another program said."""
    if not isinstance(text, Said):
        yield text
        return
    for name, part in text.parts.items():
        if isinstance(part, str) and name not in SAID_BY_OTHERS:
            yield from _unsaid(part)


@dataclass(frozen=True)
class Batch:
    """What one call of `arvio run` on a copy of the sample project left behind."""

    root: Path
    exit_code: int
    stdout: str
    stderr: str

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    def pages(self) -> list[Path]:
        """Every page that may be handed over, catalogues among them."""
        return sorted(path for path in self.reports.glob("[!.]*/**/*.html"))

    def page(self, place: str) -> str:
        """The text of one page, named as in issue and params: public/miessakit/2025/feedback.fi."""
        return without_soft_hyphens((self.reports / f"{place}.html").read_text(encoding="utf-8"))


def run_arvio(root: Path, *arguments: str) -> Batch:
    """Run the command line in a project folder as an evaluator does, with a key that does not change."""
    ended = subprocess.run(
        [sys.executable, "-m", "arvio", *arguments],
        cwd=root,
        env={**os.environ, "ARVIO_KEY": "sample-key-of-the-tests", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        timeout=BATCH_SECONDS,
        check=False,
    )
    return Batch(root, ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture(scope="session")
def sample_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that a run reads, so that no test writes into the project."""
    root = tmp_path_factory.mktemp("sample-project")
    for folder in ("notebooks", "params", "data/sample"):
        ignored = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
        shutil.copytree(PROJECT / folder, root / folder, ignore=ignored)
    return root


@pytest.fixture(scope="session")
def sample_reports(sample_project: Path) -> Batch:
    """All reports of the sample, made once for all tests; whether that went well is asked in test_sample_batch.py."""
    return run_arvio(sample_project, "run", "--jobs", "2")


@pytest.fixture(scope="session")
def launching() -> Mapping[str, object]:
    """How a browser is started: its program and how it is told to be quiet."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        _without_browser()
    quiet = ("background-networking", "component-update", "sync", "gpu")
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    return {"executable_path": program, "args": arguments}


@pytest.fixture(scope="session")
def browser(launching):
    """A browser without a window, shared by all tests; a page or context of it is each test's own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launching)
        yield browser
        browser.close()


def _without_browser() -> None:
    without(f"no browser found ({', '.join(BROWSERS)}): install chromium to run the tests of the pages")


def without(message: str) -> None:
    """Skip a test for want of a program; fail it where nothing may be skipped."""
    if os.environ.get("ARVIO_REQUIRE_ALL"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory):
    """Converts office files to another format, as whoever opens them without Microsoft's programs does."""
    program = shutil.which("soffice")
    if program is None:
        without("no LibreOffice found (soffice): install libreoffice-calc and libreoffice-writer")
    folder = tmp_path_factory.mktemp("libreoffice")

    def converted(files: Mapping[str, bytes], to: str) -> list[bytes]:
        """The files by their names in another format, such as pdf; with a profile of its own, since LibreOffice hands
        its work to one that is open already."""
        for name, content in files.items():
            (folder / name).write_bytes(content)
        results = [(folder / name).with_suffix(f".{to.partition(':')[0]}") for name in files]
        for result in results:
            result.unlink(missing_ok=True)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to]
        subprocess.run(
            [*command, "--outdir", folder, *(folder / name for name in files)],
            capture_output=True,
            timeout=OFFICE_SECONDS,
            check=True,
        )
        return [result.read_bytes() for result in results]

    return converted


@pytest.fixture
def drafted(tmp_path, monkeypatch):
    """What the draft of an export reads: its tables, in a project that has nothing but the draft, as it is."""
    from arvio.datasets import load_tables
    from arvio.inspection.columns.kinds import columns_of
    from arvio.inspection.columns.profile import look_through
    from arvio.inspection.drafts.draft import Place, draft
    from arvio.params import open_project

    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")

    def read(file, data_folder=None):
        profile = look_through(file)
        folder = data_folder or file.path.parent.relative_to(tmp_path).as_posix()
        found = draft(profile, columns_of(profile, {}), Place("kysely", folder, TODAY))
        if found is None:
            return None
        for kind, text in (("organisation", found.organisation), ("instrument", found.instrument)):
            path = tmp_path / "params" / f"{kind}s" / "kysely.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text or "", encoding="utf-8")
            if not text:
                path.unlink()
        (tmp_path / "params" / "suite.yaml").write_text(SUITE)
        project = open_project(tmp_path)
        assert dict(project.broken) == {}
        return load_tables(project, "kysely")

    return read

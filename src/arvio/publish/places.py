"""Where the files of a run lie. What may be handed over is under reports/<audience>/, all else under reports/.run/."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from arvio.params import Run


@dataclass(frozen=True)
class AnnexFile:
    """A kind of file beside a report."""

    asked_for: str
    """What params call it: one wish may be for several files."""
    name: str
    """Its name, of the notebook's and the language's."""


ANNEXES = {
    "xlsx": AnnexFile("xlsx", "{notebook}.{language}.xlsx"),
    "excel_csv": AnnexFile("csv", "{notebook}.excel.{language}.csv"),
    "csv": AnnexFile("csv", "{notebook}.{language}.csv"),
    "docx": AnnexFile("docx", "{notebook}.{language}.docx"),
}
"""In the order in which a page leads to them."""


def notebook(root: Path, name: str) -> Path:
    return root / "notebooks" / f"{name}.ipynb"


def reports(root: Path) -> Path:
    return root / "reports"


def report(root: Path, run: Run) -> Path:
    """The page itself."""
    return _file(reports(root), run, ".html")


def form_page(root: Path, run: Run) -> Path:
    """The texts for the funder's form, with buttons that copy them."""
    return report(root, run).with_name(f"{run.notebook}.text.{run.language}.html")


def form_text(root: Path, run: Run) -> Path:
    """The same as plain text."""
    return _file(reports(root), run, ".txt")


def annex(root: Path, run: Run, kind: str) -> Path:
    """The file of a kind beside the report."""
    name = ANNEXES[kind].name.format(notebook=run.notebook, language=run.language)
    return report(root, run).with_name(name)


def paper(root: Path, run: Run) -> Path:
    """The report as PDF, which is printed from the page when that is out."""
    return _file(reports(root), run, ".pdf")


def handed_over(root: Path, run: Run) -> tuple[Path, ...]:
    """Every file of a run that may be handed over, be it there or not."""
    annexes = (annex(root, run, kind) for kind in ANNEXES)
    return report(root, run), form_page(root, run), form_text(root, run), *annexes, paper(root, run)


def catalogue(root: Path, audience: str) -> Path:
    """The page that lists an audience's reports."""
    return reports(root) / audience / "index.html"


def protection(root: Path) -> Path:
    """The page that tells the organisation how persons were protected."""
    return reports(root) / "internal" / "protection.html"


def outbox(root: Path) -> Path:
    """What was put together to be handed over. Everything in it can be made again."""
    return root / "outbox"


def bundle(root: Path, audience: str, organisation: str | None) -> Path:
    """The reports of an audience in one file, of one organisation or of all."""
    return outbox(root) / f"{'-'.join(filter(None, [audience, organisation]))}.zip"


def mail(root: Path, run: Run) -> Path:
    """The draft of a mail with the reports of a run's organisation, period and language."""
    return outbox(root) / run.audience / run.organisation / f"{run.period}.{run.language}.eml"


def workings(root: Path) -> Path:
    """What is never handed over."""
    return reports(root) / ".run"


def executed(root: Path, run: Run) -> Path:
    return _file(workings(root), run, ".ipynb")


def manifest(root: Path, run: Run) -> Path:
    return _file(workings(root), run, ".json")


def versions(root: Path, run: Run) -> Path:
    """The folder with what each version of a report means (arvio.publish.versions)."""
    return workings(root).joinpath("versions", *run.place.parts)


def previewed(root: Path, run: Run) -> Path:
    """What the last preview of a report means, in the same way."""
    return _file(workings(root) / "preview", run, ".json")


def difference(root: Path, organisation: str, period: str) -> Path:
    """The page that shows how versions of an organisation's reports differ."""
    return workings(root) / "diff" / organisation / f"{period}.html"


def error_page(root: Path, run: Run) -> Path:
    return _file(workings(root), run, ".error.html")


def previous(root: Path, run: Run, path: Path) -> Path:
    """Where an older file of a run that failed is kept, so that it cannot look current."""
    return workings(root).joinpath(*run.place.parts[:-1]) / f"{path.stem}.previous{path.suffix}"


def log(root: Path) -> Path:
    """What libraries print while reports are made."""
    return workings(root) / "workers.log"


def ready(root: Path, run: Run, path: Path) -> Path:
    """Where a file of a run lies until the gate lets it pass."""
    return workings(root).joinpath(*run.place.parts[:-1]) / f"{path.stem}.ready{path.suffix}"


def ready_record(root: Path, run: Run) -> Path:
    """What is known of the files that lie ready, so that a batch that was interrupted need not make them again."""
    return _file(workings(root), run, ".ready.json")


def code(root: Path, digest: str) -> Path:
    """Which sources of arvio reports were made of, listed once for all reports of the same."""
    return workings(root) / "code" / f"{digest}.json"


def lock(root: Path, organisation: str) -> Path:
    """What a batch holds while it makes an organisation's reports, so that no other batch makes any at the same time.

    It stays when the batch has ended, empty, so it is named by a number: it must not look like a file of a report.
    """
    return workings(root) / "locks" / hashlib.sha256(organisation.encode("utf-8")).hexdigest()[:16]


def partial(root: Path) -> Path:
    """Files that are being written. A batch that is killed leaves its halves here, where nobody takes them along."""
    return workings(root) / "partial"


def preview(root: Path, run: Run, suffix: str) -> Path:
    """A file of the preview of a run: its page (.html), what is to be done (.todo.json), its notebook (.ipynb)."""
    return _file(workings(root) / "preview", run, suffix)


def _file(base: Path, run: Run, suffix: str) -> Path:
    place = base.joinpath(*run.place.parts)
    return place.with_name(place.name + suffix)

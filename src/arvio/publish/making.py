"""Make one report: execute its notebook, export the page, write it; or explain why there is none."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Mapping
from dataclasses import replace

from arvio.disclosure import register
from arvio.errors import ArvioError
from arvio.publish import files, places
from arvio.publish.editions import Edition
from arvio.publish.error_page import error_page
from arvio.publish.execute import execute
from arvio.publish.failures import Failure, failure_of
from arvio.publish.manifest import Timing, write_manifest
from arvio.publish.notebooks import source_notebook
from arvio.publish.outcomes import Outcome
from arvio.publish.page.export import page_of
from arvio.publish.page.fingerprints import check_fingerprint
from arvio.publish.page.form import PAGE, TEXT, form_files


def make_report(edition: Edition) -> Outcome:
    """The outcome of one run. Whatever goes wrong costs this report only."""
    timing, start = Timing(dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), 0, 0), time.perf_counter()
    try:
        executed = execute(edition)
        timing = replace(timing, execution_seconds=_since(start))
        fingerprint = _publish(edition, executed)
        timing = replace(timing, seconds=_since(start))
        write_manifest(edition, {"state": "done", "fingerprint": fingerprint, "files": _digests(edition)}, timing)
    except Exception as error:
        failure = failure_of(error, edition.time_limit_seconds)
        return record_failure(edition, failure, replace(timing, seconds=_since(start)))
    return Outcome(edition.run, "done", timing.seconds, places.report(edition.root, edition.run))


def record_failure(edition: Edition, failure: Failure, timing: Timing) -> Outcome:
    """The outcome of a run that failed: its older report withdrawn, an error page for the evaluator written."""
    path, reason = places.error_page(edition.root, edition.run), failure.summary
    ending = {"state": failure.state, "error": failure.reason, "cell": failure.cell}
    try:
        _withdraw(edition)
        files.write_whole(edition.root, path, error_page(edition, failure))
        write_manifest(edition, ending, timing)
    except ArvioError as error:
        reason = f"{reason} (and this could not be recorded: {error})"
    return Outcome(edition.run, failure.state, timing.seconds, path, reason)


def _publish(edition: Edition, executed: Mapping) -> str:
    """Enter the facts in the register, write the page and read it back; its fingerprint.

    The register comes first: a page that is out without its facts could never be audited.
    """
    root, run, source = edition.root, edition.run, source_notebook(edition)
    path, page = places.report(root, run), page_of(executed, edition, source)
    texts = form_files(executed, edition, source)
    register.publish(root, run, register.read_facts(register.facts_path(root, run, by="batch")))
    files.write_whole(root, path, page)
    _write_texts(edition, texts)
    fingerprint = check_fingerprint(path.read_text(encoding="utf-8"), run, source)
    files.remove(places.error_page(root, run))
    for made in places.handed_over(root, run):
        files.remove(places.previous(root, run, made))
    return fingerprint


def _write_texts(edition: Edition, texts: Mapping[str, str]) -> None:
    """Write the texts for the funder's form; take away those of an earlier run that this one no longer makes."""
    root, run = edition.root, edition.run
    for kind, path in ((PAGE, places.form_page(root, run)), (TEXT, places.form_text(root, run))):
        if kind in texts:
            files.write_whole(root, path, texts[kind])
        else:
            files.remove(path)


def _withdraw(edition: Edition) -> None:
    """Take the older files away, so that they cannot look current; the evaluator finds them beside the error page."""
    root, run = edition.root, edition.run
    for older in places.handed_over(root, run):
        if older.exists():
            files.move_into_place(older, places.previous(root, run, older))


def _digests(edition: Edition) -> dict[str, str]:
    """The SHA-256 of each file that the run may hand over: the plain text holds no fingerprint of its own."""
    made = [path for path in places.handed_over(edition.root, edition.run) if path.exists()]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made}


def _since(start: float) -> float:
    return round(time.perf_counter() - start, 3)

"""Make one report: execute its notebook, export the page, write it; or explain why there is none."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from arvio.disclosure import register
from arvio.disclosure.turns import in_turn
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

_EXPORT_SECONDS = 60


def make_report(edition: Edition) -> Outcome:
    """The outcome of one run. Whatever goes wrong costs this report only.

    Of several batches that make the same report at once, one waits for the other: else the facts of one could be
    registered with the page of the other, or the page that lies there be another than the last version registered.
    """
    try:
        with in_turn(places.lock(edition.root, edition.run), seconds=_longest_wait(edition), what=str(edition.run)):
            return _make(edition)
    except ArvioError as error:  # its turn never came: what the other batch makes stays as it is
        reason = failure_of(error, edition.time_limit_seconds).summary
        return Outcome(edition.run, "failed", 0, places.report(edition.root, edition.run), reason)


def _make(edition: Edition) -> Outcome:
    timing, start = Timing(dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), 0, 0), time.perf_counter()
    try:
        files.remove(_facts(edition))  # of an earlier run: they must not be taken for those of this one
        executed = execute(edition)
        timing = replace(timing, execution_seconds=_since(start))
        ending = _publish(edition, executed)
        timing = replace(timing, seconds=_since(start))
        write_manifest(edition, {"state": "done", **ending, "files": _digests(edition)}, timing)
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


def _publish(edition: Edition, executed: Mapping) -> dict[str, object]:
    """Enter the facts in the register, write the page and read it back; its fingerprint, and which version it is.

    The register comes first: a page that is out without its facts could never be audited.
    """
    root, run, source = edition.root, edition.run, source_notebook(edition)
    path, page = places.report(root, run), page_of(executed, edition, source)
    texts = form_files(executed, edition, source)
    publication = register.enter(root, run, register.read_facts(_facts(edition)))
    files.write_whole(root, path, page)
    _write_texts(edition, texts)
    fingerprint = check_fingerprint(path.read_text(encoding="utf-8"), run, source)
    files.remove(places.error_page(root, run))
    for made in places.handed_over(root, run):
        files.remove(places.previous(root, run, made))
    return {"fingerprint": fingerprint, "version": publication.version, "facts": publication.fingerprint}


def _facts(edition: Edition) -> Path:
    return register.facts_path(edition.root, edition.run, by="batch")


def _longest_wait(edition: Edition) -> float:
    """As long as another batch may take for the same report, and a little for its page."""
    return edition.time_limit_seconds + _EXPORT_SECONDS


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

"""Make one report in two steps: execute its notebook and lay its files ready; then, when the gate let it pass, put its
facts into the register and its files in their place. Or explain why there is none."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from arvio.commentary import read_sidecar, sidecar_path
from arvio.commentary.accepted import keep_first
from arvio.disclosure import register
from arvio.errors import ArvioError
from arvio.observed import observing
from arvio.publish import files, places
from arvio.publish.editions import Edition
from arvio.publish.freshness.inputs import inputs_of
from arvio.publish.freshness.laid_ready import Ready, forget_ready, write_ready
from arvio.publish.making.error_page import error_page
from arvio.publish.making.execute import execute
from arvio.publish.making.failures import Failure, failure_of
from arvio.publish.manifest import Timing, write_manifest
from arvio.publish.notebooks.notebooks import read_notebook, source_notebook
from arvio.publish.outcomes import Outcome
from arvio.publish.page.commented import require_words
from arvio.publish.page.export import document_of, page_of
from arvio.publish.page.fingerprints import check_fingerprint
from arvio.publish.page.form import PAGE, TEXT, form_files
from arvio.publish.page.links import links_of
from arvio.publish.page.parts import require_facts
from arvio.publish.running.children import allow_more
from arvio.publish.signing.signed import held_back, stays, words_of
from arvio.publish.versions.keeping import keep_version
from arvio.publish.versions.meaning import Made, meaning_of
from arvio.saying import say, spoken

PAGE_SECONDS = 60
"""What a page may take beside its notebook."""
REPORT = "report"
"""The report itself, among the texts that a run makes for the form."""


def execute_report(edition: Edition) -> Ready | Outcome:
    """The report ready to be judged, or the outcome of one that failed. Whatever goes wrong costs this report only."""
    timing, start = Timing(dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), 0, 0), time.perf_counter()
    try:
        forget_ready(edition)
        for earlier in (_facts(edition), sidecar_path(_facts(edition))):
            files.remove(earlier)  # of an earlier run: it must not be taken for that of this one
        with observing() as seen:
            executed = execute(edition)
            timing = replace(timing, execution_seconds=_since(start))
            allow_more(PAGE_SECONDS)
            source = source_notebook(edition)
            require_facts(executed, _facts(edition), edition.run.notebook)
            facts = register.read_facts(_facts(edition))  # which refuses facts that were cut short
            shown = read_sidecar(sidecar_path(_facts(edition)))
            if held := held_back(edition, facts, words_of(shown)):
                return record_failure(edition, held, replace(timing, seconds=_since(start)))
            require_words(shown, edition)
            _lay_ready(edition, {**_report(executed, edition, source), **form_files(executed, edition, source)})
        ready = Ready(edition, replace(timing, seconds=_since(start)), inputs_of(edition, seen))
        write_ready(ready)
    except Exception as error:
        failure = failure_of(error, edition.time_limit_seconds)
        return record_failure(edition, failure, replace(timing, seconds=_since(start)))
    return ready


def publish_report(ready: Ready) -> Outcome:
    """Put a report out that the gate let pass. Whoever calls holds the turn of its organisation."""
    edition, start = ready.edition, time.perf_counter()
    try:
        ending = _publish(edition)
        timing = replace(ready.timing, seconds=round(ready.timing.seconds + _since(start), 3))
        made = {"files": _digests(edition), "told": _told(edition), "made_from": ready.inputs.fingerprint}
        made["words"] = words_of(read_sidecar(sidecar_path(_facts(edition))))
        _keep_version(ready)
        write_manifest(edition, {"state": "done", **ending, **made, **ready.inputs.plain()}, timing)
        forget_ready(edition)
    except Exception as error:
        return record_failure(edition, failure_of(error, edition.time_limit_seconds), ready.timing)
    return Outcome(edition.run, "done", timing.seconds, places.report(edition.root, edition.run))


def record_failure(edition: Edition, failure: Failure, timing: Timing) -> Outcome:
    """The outcome of a run that failed: its older report withdrawn, an error page for the evaluator written.

    The page and the manifest quote the reason in the language of whoever had the report made. What was signed stays,
    with the manifest that tells of it.
    """
    path, reason = places.error_page(edition.root, edition.run), failure.summary
    ending = {"state": failure.state, "error": spoken(failure.reason), "cell": failure.cell}
    try:
        is_kept = withdraw(edition)
        files.write_whole(edition.root, path, error_page(edition, failure, is_kept=is_kept))
        if not is_kept:
            write_manifest(edition, ending, timing)
    except ArvioError as error:
        reason = say("%(reason)s (and this could not be recorded: %(error)s)", reason=reason, error=error.said)
    return Outcome(edition.run, failure.state, timing.seconds, path, reason, failure.differences)


def _report(executed: Mapping[str, Any], edition: Edition, source: Mapping[str, Any]) -> dict[str, str | bytes]:
    """The page, and the annexes that are asked for, which it links to."""
    content = document_of(executed, edition)
    if not edition.annexes:
        return {REPORT: page_of(content, edition, source)}
    from arvio.publish.annexes.annexes import annexes_of  # and its libraries, where they are needed only

    annexes = annexes_of(content, edition)
    return {REPORT: page_of(content, edition, source, links_of(annexes, edition)), **annexes}


def _lay_ready(edition: Edition, made: Mapping[str, str | bytes]) -> None:
    """Write what the run made where nobody takes it along; take away what an earlier run left there."""
    root, run = edition.root, edition.run
    for kind, path in _places(edition).items():
        if kind in made:
            content = made[kind]
            content = content.encode("utf-8") if isinstance(content, str) else content
            files.write_bytes_whole(root, places.ready(root, run, path), content)
        else:
            files.remove(places.ready(root, run, path))


def _publish(edition: Edition) -> dict[str, object]:
    """Enter the facts in the register, put the files in place and read the page back; what the manifest says of it.

    The register comes first: a page that is out without its facts could never be audited.
    """
    root, run = edition.root, edition.run
    publication = register.enter(root, run, register.read_facts(_facts(edition)))
    keep_first(root, run, read_sidecar(sidecar_path(_facts(edition))), told=publication.fingerprint)
    for path in places.handed_over(root, run):
        ready = places.ready(root, run, path)
        if ready.exists():
            files.move_into_place(ready, path)
        else:
            files.remove(path)
    page = places.report(root, run).read_text(encoding="utf-8")
    fingerprint = check_fingerprint(page, run, source_notebook(edition))
    files.remove(places.error_page(root, run))
    for made in places.handed_over(root, run):
        files.remove(places.previous(root, run, made))
    return {"fingerprint": fingerprint, "version": publication.version, "facts": publication.fingerprint}


def withdraw(edition: Edition) -> bool:
    """Take the older files away, so that they cannot look current; the evaluator finds them beside the error page.

    What was signed and lies there stays, which is the answer.
    """
    root, run = edition.root, edition.run
    is_kept = stays(edition)
    forget_ready(edition)
    for path in places.handed_over(root, run):
        files.remove(places.ready(root, run, path))
        if path.exists() and not is_kept:
            files.move_into_place(path, places.previous(root, run, path))
    return is_kept


def _places(edition: Edition) -> dict[str, Path]:
    """Where each file that a run may hand over belongs."""
    root, run = edition.root, edition.run
    texts = {PAGE: places.form_page(root, run), TEXT: places.form_text(root, run)}
    annexes = {kind: places.annex(root, run, kind) for kind in places.ANNEXES}
    return {REPORT: places.report(root, run), **texts, **annexes}


def _keep_version(ready: Ready) -> None:
    """Keep what the report means, to be held against other versions of it."""
    edition, inputs = ready.edition, ready.inputs
    executed = read_notebook(places.executed(edition.root, edition.run))
    facts = register.read_facts(_facts(edition))
    words = words_of(read_sidecar(sidecar_path(_facts(edition))))
    made = Made(facts, words, ready.timing.started, inputs.files, inputs.versions)
    keep_version(edition.root, meaning_of(executed, edition, made))


def _facts(edition: Edition) -> Path:
    return register.facts_path(edition.root, edition.run, by="batch")


def _told(edition: Edition) -> dict[str, int]:
    """How many facts were shown, and how many withheld, rounded or coarsened."""
    return dict(sorted(Counter(fact["status"] for fact in register.read_facts(_facts(edition))).items()))


def _digests(edition: Edition) -> dict[str, str]:
    """The SHA-256 of each file that the run may hand over: the plain text holds no fingerprint of its own."""
    made = [path for path in places.handed_over(edition.root, edition.run) if path.exists()]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made}


def _since(start: float) -> float:
    return round(time.perf_counter() - start, 3)

"""A working copy as the report that it would be: the batch's own engine, door, template and checks, as a draft.

What is made lies in reports/.run/preview/ and nowhere else: reports, the register, manifests and the batch's own facts
stay as they are. The page differs from the batch's draft by the box on top that says what is to be done.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from arvio.commentary import read_sidecar, sidecar_path
from arvio.disclosure import register
from arvio.disclosure.coarsening import uncoarsened
from arvio.errors import ArvioError
from arvio.observed import Observed, Stat, observing
from arvio.params import Project, Run, open_project
from arvio.params.untranslated import SWEDISH, without_swedish
from arvio.publish import files, places
from arvio.publish.batch.workers import NewWorker, stop
from arvio.publish.editions import Edition
from arvio.publish.freshness.code import versions
from arvio.publish.freshness.inputs import files_of
from arvio.publish.making.execute import execute_preview
from arvio.publish.making.failures import Failure, failure_of, failure_of_process
from arvio.publish.notebooks.notebooks import Notebook, read_notebook
from arvio.publish.notebooks.parameters import INJECTED_TAG, check_parameters
from arvio.publish.page.export import document_of, page_of
from arvio.publish.page.parts import require_facts
from arvio.publish.running.children import allow_more
from arvio.publish.running.ended import ChildEnded
from arvio.publish.signing.signed import words_of
from arvio.publish.templates import environment
from arvio.publish.versions.keeping import keep_preview
from arvio.publish.versions.meaning import Made, meaning_of
from arvio.saying import evaluators_language, say, spoken
from arvio.workbench import todo
from arvio.workbench.copies import name_of, read_copy
from arvio.workbench.todo import ToDo

PAGE_SECONDS = 60
"""What a page may take beside its notebook."""
_CONTENT = '<main id="content">\n'
_ERROR_TAG = "papermill-error-cell-tag"


@dataclass(frozen=True)
class Wanted:
    """What is previewed: a run, and the file that its notebook is taken from, with whether the gate is asked too."""

    edition: Edition
    notebook: Path
    asks_gate: bool = False


@dataclass(frozen=True)
class Preview:
    """What came of a preview."""

    run: Run
    page: Path
    todo: tuple[ToDo, ...]
    is_made: bool
    """Whether its notebook ran to the end and the page holds the whole report."""
    read: Mapping[str, Stat | None] = field(default_factory=dict)
    """The files that it was made from, by absolute path, as they were when they were opened; None: was not there."""
    seconds: float = 0.0


def draft_of(project: Project, run: Run) -> Edition:
    """A draft of a run, also of one that params do not ask for. Nothing is made beside its page."""
    organisation = project.organisation(run.organisation)
    period = project.period(run.organisation, run.period)
    project.check_words(run)
    return Edition(
        run=run,
        root=project.root,
        organisation_name=organisation.name,
        data=organisation.data,
        stage="draft",
        start=period.start,
        end=period.end,
        time_limit_seconds=project.suite.time_limit_seconds,
        memory_limit_mb=project.suite.memory_limit_mb,
        n_in_finnish=len(without_swedish(project, run.organisation)) if run.language == SWEDISH else 0,
    )


def preview(wanted: Wanted, new_worker: NewWorker) -> Preview:
    """The preview, made in a process of its own, so that whatever its notebook does costs this preview only."""
    worker = new_worker()
    try:
        return worker.submit(make_preview, wanted.edition, wanted.notebook, wanted.asks_gate).result()
    except ChildEnded as ended:
        return _not_made(wanted.edition, wanted.notebook, failure_of_process(ended, wanted.edition))
    except KeyboardInterrupt:
        stop([worker])
        raise
    finally:
        worker.shutdown(wait=False)


def make_preview(edition: Edition, notebook: Path, asks_gate: bool = False) -> Preview:
    """The page and what is to be done, written below reports/.run/preview/; errors of the notebook are among it."""
    began = time.perf_counter()
    facts = register.facts_path(edition.root, edition.run, by="preview")
    files.remove(facts)
    with observing() as seen:
        try:
            source = read_copy(notebook)
            check_parameters(source, edition.run.parameters, name_of(notebook))
        except ArvioError as error:
            made = _not_made(edition, notebook, failure_of(error, edition.time_limit_seconds))
            return replace(made, read=dict(seen.files))
        executed, failure = _executed(edition, notebook)
        allow_more(PAGE_SECONDS)
        page, refusal = _page(executed, edition, source, facts)
        failure = failure or refusal
        if failure is None:
            _keep_meaning(executed, edition, facts, seen)
        found = _found(edition, notebook, source=source, executed=executed, facts=facts, asks_gate=asks_gate)
    ordered = todo.sorted_by_weight([*([todo.of_failure(failure)] if failure else []), *found])
    path = _write(edition, notebook, page, ordered, failure)
    return Preview(edition.run, path, ordered, failure is None, dict(seen.files), round(time.perf_counter() - began, 3))


def _executed(edition: Edition, notebook: Path) -> tuple[Mapping[str, Any], Failure | None]:
    """The executed notebook, up to the cell that failed where one did."""
    try:
        return execute_preview(edition, notebook), None
    except Exception as error:
        failure = failure_of(error, edition.time_limit_seconds)
        kept = places.preview(edition.root, edition.run, ".ipynb")
        return (_up_to(read_notebook(kept), failure.cell) if kept.exists() else {"cells": []}), failure


def _up_to(executed: Notebook, cell: int) -> Notebook:
    """The cells that were executed before the one that failed, counted from 1; none where no cell failed."""
    written = [one for one in executed["cells"] if _ERROR_TAG not in one["metadata"].get("tags", ())]
    kept, number = [], 0
    for one in written:
        number += INJECTED_TAG not in one["metadata"].get("tags", ())
        if number >= cell:
            break
        kept.append(one)
    return {**executed, "cells": kept}


def _page(
    executed: Mapping[str, Any], edition: Edition, source: Mapping[str, Any], facts: Path
) -> tuple[str, Failure | None]:
    """The page as the batch makes it; "" with the reason where the batch would make none."""
    if not executed["cells"]:
        return "", None
    try:
        require_facts(executed, facts, edition.run.notebook)
        return page_of(document_of(executed, edition), edition, source), None
    except Exception as error:
        return "", failure_of(error, edition.time_limit_seconds)


def _keep_meaning(executed: Mapping[str, Any], edition: Edition, facts: Path, seen: Observed) -> None:
    """Keep what the preview means, for arvio diff to hold against what went out."""
    told = register.read_facts(facts) if facts.exists() else []
    words = words_of(read_sidecar(sidecar_path(facts)))
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    made = Made(told, words, at, files_of(edition.root, seen), versions())
    keep_preview(edition.root, meaning_of(executed, edition, made))


def _found(
    edition: Edition, notebook: Path, *, source: Notebook, executed: Mapping[str, Any], facts: Path, asks_gate: bool
) -> list[ToDo]:
    root, run = edition.root, edition.run
    project = open_project(root)
    told = register.read_facts(facts) if facts.exists() else []
    shipped = places.notebook(root, run.notebook)
    found = [
        *todo.of_outputs(executed),
        *todo.of_translations(project, run, source),
        *todo.of_shape(source, name_of(notebook)),
        *todo.of_commentary(run, sidecar_path(facts)),
        *todo.of_words(project, run),
        *todo.of_disclosure(root, run, told),
        *todo.of_changes(source, read_notebook(shipped) if shipped.exists() and shipped != notebook else None),
    ]
    if asks_gate:
        plain = uncoarsened(facts)
        found += todo.of_gate(project, run, register.read_facts(plain) if plain.exists() else told)
    return found


def _not_made(edition: Edition, notebook: Path, failure: Failure) -> Preview:
    found = (todo.of_failure(failure),)
    return Preview(edition.run, _write(edition, notebook, "", found, failure), found, False)


def _write(edition: Edition, notebook: Path, page: str, found: tuple[ToDo, ...], failure: Failure | None) -> Path:
    root, run = edition.root, edition.run
    path = places.preview(root, run, ".html")
    shown = {
        "run": run,
        "place": str(run.place),
        "organisation_name": edition.organisation_name,
        "file": notebook.relative_to(root).as_posix(),
        "todo": [_in_words(one) for one in found],
        "language_of_todo": evaluators_language(),
        "traceback": failure.traceback if failure else "",
    }
    templates = environment(run.language)
    if page:
        box = templates.get_template("todo.html.j2").render(shown)
        page = page.replace(_CONTENT, f"{_CONTENT}{box}\n", 1)
    else:
        page = templates.get_template("preview.html.j2").render(shown)
    files.write_whole(root, path, page)
    files.write_whole(root, places.preview(root, run, ".todo.json"), _as_json(edition, notebook, found, failure))
    return path


def _in_words(one: ToDo) -> dict[str, str]:
    remedy = say("to do: %(remedy)s", remedy=one.remedy) if one.remedy else ""
    return {"weight": spoken(todo.WEIGHTS[one.weight]), "what": spoken(one.said), "remedy": spoken(remedy)}


def _as_json(edition: Edition, notebook: Path, found: tuple[ToDo, ...], failure: Failure | None) -> str:
    try:
        digest = edition.run.fingerprint(notebook.read_bytes())
    except OSError:
        digest = ""
    told = {
        "file": notebook.relative_to(edition.root).as_posix(),
        "fingerprint": digest,
        "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "state": "failed" if failure else "made",
        "todo": [one.plain() for one in found],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

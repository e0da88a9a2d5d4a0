"""Reports that were executed and not put out yet: a batch that was interrupted goes on with them where it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from arvio.bounded import json_in
from arvio.commentary import sidecar_path
from arvio.disclosure.coarsening import uncoarsened
from arvio.disclosure.register import facts_path
from arvio.publish import files, places
from arvio.publish.editions import Edition
from arvio.publish.freshness.digests import digest_of
from arvio.publish.freshness.inputs import Inputs, read_inputs
from arvio.publish.freshness.judging import Judge
from arvio.publish.manifest import Timing


@dataclass(frozen=True)
class Ready:
    """A report that was executed and whose files lie ready, not yet out."""

    edition: Edition
    timing: Timing
    inputs: Inputs


def write_ready(ready: Ready) -> None:
    """Write down what was laid ready, as the last thing: without this the report is executed again."""
    edition = ready.edition
    content = {**ready.inputs.plain(), "timing": vars(ready.timing), "laid": _laid(edition)}
    text = json.dumps(content, ensure_ascii=False)
    files.write_whole(edition.root, places.ready_record(edition.root, edition.run), text)


def found_ready(edition: Edition, judge: Judge) -> Ready | None:
    """A report that lies ready from an earlier batch, as it would be if it were executed now."""
    written = _written(edition)
    try:
        ready = Ready(edition, Timing(**written["timing"]), read_inputs(written))
        is_same = _is_laid(edition, written) and not judge.changes(edition, ready.inputs)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return ready if is_same else None


def lies_ready(edition: Edition) -> bool:
    """Whether the files that were laid ready are there, whole and not yet out."""
    return _is_laid(edition, _written(edition))


def _written(edition: Edition) -> Mapping[str, Any]:
    """What was written down of a report that was laid ready; nothing where none was."""
    try:
        found = json_in(places.ready_record(edition.root, edition.run))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_laid(edition: Edition, written: Mapping[str, Any]) -> bool:
    try:
        return written.get("laid") == _laid(edition)
    except OSError:  # what cannot be read is not known to be whole
        return False


def forget_ready(edition: Edition) -> None:
    """What lay ready is out, or is being made again."""
    files.remove(places.ready_record(edition.root, edition.run))


def _laid(edition: Edition) -> Mapping[str, str]:
    """The digest of each file that waits to be put out, of its facts, of what these would be without steps, and of what
    it shows of the evaluator's words."""
    root, run = edition.root, edition.run
    facts = facts_path(root, run, by="batch")
    laid = [places.ready(root, run, path) for path in places.handed_over(root, run)]
    return {path.name: digest_of(path) for path in (*laid, facts, uncoarsened(facts), sidecar_path(facts))}

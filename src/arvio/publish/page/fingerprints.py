"""The fingerprint of a report: it ties the page to its run, its notebook and every character on it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from arvio.errors import Problem, ProtectionError
from arvio.params import Run
from arvio.saying import say

PLACE_FOR_IT = "fingerprint".ljust(64, "-")
"""Stands on the page while the fingerprint of the page is computed."""

_SHORT = 16
_MARK = re.compile(r'<meta name="arvio-run" content="(\S+) ([0-9a-f]{64})">')


def short(fingerprint: str) -> str:
    """As much of it as people compare."""
    return fingerprint[:_SHORT]


def with_fingerprint(page: str, run: Run, notebook: Mapping[str, Any]) -> str:
    """The page with its fingerprint in place of PLACE_FOR_IT, which the page holds whole and shortened."""
    found = fingerprint(page, run, notebook)
    return page.replace(PLACE_FOR_IT, found).replace(short(PLACE_FOR_IT), short(found))


def fingerprint(page: str, run: Run, notebook: Mapping[str, Any]) -> str:
    """SHA-256 over the source of the notebook, the run, and the page without its fingerprint."""
    cells = [[cell["cell_type"], cell["source"]] for cell in notebook["cells"]]
    parts = (json.dumps(cells), json.dumps(asdict(run), sort_keys=True), page)
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def written_in(page: str) -> tuple[str, str]:
    """Place and fingerprint that a rendered page carries; both empty where it carries none."""
    mark = _MARK.search(page)
    return (mark[1], mark[2]) if mark else ("", "")


def check_fingerprint(page: str, run: Run, notebook: Mapping[str, Any]) -> str:
    """The fingerprint of a rendered page, if it is the page of this run and nobody has changed it."""
    place, written = written_in(page)
    if place != str(run.place):
        raise ProtectionError(_problem(run, say("is the page of another run"), place))
    bare = page.replace(written, PLACE_FOR_IT).replace(short(written), short(PLACE_FOR_IT))
    if fingerprint(bare, run, notebook) != written:
        raise ProtectionError(_problem(run, say("was changed after it was made"), written))
    return written


def _problem(run: Run, what: str, value: str) -> Problem:
    remedy = say("run it again: arvio run %(organisation)s", organisation=run.organisation)
    return Problem(f"{run}.html", what, remedy=remedy, value=value)

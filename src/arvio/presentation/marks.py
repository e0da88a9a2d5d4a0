"""What a cell shows, marked so that the exporter can tell it from anything else a notebook prints.

The mark stands in the metadata of the MIME bundle. It holds a digest of all that is shown, its finding for the summary
included: an output that somebody edited after it was shown no longer has a valid mark and does not leave the house.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

PartKind = Literal["figure", "table", "sentences", "commentary", "method", "workbench", "form_text"]

MARK = "arvio"


@dataclass(frozen=True)
class Shown:
    """A piece of a report: what figures, tables and narrative return."""

    kind: PartKind
    html: str
    text: str
    """The same in plain text, for terminals, screen readers in JupyterLab, and the copy-and-paste page."""
    finding: str = ""
    """One sentence (plain text) for the summary at the top of the report, where this part has a finding."""
    numbers: tuple[str, ...] = ()
    """Every number that a sentence states, as written, so that a test can look each one up."""

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        mark = {"kind": self.kind, "digest": digest(self.html, self.text, self.finding)}
        if self.finding:
            mark["finding"] = self.finding
        return {"text/html": self.html, "text/plain": self.text}, {MARK: mark}


def digest(*shown: str) -> str:
    """What tells whether anything of what is shown was changed; a UnicodeEncodeError for half a letter."""
    return hashlib.sha256("\0".join(shown).encode()).hexdigest()[:32]


def mark_of(output: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The mark of a notebook output, or None where it has none or was changed after it was shown."""
    mark = (output.get("metadata") or {}).get(MARK)
    data = output.get("data") or {}
    html, text = data.get("text/html"), data.get("text/plain", "")
    if not isinstance(mark, Mapping) or html is None:
        return None
    try:
        shown = digest("".join(html), "".join(text), mark.get("finding", ""))
    except (TypeError, UnicodeEncodeError):  # nothing of ours holds lists of numbers, or half a letter
        return None
    return mark if mark.get("digest") == shown else None

"""The evaluator's own words where the notebook asks for them, and what must be known of them before they go out.

What is said of words (that they are missing, or older than the figures) stands in drafts and in JupyterLab only: a
final report with such words is not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from arvio.commentary.judging import Judged
from arvio.commentary.numbers import Change, Fact
from arvio.disclosure import Context
from arvio.presentation import style
from arvio.presentation.markdown import html
from arvio.presentation.marks import Shown
from arvio.presentation.terms import TERMS, term
from arvio.presentation.written import written, written_interval
from arvio.results import EVERYBODY
from arvio.translations import words

NAMED_AT_MOST = 12
"""Changed figures in the box above a comment; the rest are counted."""


@dataclass(frozen=True)
class Where:
    """Where the words of a section are written."""

    file: str = ""
    """From the project's root; empty for readers who do not write them."""
    link: str = ""
    """From the open notebook, for JupyterLab; empty in the batch."""


def commentary(judged: Judged, context: Context, *, changed: Sequence[str] = (), where: Where | None = None) -> Shown:
    """The words of one section, said to be the evaluator's; in their place or above them what must be done first."""
    where = where or Where()
    if judged.state == "missing":
        return _shown([_missing(judged.section, context, where)], where)
    if judged.state in ("optional", "nothing_to_say"):
        return _shown([], where)
    whose = words(context.language).gettext("The evaluator's comment")
    label = f'<p class="arvio-whose">{escape(whose)}</p>'
    block = f'<div class="arvio-commentary">{label}{html(judged.words)}</div>'
    return _shown([*_warning(judged.state, changed, context), (block, f"{whose}\n{judged.words}")], where)


def in_words(changes: Iterable[Change], context: Context) -> list[str]:
    """Each figure that changed, as the report names it, with its old and its new value."""
    return [_change_in_words(change, context) for change in changes]


def _missing(section: str, context: Context, where: Where) -> tuple[str, str]:
    gettext = words(context.language).gettext
    lines = [gettext("The evaluator's comment is missing here.")]
    if where.file:
        place = {"file": where.file, "heading": f"## {section}"}
        lines.append(gettext("It is written in %(file)s below the heading %(heading)s.") % place)
    return _box(lines, [])


def _warning(state: str, changed: Sequence[str], context: Context) -> list[tuple[str, str]]:
    gettext = words(context.language).gettext
    if state == "unknown":
        return [_box([gettext("It is not known which figures this comment was written about.")], [])]
    if state != "stale":
        return []
    if not changed:
        return [_box([gettext("The figures have changed since this comment was written.")], [])]
    more = len(changed) - NAMED_AT_MOST
    left = [gettext("and %(n)s more") % {"n": more}] if more > 0 else []
    head = gettext("The figures have changed since this comment was written:")
    return [_box([head], [*changed[:NAMED_AT_MOST], *left])]


def _change_in_words(change: Change, context: Context) -> str:
    gettext = words(context.language).gettext
    before, now = change
    if now is None:
        assert before is not None  # a change has a figure before, or now, or both
        told = {"what": _what(before, context), "before": _value(before, context)}
        return gettext("%(what)s: %(before)s is told no more") % told
    if before is None:
        return gettext("%(what)s: %(now)s is new") % {"what": _what(now, context), "now": _value(now, context)}
    return f"{_what(now, context)}: {_differing(before, now, context)}"


def _differing(before: Fact, now: Fact, context: Context) -> str:
    """The value before and now; where it is written alike, whatever else of the figure is not."""
    for told in (_value, _n, _interval):
        if told(before, context) != told(now, context):
            return f"{told(before, context)} → {told(now, context)}"
    return f"{_value(before, context)} → {_value(now, context)}"


def _what(fact: Fact, context: Context) -> str:
    """The words for a figure: what it is about, of whom, when, and which statistic."""
    indicator = str(fact["indicator"])
    known = [indicator] if indicator in context.labels or indicator in TERMS else []
    group = [str(fact["group"])] if fact["group"] != EVERYBODY else []
    parts = [*known, *group, *filter(None, [str(fact["wave"])]), str(fact["statistic"])]
    return " · ".join(term(part, context) for part in parts)


def _value(fact: Fact, context: Context) -> str:
    return written(str(fact["statistic"]), _row(fact), context.language)


def _n(fact: Fact, context: Context) -> str:
    return "" if fact["n"] is None else f"n = {style.number(float(str(fact['n'])), context.language)}"


def _interval(fact: Fact, context: Context) -> str:
    return written_interval(_row(fact), context.language)


def _row(fact: Fact) -> dict[str, object]:
    """A fact as a released row: a number that is not told is no number there."""
    return {name: float("nan") if value is None else value for name, value in fact.items()}


def _box(lines: Sequence[str], items: Sequence[str]) -> tuple[str, str]:
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    listed = f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>" if items else ""
    return f'<div class="arvio-to-do">{told}{listed}</div>', "\n".join([*lines, *(f"- {item}" for item in items)])


def _shown(pieces: Sequence[tuple[str, str]], where: Where) -> Shown:
    """The pieces, each as HTML and as text, with the way to the file for who may follow it."""
    way = [(f'<p><a href="{escape(where.link)}">{escape(where.file)}</a></p>', where.file)] if where.link else []
    shown = [*pieces, *way]
    return Shown("commentary", "".join(html for html, _ in shown), "\n".join(text for _, text in shown))

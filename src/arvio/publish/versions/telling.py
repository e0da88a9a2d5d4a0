"""How versions differ, in lines that can be read aloud and as plain values for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from arvio.publish.versions.comparing import WITHHELD, Difference, Figure, Words
from arvio.publish.versions.meaning import Fact, Meaning
from arvio.saying import joined, say

_EXACT = "shown"
_VERDICTS = {1.0: say("supported"), 0.0: say("not supported"), None: say("cannot be judged")}
_STATUSES = {
    "withheld": say("withheld"),
    "rounded": say("rounded"),
    "coarsened": say("coarsened"),
}
_KINDS = {
    "changed": say("changed"),
    "new": say("new"),
    "gone": say("gone"),
    "told": say("told now, and was withheld"),
    "withheld": say("withheld now, and was told"),
}
_DIGITS_OF_DIGEST = 12


def lines_of(found: Difference) -> Iterator[str]:
    """What differs, a line each, under a heading for each part in which anything does."""
    if found.is_empty:
        yield say("They mean the same.")
    if found.before.stage != found.now.stage:
        yield say("Stage: %(before)s, now %(now)s", before=stage_in_words(found.before), now=stage_in_words(found.now))
    for heading, lines in sections_of(found):
        yield say("%(heading)s (%(n)s)", heading=heading, n=len(lines))
        yield from (joined(["  ", line], "") for line in lines)


def text_of(found: Difference) -> Iterator[str]:
    """The whole of it for a terminal: which report, which versions, and what differs, an empty line at the end."""
    yield str(found.now.run)
    yield comparison_in_words(found)
    yield from (joined(["  ", line], "") for line in lines_of(found))
    yield ""


def comparison_in_words(found: Difference) -> str:
    """Which versions are held against one another."""
    before, now = named(found.before), named(found.now)
    if found.before.run.period != found.now.run.period:
        periods = {"earlier": found.before.run.period, "later": found.now.run.period}
        return say("%(earlier)s: %(before)s; %(later)s: %(now)s", before=before, now=now, **periods)
    return say("from %(before)s to %(now)s", before=before, now=now)


def sections_of(found: Difference) -> Iterator[tuple[str, list[str]]]:
    """Each part in which anything differs: its heading, and a line for each difference."""
    parts = (
        (say("Figures"), [figure_in_words(one) for one in found.figures]),
        (say("Verdicts on claims and goals"), [figure_in_words(one) for one in found.claims]),
        (say("Sentences"), [_words(one) for one in found.sentences]),
        (say("The evaluator's comments"), [_words(one) for one in found.commentary]),
        (say("Methods"), [_words(one) for one in found.methods]),
        (say("Files that it was made from"), [_file(one) for one in found.inputs]),
        (say("Versions of programs"), [_words(one) for one in found.tools]),
    )
    yield from ((heading, lines) for heading, lines in parts if lines)


def named(meaning: Meaning) -> str:
    """A version as people tell it from others."""
    when = meaning.made[:10]
    if not meaning.number:
        return say("the preview of %(when)s", when=when)
    return say("version %(n)s of %(when)s (%(stage)s)", n=meaning.number, when=when, stage=stage_in_words(meaning))


def stage_in_words(meaning: Meaning) -> str:
    if meaning.signed_by:
        return say("signed by %(by)s on %(day)s", by=meaning.signed_by, day=meaning.signed_at[:10])
    return say("a final report") if meaning.stage == "final" else say("a draft")


def figure_in_words(figure: Figure) -> str:
    """Which figure it is, and what it was and is."""
    name = ", ".join(part for part in figure.key if part)
    before, now = (fact and fact_in_words(fact) for fact in (figure.before, figure.now))
    if figure.kind == "new":
        return say("%(name)s: new: %(now)s", name=name, now=now)
    if figure.kind == "gone":
        return say("%(name)s: gone: %(before)s", name=name, before=before)
    return say("%(name)s: %(before)s → %(now)s", name=name, before=before, now=now)


def fact_in_words(fact: Fact) -> str:
    """What a figure tells."""
    if fact["status"] == WITHHELD:
        return _STATUSES[WITHHELD]
    if fact["statistic"] == "verdict":
        parts = [_VERDICTS.get(fact["value"], _number(fact["value"]))]
    else:
        parts = [_number(fact["value"])]
    if fact["low"] is not None and fact["high"] is not None:
        parts.append(f"[{_number(fact['low'])}–{_number(fact['high'])}]")
    if fact["n"] is not None:
        parts.append(f"n {_number(fact['n'])}")
    if fact["status"] != _EXACT:
        parts.append(_STATUSES.get(str(fact["status"]), str(fact["status"])))
    return joined(parts, ", ")


def plain(found: Difference) -> dict[str, object]:
    """The same in every language, for programs."""
    return {
        "report": str(found.now.run),
        "from": _plain_version(found.before),
        "to": _plain_version(found.now),
        "same": found.is_empty,
        "figures": plain_figures(found.figures),
        "claims": plain_figures(found.claims),
        "sentences": _plain_words(found.sentences),
        "commentary": _plain_words(found.commentary),
        "methods": _plain_words(found.methods),
        "inputs": _plain_words(found.inputs),
        "tools": _plain_words(found.tools),
    }


def plain_figures(figures: Iterable[Figure]) -> list[dict[str, object]]:
    """Each figure with what it was and is."""
    names = ("indicator", "breakdown", "group", "wave", "statistic")
    return [
        {
            **dict(zip(names, one.key, strict=True)),
            "change": one.kind,
            "before": _plain(one.before),
            "now": _plain(one.now),
        }
        for one in figures
    ]


def kind_in_words(figure: Figure) -> str:
    return _KINDS[figure.kind]


def _plain(fact: Fact | None) -> dict[str, object] | None:
    return None if fact is None else {part: fact[part] for part in ("value", "low", "high", "n", "status")}


def _plain_words(found: Sequence[Words]) -> list[dict[str, str]]:
    return [asdict(one) for one in found]


def _plain_version(meaning: Meaning) -> dict[str, object]:
    signed = {"by": meaning.signed_by, "at": meaning.signed_at} if meaning.signed_by else None
    told = {"version": meaning.number or "preview", "period": meaning.run.period, "made": meaning.made}
    return {**told, "stage": meaning.stage, "signed": signed}


def _words(one: Words) -> str:
    about = joined([one.about, ": "], "") if one.about else ""
    if not one.before:
        what = say("new: %(now)s", now=_on_a_line(one.now))
    elif not one.now:
        what = say("gone: %(before)s", before=_on_a_line(one.before))
    else:
        what = say("was: %(before)s | is: %(now)s", before=_on_a_line(one.before), now=_on_a_line(one.now))
    return joined([about, what], "")


def _file(one: Words) -> str:
    if not one.before or one.before == _ABSENT:
        return say("%(name)s: new", name=one.about)
    if not one.now or one.now == _ABSENT:
        return say("%(name)s: gone", name=one.about)
    digests = {"before": one.before[:_DIGITS_OF_DIGEST], "now": one.now[:_DIGITS_OF_DIGEST]}
    return say("%(name)s: changed (digest %(before)s → %(now)s)", name=one.about, **digests)


_ABSENT = "absent"


def _on_a_line(text: str) -> str:
    return " ".join(text.split())


def _number(value: float | None) -> str:
    """A number as it stands in the register, a whole one without a point.

    >>> _number(4.0), _number(0.62), _number(None)
    ('4', '0.62', '–')
    """
    if value is None:
        return "–"
    return str(int(value)) if float(value).is_integer() else str(value)

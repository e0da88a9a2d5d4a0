"""Headings of figures: none claims a difference or a change unless a released row bears it out.

A heading that claims one is a `Finding`, which carries the rows that it rests on. A heading of plain words that claims
one all the same is found by its words, in the language of the page, so that no figure goes round this door: neither
one of ours nor one that an evaluator makes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from arvio.disclosure import Context, Row
from arvio.errors import FindingError, Problem
from arvio.presentation.hyphens import without_soft_hyphens
from arvio.presentation.written import written, written_interval
from arvio.results import STATISTICS
from arvio.saying import say

DIFFERENCES = {"difference": 1, "share_difference": 2, "relative_change": 2}
"""The kinds of statistics that are 0 where there is no difference, with the decimals to which a page has them."""
COUNTED = "relative_change"
"""Of two counts. Where everybody was counted, chance has no part in it, and it needs no interval."""

RISING = {
    "en": r"\b(rose|risen|rises|grew|grown|grows|increas\w+|doubled|gain(s|ed)|higher|larger|greater|longer)\b",
    "fi": r"\b(nous(i|ivat|evat)|kasvo(i|ivat)|kasva(a|vat)|lisäänty\w+|kaksinkertaistu\w+|suure(mpi|mmat)\w*|"
    r"korkeam\w+|pite(mpi|mmät)\w*)\b",
    "sv": r"\b(steg|stigit|stiger|växte|vuxit|växer|öka(de|t|r)|fördubbla\w+|högre|större|längre)\b",
}
FALLING = {
    "en": r"\b(fell|fallen|falls|declin\w+|decreas\w+|dropp?(s|ed)|shrank|halved|lower|smaller|fewer|shorter)\b",
    "fi": r"\b(lask(i|ivat|ee|evat)|väheni(vät)?|vähene\w+|pieneni(vät)?|puolittu\w+|piene(mpi|mmät)\w*|"
    r"matalam\w+|alhaisem\w+|vähäisem\w+|lyhye(mpi|mmät)\w*)\b",
    "sv": r"\b(sjönk|sjunkit|sjunker|föll|minska(de|t|r)|halvera\w+|lägre|mindre|färre|kortare)\b",
}
EITHER = {
    "en": r"\b(changed|differ(s|ed)?|improv(e|es|ed)|worsen(s|ed)?|better|worse|less|more (often|of)|than)\b(?! one\b)"
    r"|\bat the start and\b.*\d.*\bat the end\b",
    "fi": r"\b(muuttu(i|ivat|u|vat)|eroa(a|vat)|erosi(vat)?|parani(vat)?|parantu\w+|heikkeni(vät)?|huononi(vat)?|"
    r"paremm?(in|at|pi)|huono(mmin|mmat|mpi)|enemmän|vähemmän|useam(min|mat|pi)|(?<!muuta )kuin)\b"
    r"|\balussa\b.*\d.*\blopussa\b",
    "sv": r"\b(förändrade(s)?|skiljer|skilde|förbättra(de|des|ts)|försämra(de|des|ts)|bättre|sämre|mer|fler|oftare|"
    r"(?<!annat )än)\b|\d.*\bi början och\b.*\d.*\bi slutet\b",
}
ASKING = {
    "en": r"(how|what|when|where|which|who|why)\b",
    "fi": r"(kuinka|miten|mi(tä|kä|tkä|hin|llä|ssä|stä|ksi|lloin)|ke(nen|tkä|tä|nelle))\b",
    "sv": r"(hur|vad|när|vart|vilk\w+|vem|varför)\b",
}
"""A heading that asks says what is looked at, and claims nothing."""


@dataclass(frozen=True)
class Finding:
    """A heading that claims a difference or a change, and the released rows that it rests on, each of a difference."""

    words: str
    rests_on: tuple[Row, ...]


Heading = str | Finding


def in_words(heading: Heading) -> str:
    return heading.words if isinstance(heading, Finding) else heading


def bears_out(row: Row) -> bool:
    """Whether a released row shows a difference: its interval leaves out zero, or all on both sides were counted.

    An end that a page has as 0.0 is zero: a reader who looks the claim up in the table finds it there.
    """
    kind = STATISTICS.get(row["statistic"])
    if kind is None or kind not in DIFFERENCES or row["status"] == "withheld" or row["value"] != row["value"]:
        return False
    low, value, high = (round(row[column], DIFFERENCES[kind]) for column in ("low", "value", "high"))
    if low == low and high == high:
        return low > 0 or high < 0
    return kind == COUNTED and row["basis"] == "collected" and value != 0


def claims_difference(words: str, language: str) -> bool:
    """Whether the words of a heading claim that something differs or changed.

    >>> claims_difference("Visits rose in 2025", "en"), claims_difference("How many changed for the better", "en")
    (True, False)
    """
    said = _unquoted(words)
    if re.match(ASKING[language], said):
        return False
    return any(re.search(kind[language], said) for kind in (RISING, FALLING, EITHER))


def _unquoted(words: str) -> str:
    """The words in small letters, without those of an item or a score: it is not the heading that says these."""
    return re.sub(r"[“”][^”]*”", "…", without_soft_hyphens(words)).casefold()


def checked(heading: Heading, context: Context) -> str:
    """The words of a heading that claims no more than its rows show; a FindingError of one that does."""
    if not isinstance(heading, Finding):
        if claims_difference(heading, context.language):
            raise _unsupported(heading, context, say("the heading claims a difference and names no figure for it"))
        return heading
    if not heading.rests_on:
        raise _unsupported(heading.words, context, say("the heading claims a difference and names no figure for it"))
    for row in heading.rests_on:
        _check(heading.words, row, context)
    return heading.words


def _check(words: str, row: Row, context: Context) -> None:
    if not bears_out(row):
        raise _unsupported(words, context, _what_is_missing(row, context))
    ways = {
        way for way, kind in (("up", RISING), ("down", FALLING)) if re.search(kind[context.language], _unquoted(words))
    }
    if ways == {"down" if row["value"] > 0 else "up"}:
        what = say("the heading says the opposite of its figure, %(figure)s", figure=_figure(row, context))
        raise _unsupported(words, context, what)


def _what_is_missing(row: Row, context: Context) -> str:
    figure = _figure(row, context)
    if row["status"] == "withheld" or row["value"] != row["value"]:
        return say("the heading claims a difference whose figure is not shown (%(figure)s)", figure=figure)
    if STATISTICS.get(row["statistic"]) not in DIFFERENCES:
        return say("the heading claims a difference and rests on a figure of no difference, %(figure)s", figure=figure)
    interval = written_interval(row, context.language)
    if row["low"] == row["low"] and row["high"] == row["high"]:
        return say(
            "the heading claims a difference that chance may explain: %(figure)s, 95%% interval %(interval)s",
            figure=figure,
            interval=interval,
        )
    return say("the heading claims a difference without an interval: %(figure)s", figure=figure)


def _figure(row: Row, context: Context) -> str:
    """Which row it is and what it shows, as written on the page."""
    names = [row[name] for name in ("indicator", "statistic", "group", "wave") if row[name]]
    return f"{' / '.join(names)} = {written(row['statistic'], row, context.language)}"


def _unsupported(words: str, context: Context, what: str) -> FindingError:
    return FindingError(
        Problem(
            file=f"{context.organisation} {context.period}",
            place=say("the figure “%(heading)s”", heading=words),
            what=what,
            expected=say("a released difference whose interval leaves out zero, or a change of what was counted"),
            remedy=say("give the heading as a Finding with the row that shows it, or say what the figure is about"),
        )
    )

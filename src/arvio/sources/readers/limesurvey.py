"""LimeSurvey's text file or workbook of responses, whatever its headings show: codes, texts, or both.

Its syntax file for R or SPSS, named in codebook:, tells the questions and their options.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from arvio.errors import Problem, SourceError
from arvio.params import Source
from arvio.saying import say
from arvio.sources.cells import each, label, text
from arvio.sources.codebooks.limesurvey_syntax import Variable, variables
from arvio.sources.codebooks.options import kind_of
from arvio.sources.containers.tabular import export_parts
from arvio.sources.files import companion
from arvio.sources.raw_table import NOT_SHOWN, Question, QuestionKind, RawTable
from arvio.sources.source_file import SourceFile

COMPLETE = "[complete]"
"""Header of the column that tells whether a response was sent: LimeSurvey leaves the date empty when it was not."""

_OWN = {
    "id": ("Response ID", "Vastaus-ID", "Vastauksen tunniste"),
    "submitdate": ("Date submitted", "Lähetyspäivämäärä", "Lähetetty"),
    "lastpage": ("Last page", "Viimeinen sivu"),
    "startlanguage": ("Start language", "Aloituskieli"),
    "seed": ("Seed", "Siemen", "Siemenluku"),
    "startdate": ("Date started", "Aloituspäivämäärä", "Aloitettu"),
    "datestamp": ("Date last action", "Viimeisin toiminto", "Päivämäärän viimeinen toiminta"),
    "interviewtime": ("Total time", "Kokonaisaika"),
    "token": ("Access code", "Token", "Tunniste", "Pääsykoodi"),
    "ipaddr": ("IP address", "IP-osoite"),
    "refurl": ("Referrer URL", "Opastus-URL", "Viittaava URL"),
    "email": ("Email address", "Email", "Sähköpostiosoite", "Sähköposti"),
    "firstname": ("First name", "Etunimi"),
    "lastname": ("Last name", "Sukunimi"),
}
"""Columns that are no question: code, and how headings of texts call it in English and Finnish. The Finnish ones
differ between versions of LimeSurvey; what is missing here is told as a column that params say nothing about."""
_PERSONAL = frozenset({"token", "ipaddr", "refurl", "email", "firstname", "lastname"})
_BY_LABEL = {label(words): code for code, several in _OWN.items() for words in several}

_BRACKETED = r"[A-Za-z0-9]\w*(?:\[[^\[\]]+\]){0,2}"
_CODE = re.compile(_BRACKETED, re.ASCII)
_CODE_AND_TEXT = re.compile(rf"({_BRACKETED})\. ?(.*)", re.ASCII | re.DOTALL)
_TIMING = re.compile(r"groupTime\d+|(?:Group|Question) time: .*")
_OPEN = re.compile(r".*_(?:other|\w*comment)", re.ASCII)
_EXPRESSION = re.compile(r"\{\s*!?\s*[A-Za-z(]")
_PARAGRAPH_FROM = 200

_TICKED, _UNTICKED, _NEVER_SEEN = frozenset({"y", "yes", "kyllä"}), frozenset({"n", "no", "ei"}), "n/a"
_FIXED_ANSWERS = (
    (("1", "0"), ("Y", "N")),
    (("1", "2"), ("Y", "N")),
    (("1", "2"), ("F", "M")),
    (("1", "2", "3"), ("Y", "N", "U")),
    (("1", "2", "3"), ("I", "S", "D")),
)
"""Codes that the syntax files give to answers which the exports write as letters."""
_NO_DATES = "1980-01-01"
"""What LimeSurvey writes as the date of every response sent where the survey records no dates."""


@dataclass(frozen=True)
class Heading:
    """One heading taken apart: the code and the words that it shows, and which of LimeSurvey's own columns it is."""

    header: str
    code: str = ""
    words: str = ""
    own: str = ""

    @property
    def question(self) -> str:
        """The question that a box or subquestion belongs to: its code, else its words."""
        if self.code:
            return re.split(r"[\[_]", self.code)[0]
        return self.words.rpartition("[")[0].strip()

    @property
    def expression(self) -> str:
        """The code as LimeSurvey's expressions and syntax files write it: Q1[SQ001] is Q1_SQ001."""
        code = re.sub(r"(\]\[)([12])\]$", lambda scale: f"][{int(scale[2]) - 1}]", self.code)
        return code.replace("][", "_").replace("[", "_").replace("]", "")


@dataclass(frozen=True)
class Layout:
    """What the first part of an export shows of the whole: its settings are the same on every row."""

    headings: tuple[Heading, ...]
    own: Mapping[str, str]
    """LimeSurvey's own column: its header."""
    seen_boxes: tuple[str, ...] = ()
    """Boxes of which the export tells those left unticked from those never shown."""
    codes: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    provides: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The rows of responses, those never sent among them; [complete] tells which were sent."""
    known = variables(companion(file, source.codebook)) if source.codebook else ()
    layout = None
    for part in export_parts(source, file):
        layout = layout or _layout(part, known, codebook=source.codebook)
        yield _told(part, layout)


def _told(part: RawTable, layout: Layout) -> RawTable:
    own = layout.own
    return replace(
        part,
        cells=_cells(part.cells, layout),
        codes=layout.codes,
        questions=layout.questions,
        personal=frozenset(own[code] for code in own.keys() & _PERSONAL),
        bookkeeping=frozenset(own[code] for code in own.keys() - _PERSONAL),
        provides=layout.provides,
        notes=(*part.notes, *layout.notes),
    )


def _cells(cells: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    changed = {header: _seen(cells[header]) for header in layout.seen_boxes}
    if "submitdate" in layout.own:
        sent = each(cells[layout.own["submitdate"]], text).ne("")
        changed[COMPLETE] = sent.map({True: "yes", False: "no"}).astype(object)
    return cells.assign(**changed)


def _seen(boxes: pd.Series) -> pd.Series:
    """Where unticked boxes are written out, a blank one was never shown: LimeSurvey has nothing stored for it."""
    return boxes.mask(each(boxes, label).isin(["", _NEVER_SEEN]), NOT_SHOWN)


def _layout(part: RawTable, known: tuple[Variable, ...], *, codebook: str | None) -> Layout:
    headings = _headings(part.headers)
    matched = _matched(headings, known)
    if known and not matched:
        raise SourceError(_other_survey(part.file, str(codebook)))
    own = {heading.own: heading.header for heading in headings if heading.own}
    questions = _questions(part, headings, matched)
    return Layout(
        headings,
        own,
        seen_boxes=_seen_boxes(part, headings, questions),
        codes=_codes(headings, matched),
        questions=questions,
        provides=_provides(part, own),
        notes=(*_odd_headings(part, headings), *_no_dates(part, own)),
    )


def _headings(headers: Iterable[str]) -> tuple[Heading, ...]:
    """Each heading taken apart, in the style that most of them have."""
    shown = list(headers)
    both = sum(_CODE_AND_TEXT.fullmatch(header) is not None for header in shown)
    codes = sum(_CODE.fullmatch(header) is not None for header in shown)
    take_apart = _code_and_text if 2 * both > len(shown) else _code if 2 * codes > len(shown) else _words
    headings = [take_apart(header) for header in shown]
    timings = {f"{heading.code}Time" for heading in headings if heading.code}
    return tuple(replace(heading, own=_own(heading, timings=timings)) for heading in headings)


def _code_and_text(header: str) -> Heading:
    found = _CODE_AND_TEXT.fullmatch(header)
    return Heading(header, found[1], found[2].strip()) if found else _words(header)


def _code(header: str) -> Heading:
    return Heading(header, code=header) if _CODE.fullmatch(header) else _words(header)


def _words(header: str) -> Heading:
    return Heading(header, words=header)


def _own(heading: Heading, *, timings: set[str]) -> str:
    """Which of LimeSurvey's own columns a heading is; '' for a question. Its words may be parted by underscores."""
    is_timing = heading.code in timings or _TIMING.fullmatch(heading.code) or _TIMING.fullmatch(heading.words)
    if is_timing:
        return heading.header
    shown = heading.code or heading.words
    return shown if shown in _OWN else _BY_LABEL.get(label(shown.replace("_", " ")), "")


def _codes(headings: Iterable[Heading], matched: Mapping[str, Variable]) -> dict[str, str]:
    """Every code by which params may name a column, in both of LimeSurvey's ways of writing it."""
    codes = {code: heading.header for heading in headings for code in (heading.code, heading.expression) if code}
    codes |= {heading.own: heading.header for heading in headings if heading.own}
    codes |= {variable.code: header for header, variable in matched.items()}
    return {code: header for code, header in codes.items() if code != header}


def _matched(headings: Iterable[Heading], known: Iterable[Variable]) -> dict[str, Variable]:
    """Header: what the codebook says of it, found by its code, by its words, or by their beginning where cut."""
    by_code = {variable.code: variable for variable in known}
    by_words: defaultdict[tuple[str, ...], list[Variable]] = defaultdict(list)
    for variable in known:
        by_words[_bare(variable.words)].append(variable)
    matched = {}
    for heading in headings:
        several = by_words.get(_bare(heading.words), []) or _begun(heading, by_words)
        found = by_code.get(heading.expression) or (several[0] if len(several) == 1 else None)
        if found is not None and not heading.own:
            matched[heading.header] = found
    return matched


def _begun(heading: Heading, by_words: Mapping[tuple[str, ...], list[Variable]]) -> list[Variable]:
    """The variables whose words begin as those of a heading that LimeSurvey cut short with two dots."""
    if ".." not in heading.words:
        return []
    parts = _bare(heading.words)
    return [
        variable
        for words, several in by_words.items()
        if len(words) == len(parts) and all(map(str.startswith, words, parts))
        for variable in several
    ]


def _bare(words: str) -> tuple[str, ...]:
    """The letters and digits of a question and its subquestions: white space and marks differ between the files."""
    parts = ("".join(filter(str.isalnum, part)).casefold() for part in re.split(r"[\[\]]", words))
    return tuple(part for part in parts if part)


def _questions(part: RawTable, headings: Iterable[Heading], matched: Mapping[str, Variable]) -> dict[str, Question]:
    others = {variable.code: variable.words for variable in matched.values() if _OPEN.fullmatch(variable.code)}
    questions = {header: _question(variable, part.cells[header], others=others) for header, variable in matched.items()}
    shown_only = {
        heading.header: Question(heading.words, kind="note")
        for heading in headings
        if _is_odd(heading) and heading.header not in questions and _is_empty(part.cells[heading.header])
    }
    return questions | shown_only


def _question(variable: Variable, column: pd.Series, *, others: Mapping[str, str]) -> Question:
    """A question by its variable. Who chose "other" has -oth- in the cell, and its words in a column beside."""
    options = _as_written(variable.options, column)
    other = others.get(f"{variable.code}_other")
    if options and other is not None:
        options["-oth-"] = other.rpartition("[")[2].removesuffix("]")
    kind = _kind(variable, column)
    return Question(variable.words, kind, options, parent=variable.code.partition("_")[0] if kind == "option" else "")


def _kind(variable: Variable, column: pd.Series) -> QuestionKind:
    if _OPEN.fullmatch(variable.code):
        return "text"
    if set(variable.options) == {"0", "1"} and variable.holds == "number":
        return "option"
    if variable.options:
        return kind_of(variable.options)
    is_odd = len(variable.words) >= _PARAGRAPH_FROM or _EXPRESSION.search(variable.words)
    return "note" if variable.holds == "text" and is_odd and _is_empty(column) else variable.holds


def _as_written(options: Mapping[str, str], column: pd.Series) -> dict[str, str]:
    """The options by what stands in the cells: the syntax files number answers that the exports write as letters."""
    found = set(each(column, text)) - {""}
    for codes, letters in _FIXED_ANSWERS:
        if tuple(options) == codes and found and found <= set(letters):
            return dict(zip(letters, options.values(), strict=True))
    return dict(options)


def _seen_boxes(part: RawTable, headings: Iterable[Heading], questions: Mapping[str, Question]) -> tuple[str, ...]:
    """The boxes of questions in which some box is written as left unticked.

    LimeSurvey writes them so only where the export was told to, or answers are written as labels. Where it was not,
    an unticked box and one never shown are both blank, and nobody can tell.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for heading in headings:
        if heading.question and heading.question != heading.code and not _OPEN.fullmatch(heading.expression):
            groups[heading.question].append(heading.header)
    return tuple(header for group in groups.values() if _writes_unticked(part, group, questions) for header in group)


def _writes_unticked(part: RawTable, headers: list[str], questions: Mapping[str, Question]) -> bool:
    """A matrix of yes, no and uncertain is no question of boxes; one of yes and no alone looks like one."""
    forms = {label(cell) for header in headers for cell in part.cells[header].unique()} - {""}
    declared = [questions[header].kind == "option" for header in headers if header in questions]
    if declared:
        return all(declared) and bool(forms & (_UNTICKED | {"0"}))
    return bool(forms & _UNTICKED) and bool(forms & _TICKED) and forms <= _TICKED | _UNTICKED | {_NEVER_SEEN}


def _provides(part: RawTable, own: Mapping[str, str]) -> dict[str, str]:
    provided = {"response_id": own["id"]} if "id" in own else {}
    if "submitdate" in own:
        provided["complete"] = COMPLETE
        if not _no_dates(part, own):
            provided["submitted_at"] = own["submitdate"]
    return provided


def _no_dates(part: RawTable, own: Mapping[str, str]) -> list[str]:
    dates = set(each(part.cells[own["submitdate"]], text)) - {""} if "submitdate" in own else set()
    if dates and all(date.startswith(_NO_DATES) for date in dates):
        return [say("the survey records no dates: every response sent is dated 1.1.1980, and that date is not used")]
    return []


def _odd_headings(part: RawTable, headings: Iterable[Heading]) -> list[str]:
    unevaluated = [part.letters[one.header] for one in headings if _EXPRESSION.search(one.words)]
    paragraphs = [part.letters[one.header] for one in headings if len(one.words) >= _PARAGRAPH_FROM]
    notes: list[str] = []
    if unevaluated:
        told = say(
            "headings hold expressions that LimeSurvey did not work out, in columns: %(columns)s",
            columns=", ".join(unevaluated),
        )
        notes.append(told)
    if paragraphs:
        told = say(
            "headings are whole paragraphs in columns: %(columns)s; name them by code or place",
            columns=", ".join(paragraphs),
        )
        notes.append(told)
    return notes


def _is_odd(heading: Heading) -> bool:
    return len(heading.words) >= _PARAGRAPH_FROM or _EXPRESSION.search(heading.words) is not None


def _is_empty(column: pd.Series) -> bool:
    return not each(column, text).ne("").any()


def _other_survey(file: str, codebook: str) -> Problem:
    return Problem(
        file,
        say("the codebook %(codebook)s describes none of its columns", codebook=codebook),
        say("the syntax file of the same survey"),
        say("name the right file in codebook: or leave it out; headings of codes, or of whole texts, are found best"),
    )

"""Which tool wrote an export, by what its first rows hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from arvio.inspection.formats.first_rows import Rows, header_rows_of
from arvio.params.models import Reader
from arvio.saying import joined, say
from arvio.sources.cells import text
from arvio.sources.codebooks import redcap_forms
from arvio.sources.dates import is_written_as_date
from arvio.sources.readers import microsoft_forms, qualtrics, surveymonkey, webropol

MORE_HEADER_ROWS_AT_MOST = 2


@dataclass(frozen=True)
class Tool:
    """The reader for a tool's exports, how many header rows this one has, and what gave it away."""

    reader: Reader
    evidence: str
    header_rows: int = 1


def recognised(rows: Rows) -> Tool | None:
    """The tool that wrote an export whose first row here holds the headers; None where nothing shows it."""
    titles = [text(cell) for cell in rows[0]] if rows else []
    below = [[text(cell) for cell in row] for row in rows[1 : 1 + MORE_HEADER_ROWS_AT_MOST]]
    seen = (look(titles, below) for look in _LOOKS)
    return next(filter(None, seen), None)


def plain(rows: Rows, reader: Reader) -> Tool:
    """The reader for tables of no known tool."""
    n_rows = header_rows_of(rows)
    if n_rows == 1:
        return Tool(reader, say("its headers are those of no tool that arvio knows"), n_rows)
    told = say(
        "its headers are those of no tool that arvio knows; the first header row has gaps that the second fills, as "
        "merged cells leave them"
    )
    return Tool(reader, told, n_rows)


Titles = Sequence[str]


def _qualtrics(titles: Titles, below: Sequence[Titles]) -> Tool | None:
    if len(below) > 1 and any('"ImportId"' in cell for cell in below[1]):
        return Tool("qualtrics", say("the third row holds ImportId, as Qualtrics writes"), 3)
    pairs = list(zip(titles, below[0], strict=False)) if below else []
    if any(re.fullmatch(r"V\d+", title) and words in qualtrics.LEGACY for title, words in pairs):
        return Tool(
            "qualtrics",
            say("the first row holds V1, V2 … and the second their names, as Qualtrics wrote earlier"),
            2,
        )
    own = _there(titles, ("StartDate", "EndDate", "RecordedDate", "ResponseId", "DistributionChannel"))
    if len(own) < 3:
        return None
    words = [cell for title, cell in pairs if title in qualtrics.DATES and cell and not is_written_as_date(cell)]
    return Tool(
        "qualtrics", say("the headers %(headers)s are those of Qualtrics", headers=_listed(own)), 2 if words else 1
    )


def _surveymonkey(titles: Titles, below: Sequence[Titles]) -> Tool | None:
    forms = {re.sub(r"[\W_]", "", title).casefold() for title in titles}
    own = surveymonkey.RESPONDENT in forms
    answers = [cell for cell in (below[0] if below else ()) if cell.casefold() in surveymonkey.ANSWER]
    if answers and (own or "" in titles):
        return Tool(
            "surveymonkey",
            say("the second row holds '%(words)s' under questions, as SurveyMonkey writes", words=answers[0]),
            2,
        )
    if not own or not {"collectorid", "startdate"} & forms:
        return None
    beneath_id = _beneath(titles, below, surveymonkey.RESPONDENT)
    return Tool("surveymonkey", say("its first headers are those of SurveyMonkey"), 1 if beneath_id else 2)


def _beneath(titles: Titles, below: Sequence[Titles], form: str) -> str:
    pairs = zip(titles, below[0] if below else (), strict=False)
    return next((cell for title, cell in pairs if re.sub(r"[\W_]", "", title).casefold() == form), "")


def _redcap(titles: Titles, below: Sequence[Titles]) -> Tool | None:
    own = [title for title in titles if title in (*redcap_forms.BOOKKEEPING, redcap_forms.SURVEY_IDENTIFIER)]
    boxes = [title for title in titles if re.fullmatch(r"[a-z]\w*?___\w+", title)]
    states = [title for title in titles if title.endswith("_complete")]
    if own:
        return Tool("redcap", say("the header %(header)s is REDCap's", header=own[0]))
    if boxes and states:
        return Tool(
            "redcap",
            say(
                "a column for each box, as %(box)s, and the state of a form, as %(state)s",
                box=boxes[0],
                state=states[0],
            ),
        )
    if titles and titles[0] == "record_id" and states:
        return Tool(
            "redcap",
            say("the first column is record_id, and %(state)s is the state of a form, as in REDCap", state=states[0]),
        )
    return None


_HXL = re.compile(r"#[a-z]\w*(?:\s*\+\w+)*", re.IGNORECASE)


def _kobo(titles: Titles, below: Sequence[Titles]) -> Tool | None:
    own = _there(titles, ("_id", "_uuid", "_submission_time", "_index", "_submitted_by", "_validation_status"))
    central = _there(titles, ("SubmissionDate", "KEY", "meta-instanceID"))
    repeat = _there(titles, ("PARENT_KEY", "_parent_index", "_parent_table_name"))
    hxl = below and any(below[0]) and all(_HXL.fullmatch(cell) for cell in below[0] if cell)
    tags = [say("the second row holds HXL tags")] if hxl else []
    if len(own) > 1:
        return Tool(
            "kobo", joined([say("the headers %(headers)s are KoboToolbox's", headers=_listed(own)), *tags], "; ")
        )
    if len(central) > 1 or repeat:
        return Tool(
            "kobo",
            joined(
                [say("the headers %(headers)s are those of ODK", headers=_listed([*central, *repeat])), *tags], "; "
            ),
        )
    return Tool("kobo", say("the second row holds HXL tags, as KoboToolbox writes")) if hxl else None


_LIMESURVEY = ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp")
_LIMESURVEY_WORDS = ("Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started")


def _limesurvey(titles: Titles, below: Sequence[Titles]) -> Tool | None:
    codes = _there([title.partition(".")[0] for title in titles], _LIMESURVEY)
    words = _there(titles, _LIMESURVEY_WORDS)
    if len(codes) > 2 or len(words) > 2:
        return Tool(
            "limesurvey",
            say("the headers %(headers)s are LimeSurvey's", headers=_listed(codes if len(codes) > 2 else words)),
        )
    return None


def _microsoft_forms(titles: Titles, below: Sequence[Titles]) -> Tool | None:
    own = _there(titles, microsoft_forms.BOOKKEEPING)
    times = _there(
        titles, ("Start time", "Completion time", "Aloitusaika", "Valmistumisaika", "Starttid", "Slutförandetid")
    )
    if len(times) > 1 or (times and len(own) > 2):
        return Tool(
            "microsoft_forms",
            say("the headers %(headers)s are those of Microsoft Forms", headers=_listed(own or times)),
        )
    return None


def _google_forms(titles: Titles, below: Sequence[Titles]) -> Tool | None:
    if titles and titles[0] in ("Timestamp", "Aikaleima", "Tidstämpel"):
        return Tool("google_forms", say("the first header is '%(header)s', as Google Forms writes", header=titles[0]))
    return None


def _webropol(titles: Titles, below: Sequence[Titles]) -> Tool | None:
    own = _there(titles, (*webropol.BOOKKEEPING, *webropol.PERSONAL))
    numbered = [title for title in titles if re.match(r"\d+\.\s", title)]
    if own and len(numbered) > 1:
        first = numbered[0].partition(" ")[0]
        return Tool(
            "webropol",
            say(
                "headers as %(headers)s, and questions that begin with '%(first)s', as in Webropol",
                headers=_listed(own),
                first=first,
            ),
        )
    return None


_LOOKS: tuple[Callable[[Titles, Sequence[Titles]], Tool | None], ...] = (
    _qualtrics,
    _surveymonkey,
    _redcap,
    _kobo,
    _limesurvey,
    _microsoft_forms,
    _google_forms,
    _webropol,
)


def _there(titles: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """Those of the wanted headers that are there, without regard to case."""
    forms = {title.casefold() for title in titles}
    once = {one.casefold(): one for one in reversed(list(wanted))}
    return [one for form, one in reversed(once.items()) if form in forms]


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:3])

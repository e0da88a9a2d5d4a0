"""When the answers of an export were given: the column that tells, and the waves that follow from it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from arvio.inspection.columns.column import Column
from arvio.inspection.columns.profile import Profile
from arvio.inspection.columns.words import dates_in_words
from arvio.inspection.drafts.planned import Headed, Wave, When
from arvio.saying import say
from arvio.sources.cells import label
from arvio.sources.dates import Evidence

EARLIEST, LATEST = 1990, 2099
"""Years in which somebody may have answered a form; a date of birth is no time of answering."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_SENT = (
    *("aikaleima", "timestamp", "tidstämpel", "vastausaika", "vastattu", "lähetetty", "completion time"),
    *("valmistumisaika", "submitted", "submit date", "end date", "enddate", "date", "päivämäärä"),
    *("päivä", "pvm", "datum"),
)
"""What tools and people call the moment of answering, the surest first."""


def when_answered(profile: Profile, columns: Sequence[Column], today: dt.date) -> When:
    """The waves by the dates of the answers; where these tell none, the year in the file's name or this year."""
    sent = _sent(profile, columns)
    if sent is None:
        return _without_dates(profile, today)
    order = sent.tally.dates.order
    if order is None:
        return _in_doubt(profile, sent, today)
    first, last = (day.date() for day in sent.tally.days[order])
    if not EARLIEST <= first.year <= last.year <= LATEST:
        return _without_dates(profile, today)
    return _dated(sent, _waves(first, last))


def _dated(sent: Column, waves: tuple[Wave, ...]) -> When:
    """Waves by the dates of the answers; said by word where some answers have no date."""
    told = say("no date_order needed: %(seen)s", seen=dates_in_words(sent.tally.dates))
    n_blank = sent.tally.rows - sent.tally.filled
    if not n_blank:
        return When(waves, sent.header, remark=told)
    remark = say(
        "%(blank)s of %(rows)s answers have no date, so that the wave is said here",
        blank=n_blank,
        rows=sent.tally.rows,
    )
    return When(waves[:1], sent.header, {"wave": (waves[0].name, remark)}, told)


def _sent(profile: Profile, columns: Sequence[Column]) -> Column | None:
    """The column with the time of answering, dates throughout; None where there is none, or none that is sure."""
    provided = profile.raw.provides.get("submitted_at")
    dated = [one for one in columns if one.tally.days and one.kind in ("date", "bookkeeping")]
    if provided:
        return next((one for one in dated if one.header == provided), None)
    known = [(place, one) for one in dated for place, word in enumerate(_SENT) if _says(one.header, word)]
    if known:
        return min(known, key=lambda pair: pair[0])[1]
    alone = [one for one in dated if one.kind == "date"]
    return alone[0] if len(alone) == 1 else None


def _says(header: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", label(header)) is not None


def _waves(first: dt.date, last: dt.date) -> tuple[Wave, ...]:
    """A wave for each year in which the form was answered."""
    years = range(first.year, last.year + 1)
    return tuple(Wave(str(year), max(first, dt.date(year, 1, 1)), min(last, dt.date(year, 12, 31))) for year in years)


def _without_dates(profile: Profile, today: dt.date) -> When:
    """The tool may have a column for the time that holds no dates: then its cells are not read."""
    in_name = _YEAR.search(profile.file.stem)
    year = in_name[0] if in_name else str(today.year)
    remark = (
        say("the year in the file's name: say when the form was open")
        if in_name
        else say("this year, since neither file nor name tells another: say when the form was open")
    )
    constants: dict[str, Headed] = {"wave": (year, remark)}
    told = say("the file tells no day: the first of the year stands for it, so that a report on the year has them")
    constants["submitted_at"] = (f"{year}-01-01", told)
    return When((Wave(year, dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)),), constants=constants)


def _in_doubt(profile: Profile, sent: Column, today: dt.date) -> When:
    """Dates that can be read in two ways are not read until somebody has said in which."""
    found = _without_dates(profile, today)
    constants = dict(found.constants)
    day, _ = constants["submitted_at"]
    constants["submitted_at"] = (day, say("its dates can be read in two ways: see date_order"))
    remark = say("date_order: day_first # or month_first, say which: %(doubt)s", doubt=_doubt(sent.tally.dates))
    return replace(found, constants=constants, remark=remark, doubtful=sent.header)


def _doubt(found: Evidence) -> str:
    return dates_in_words(found).removeprefix("ambiguous, say which: ")

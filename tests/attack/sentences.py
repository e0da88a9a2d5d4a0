"""What sentences tell beside the tables: shares with n and an exact interval, which together give the count away."""

from __future__ import annotations

import re

from scipy.stats import beta

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.model import Row

from .method_box import MethodBox
from .pages import Page
from .printed import number_of
from .told import Cell, Count, Told

OF_PERSONS = re.compile(
    r"Of (?P<n>\d[\d,]*) persons (?P<share>\d+%) (?P<what>.*?) \(95% interval (?P<low>\d+)–(?P<high>\d+)%\)"
)
OF_CLAIM = re.compile(
    r"“(?P<what>[^”]+)”: .*?\((?P<share>\d+%); n = (?P<n>\d[\d,]*); 95% interval (?P<low>\d+)–(?P<high>\d+)%;"
)


def read(told: Told, page: Page, rules: MethodBox) -> None:
    """Shares with n and the interval of Clopper and Pearson, which the method box names.

    Claims are read where nothing is rounded: elsewhere their n may count others than those whom the share is of.
    """
    for sentence in page.sentences:
        for pattern in (OF_PERSONS, *([OF_CLAIM] if rules.base == 1 else [])):
            for match in pattern.finditer(sentence):
                _share(told, page, rules, match)


def _share(told: Told, page: Page, rules: MethodBox, match: re.Match) -> None:
    n, share = (number_of(match[name], page.language) for name in ("n", "share"))
    whole = Cell(page.organisation, page.period, ("different persons", match["n"]))
    part = Cell(page.organisation, page.period, ("different persons", match["n"], match["what"]))
    count, ends = rules.read(n, of_persons=True), (int(match["low"]), int(match["high"]))
    where = f"{page.name}: {match[0]}"
    told.count(where, [whole], count)
    told.say("", model.contains, whole, (part,))
    told.say(where, _of_interval, part, whole, count, int(share.value), ends)
    told.protect([part], "count", rules.minimum)
    told.protect([whole], "count", rules.minimum, less=[part])


def _of_interval(part: Cell, whole: Cell, n: Count, share: int, ends: tuple[int, int], *, told_by: str) -> list[Row]:
    """The part is one of those whose share and interval are rounded to what is printed."""
    fitting = [
        (size, some)
        for size in range(n.low, n.high + 1)
        for some in range(size + 1)
        if _rounded(some / size) == share and tuple(map(_rounded, _interval(some, size))) == ends
    ]
    alternatives = [[*model.exactly([whole], size), *model.exactly([part], some)] for size, some in fitting]
    return model.one_of(alternatives, at_most=n.high, told_by=told_by)


def _rounded(share: float) -> int:
    return int(100 * share + 0.5)


def _interval(some: int, size: int) -> tuple[float, float]:
    low = 0.0 if some == 0 else float(beta.ppf(0.025, some, size - some + 1))
    high = 1.0 if some == size else float(beta.ppf(0.975, some + 1, size - some))
    return low, high

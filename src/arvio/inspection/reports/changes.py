"""Next year's file against the mapping that is there: what is new, what is missing, what is worded otherwise."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from arvio.inspection.columns.column import Column
from arvio.inspection.columns.profile import Profile
from arvio.inspection.reports.changed import Changes, Reworded, Sought
from arvio.inspection.reports.changed_answers import unknown_answers
from arvio.inspection.reports.changed_reading import other_orders, read_otherwise
from arvio.inspection.reports.target import Target
from arvio.params import Source
from arvio.sources.cells import label, text
from arvio.sources.dates import Order
from arvio.sources.mapping.export import Setting, found_header, found_headers
from arvio.sources.mapping.headers import coverage

ALIKE, ALIKE_BY_NUMBER = 0.6, 0.3
"""How much of its words a reworded question keeps; with the same number, fewer are enough."""
COUNTS_FOR_THE_NUMBER = 0.2

_NUMBER = re.compile(r"(\d{1,3})[.)]\s")


def changes(profile: Profile, columns: Sequence[Column], target: Target, before: Mapping[str, Order]) -> Changes:
    """What changed. `before` is header: the order of day and month in the file of the year before."""
    raw, setting = profile.raw, target.setting(profile.file)
    covered = coverage(raw, setting)
    missing = [one for one in _sought(setting) if found_header(raw, one.headers) is None]
    gone = [one for one in _left_out(setting.source) if not found_headers(raw, one.headers)]
    new = [column for column in columns if column.header not in covered]
    reworded = list(_reworded([*missing, *gone], new))
    now, paired = {one.now for one in reworded}, [one.sought for one in reworded]
    return Changes(
        target,
        same=len(covered),
        new=tuple(column for column in new if column.header not in now),
        missing=tuple(one for one in missing if one not in paired),
        reworded=tuple(reworded),
        gone=tuple(one for one in gone if one not in paired),
        unknown=tuple(unknown_answers(raw, setting, {column.header: column for column in columns})),
        otherwise=tuple(read_otherwise(profile, setting)),
        noted=tuple(other_orders(profile, setting, before)),
    )


def _sought(setting: Setting) -> list[Sought]:
    source = setting.source
    boxes = {f"{item}.{option}": headers for item, some in source.options.items() for option, headers in some.items()}
    rules = {f"{place}.column": [rule.column] for place, rule in enumerate(source.leave_out)}
    by_key = {"columns": source.columns, "items": source.items, "options": boxes, "leave_out": rules}
    found = [Sought(f"{key}.{name}", tuple(headers)) for key, some in by_key.items() for name, headers in some.items()]
    alone = [("person", header) for header in source.person or []]
    alone += [("duplicates.by", header) for header in (source.duplicates.by if source.duplicates else [])]
    return found + [Sought(key, (header,)) for key, header in alone]


def _left_out(source: Source) -> list[Sought]:
    """What is read and left aside. A name that ends in * stands for whatever begins so, and is not missed."""
    by_key = {"personal": source.personal, "open_text": source.open_text, "ignored": source.ignored}
    return [Sought(key, (one,)) for key, names in by_key.items() for one in names if not one.endswith("*")]


# --- reworded questions


def _reworded(missing: Iterable[Sought], new: Iterable[Column]) -> Iterator[Reworded]:
    """The likeliest pairs, each question once."""
    pairs = [one for sought in missing for column in new if (one := _pair(sought, column.header))]
    done: list[Sought] = []
    headers: set[str] = set()
    for _, pair in sorted(pairs, key=lambda one: -one[0]):
        if pair.sought not in done and pair.now not in headers:
            done.append(pair.sought)
            headers.add(pair.now)
            yield pair


def _pair(sought: Sought, header: str) -> tuple[float, Reworded] | None:
    """How likely a new question is a missing one, by its words and its number; None where it is not."""
    found = [(_alike(was, header), was) for was in sought.headers]
    alike, was = max(found)
    same_number = _number(was) is not None and _number(was) == _number(header)
    if alike < (ALIKE_BY_NUMBER if same_number else ALIKE):
        return None
    return alike + COUNTS_FOR_THE_NUMBER * same_number, Reworded(sought, was, header, alike)


def _alike(was: str, now: str) -> float:
    return difflib.SequenceMatcher(None, _words(was), _words(now)).ratio()


def _words(header: str) -> str:
    return label(_NUMBER.sub("", text(header), count=1))


def _number(header: str) -> str | None:
    found = _NUMBER.match(text(header))
    return found[1] if found else None

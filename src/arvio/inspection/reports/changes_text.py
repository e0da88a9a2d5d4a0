"""What changed against a mapping, in words, and as a version to paste into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from glob import escape

from arvio.inspection.columns.column import Column
from arvio.inspection.columns.profile import Profile
from arvio.inspection.columns.tally import AT_LEAST
from arvio.inspection.drafts.yaml_text import flow, line, one_line, remarks, scalar
from arvio.inspection.reports.changed import Changes, Otherwise, Reworded, Sought, Unknown
from arvio.inspection.reports.report import named, section
from arvio.inspection.reports.table import KINDS
from arvio.saying import joined, say
from arvio.sources.containers.text_file import DELIMITERS

_IN_A_VERSION = ("columns", "items", "options")
_READ_BY = ("sheet", "encoding", "delimiter", "header_row", "header_rows", "date_order")
"""What a version may say of reading, as the source itself does."""


def changes_report(found: Changes) -> str:
    """What changed, in words."""
    lines = [
        say("same: %(n)s of the file's columns are known to the mapping", n=found.same),
        *(say("new: %(column)s, %(kind)s", column=named(column), kind=KINDS[column.kind]) for column in found.new),
        *(say("missing: %(key)s, %(headers)s", key=one.key, headers=_either(one.headers)) for one in found.missing),
        *(_reworded(one) for one in found.reworded),
        *(
            say("no longer there: %(key)s, %(headers)s", key=one.key, headers=_either(one.headers))
            for one in found.gone
        ),
        *(_unknown(one) for one in found.unknown),
        *(_otherwise(one) for one in found.otherwise),
        *(say("noted: %(what)s", what=one) for one in found.noted),
    ]
    return "\n".join(section(say("Against %(source)s", source=found.target), lines, "")) + "\n"


def _reworded(one: Reworded) -> str:
    return say(
        "reworded: %(key)s, '%(was)s' is now '%(now)s' (%(alike)s %% the same)",
        key=one.sought.key,
        was=one.was,
        now=one.now,
        alike=f"{100 * one.alike:.0f}",
    )


def _unknown(one: Unknown) -> str:
    told = [*(f"'{words}'" for words in one.labels), *([_rare(one)] if one.rare else [])]
    return say(
        "answers that nothing is said of: %(key)s, '%(header)s': %(answers)s",
        key=one.key,
        header=one.header,
        answers=joined(told),
    )


def _rare(one: Unknown) -> str:
    if one.rare == 1:
        return say("1 answer")
    return say("%(n)s answers, each given by fewer than %(least)s", n=one.rare, least=AT_LEAST)


def _otherwise(one: Otherwise) -> str:
    nobody_can_tell = say("nobody can tell")
    return say(
        "%(key)s: %(was)s in params, %(now)s here; %(evidence)s",
        key=one.key,
        was=_visible(one.was),
        now=_visible(one.now or nobody_can_tell),
        evidence=one.evidence,
    )


def _visible(value: str) -> str:
    return DELIMITERS.get(value, value)


def _either(headers: Iterable[str]) -> str:
    return joined((f"'{header}'" for header in headers), say(" or "))


def version_text(found: Changes, profile: Profile) -> str:
    """A version to paste into the source; what needs a decision stands in remarks."""
    pasted = [
        *remarks(
            0,
            f"For {found.target.params_file}, under sources.{found.target.name}: what differs in "
            f"{one_line(profile.file.path.name)}. Where versions are there already, add the entry to them.",
        ),
        line(2, "versions"),
        f"      - files: {scalar(escape(profile.file.path.name))}",
        *_read_by(found.otherwise),
        *_items(found.reworded),
        *_not_asked(found),
        *_labels(found.unknown),
        *_pattern(found, profile),
        *_new(found.new),
    ]
    return "\n".join(pasted) + "\n"


def _read_by(otherwise: Iterable[Otherwise]) -> Iterator[str]:
    for one in otherwise:
        if one.key in _READ_BY and one.now:
            yield line(4, one.key, scalar(one.now) if not one.now.isdecimal() else one.now, one_line(one.evidence))
        elif one.key == "date_order":
            yield from remarks(4, "date_order: day_first # or month_first, say which:", one_line(one.evidence))
        else:
            yield from remarks(4, f"{one.key}: {one_line(_otherwise(one))}. A version cannot say so: make it a source.")


def _items(reworded: Iterable[Reworded]) -> Iterator[str]:
    by_key: dict[str, list[Reworded]] = {}
    for one in reworded:
        key, _, name = one.sought.key.partition(".")
        if key in ("columns", "items") and name:
            by_key.setdefault(key, []).append(one)
        else:
            added = "" if key in _IN_A_VERSION else f": add it to {key} of the source"
            yield from remarks(4, f"{one.sought.key}: '{one_line(one.was)}' is now '{one_line(one.now)}'{added}")
    for key, several in by_key.items():
        yield line(4, key)
        for one in several:
            name = one.sought.key.partition(".")[2]
            yield line(5, name, scalar(one.now), f"was: {one_line(one.was)}")
    items = [one.sought.key.partition(".")[2] for one in by_key.get("items", ())]
    if items:
        yield from remarks(4, f"not_comparable: {flow(items)} # those that mean something else now")


def _not_asked(found: Changes) -> Iterator[str]:
    """Items of which nothing is left in the form; of a question with boxes, only when all are gone."""
    boxes = found.target.source.options
    gone = {one.key for one in found.missing}
    items = [one.key.removeprefix("items.") for one in found.missing if one.key.startswith("items.")]
    items += [item for item, some in boxes.items() if all(f"options.{item}.{option}" in gone for option in some)]
    if items:
        yield line(4, "not_asked", flow(items))
    rest = [one for one in found.missing if not _is_told(one, items)]
    yield from remarks(4, *(f"not found: {one.key}, {one_line(_either(one.headers))}" for one in rest))


def _is_told(one: Sought, items: list[str]) -> bool:
    key, _, name = one.key.partition(".")
    return key in ("items", "options") and name.partition(".")[0] in items


def _labels(unknown: Iterable[Unknown]) -> Iterator[str]:
    for one in unknown:
        told = ", ".join([*(scalar(words) for words in one.labels), *([_rare(one)] if one.rare else [])])
        yield from remarks(
            4,
            f"{one.key} has answers that nothing is said of: {one_line(told)}. Write each under labels with its "
            "number, under missing with its reason, or as an option into the instrument.",
        )


def _pattern(found: Changes, profile: Profile) -> Iterator[str]:
    if not found.target.finds(profile.file):
        files = one_line(found.target.source.files)
        yield from remarks(4, f"files: {files} of the source does not find this file: put a * in place of the year")


def _new(columns: Iterable[Column]) -> Iterator[str]:
    """Where new columns go in the source itself: a version has no place for them."""
    places: dict[str, list[str]] = {}
    for column in columns:
        places.setdefault(_place(column), []).append(column.header)
    for place, headers in places.items():
        yield from remarks(2, f"{_PLACES[place]} {flow(map(one_line, headers))}")


_PLACES: Mapping[str, str] = {
    "personal": "New, and about persons: to personal of the source add",
    "open_text": "New, and answered in people's own words: to open_text of the source add",
    "ignored": "New, and nothing to report on: to ignored of the source add",
    "items": "New questions: make an item of each in the instrument and name it under items, or add to ignored",
}


def _place(column: Column) -> str:
    if column.kind in ("personal", "bookkeeping", "empty", "constant", "date"):
        return "personal" if column.kind == "personal" else "ignored"
    return "open_text" if column.kind == "open text" else "items"

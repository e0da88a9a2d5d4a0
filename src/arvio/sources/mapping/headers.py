"""Headers of an export held against its mapping: each column accounted for, each mapped column there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from arvio.errors import DataError, Problem
from arvio.params import Source
from arvio.saying import joined, say
from arvio.sources.cells import text
from arvio.sources.mapping.export import Setting, found_header, found_headers
from arvio.sources.personal.columns import personal_kind
from arvio.sources.raw_table import RawTable, in_words

_RULES = ("leave_out", "duplicates", "shared")
"""Keys of columns that tell which rows are read, and become nothing."""

Wanted = tuple[str, list[str]]
"""A key of the source in params, and the headers of which one must be in the file."""


def check_headers(raw: RawTable, setting: Setting) -> None:
    """Refuse an export with a mapped column missing, a column that nothing is said about, or one mapped twice over."""
    missing = [wanted for wanted in _wanted(setting) if found_header(raw, wanted[1]) is None]
    unaccounted = _unaccounted(raw, setting)
    problems = [
        *(_missing(raw, setting, wanted, unaccounted) for wanted in missing),
        *(_unknown(raw, setting, header, missing) for header in unaccounted),
        *_ambiguous(raw, setting),
        *_mapped_twice(raw, setting),
        *_unfilled(raw, setting),
    ]
    if problems:
        raise DataError(problems)


def _wanted(setting: Setting) -> list[Wanted]:
    source = setting.source
    return [
        *((f"columns.{column}", headers) for column, headers in source.columns.items()),
        *_wanted_items(source),
        *(("person", [header]) for header in source.person or []),
        *([("shared.column", [source.shared.column])] if source.shared else []),
        *((f"leave_out.{place}.column", [rule.column]) for place, rule in enumerate(source.leave_out)),
        *(("duplicates.by", [header]) for header in (source.duplicates.by if source.duplicates else [])),
    ]


def _wanted_items(source: Source) -> list[Wanted]:
    return [
        *((f"items.{item}", headers) for item, headers in source.items.items()),
        *(
            (f"options.{item}.{option}", headers)
            for item, options in source.options.items()
            for option, headers in options.items()
        ),
    ]


def _unaccounted(raw: RawTable, setting: Setting) -> list[str]:
    covered = coverage(raw, setting)
    return [header for header in raw.headers if header not in covered]


def coverage(raw: RawTable, setting: Setting) -> dict[str, str]:
    """Header: what becomes of it, by header. Headers that nothing is said about are left out."""
    source = setting.source
    said = {
        "ignored": [*source.ignored],
        "bookkeeping": [*raw.bookkeeping],
        "rule": [name for key, headers in _wanted(setting) if key.startswith(_RULES) for name in headers],
        "open_text": [*source.open_text],
        "personal": [*raw.personal, *source.personal],
        "person": [*(source.person or [])],
        "item": [name for _, headers in _wanted_items(source) for name in headers],
        "column": [*raw.provides.values(), *(name for headers in source.columns.values() for name in headers)],
    }
    found = {header: kind for kind, names in said.items() for header in found_headers(raw, names)}
    return dict(sorted(found.items()))  # the same order in every process


def _missing(raw: RawTable, setting: Setting, wanted: Wanted, unaccounted: Iterable[str]) -> Problem:
    key, headers = wanted
    near = _nearest(headers[0], unaccounted) or _nearest(headers[0], raw.headers)
    key = setting.key(key)
    if near:
        remedy = say(
            "did you mean '%(near)s'? Write the header as the file has it into %(key)s",
            near=near,
            key=key,
        )
    else:
        remedy = say(
            "the file has: %(headers)s. Write the header as the file has it into %(key)s",
            headers=", ".join(raw.headers),
            key=key,
        )
    return Problem(
        raw.file,
        say("a column that params map is missing"),
        joined((f"'{text(header)}'" for header in headers), say(" or ")),
        remedy,
        _sheet(raw),
    )


def _unknown(raw: RawTable, setting: Setting, header: str, missing: Iterable[Wanted]) -> Problem:
    letter = raw.letters.get(header, "")
    column = [say("column %(column)s", column=letter)] if letter else []
    return Problem(
        raw.file,
        say("a column that params say nothing about"),
        say("every column under columns, items or person, or under personal, open_text or ignored"),
        _remedy(raw, setting, header, missing),
        joined([*filter(None, [_sheet(raw)]), *column, f"'{header}'"]),
    )


def _remedy(raw: RawTable, setting: Setting, header: str, missing: Iterable[Wanted]) -> str:
    persons = personal_kind(header, raw.cells[header])
    if persons is not None:
        key = setting.key("personal")
        return say("it is about persons (%(evidence)s): list it in %(key)s", evidence=persons.words, key=key)
    if header.startswith("[column "):
        return say(
            "it has cells and no header: if its header is in the row below or in a merged cell to its left, write "
            "header_rows: 2 (or header_row) in %(source)s; otherwise list it in %(ignored)s",
            source=setting.key(),
            ignored=setting.key("ignored"),
        )
    near = _nearest(header, [one for _, headers in missing for one in headers])
    key = setting.key("ignored")
    if near:
        return say(
            "is it '%(near)s', reworded or retyped? Then add it there. Otherwise list it in %(key)s, under personal "
            "when it is about persons, or under open_text",
            near=near,
            key=key,
        )
    return say("list it in %(key)s, under personal when it is about persons, or under open_text", key=key)


def _ambiguous(raw: RawTable, setting: Setting) -> Iterator[Problem]:
    for key, headers in _wanted(setting):
        found = list(dict.fromkeys(one for header in headers if (one := found_header(raw, [header]))))
        if len(found) > 1:
            yield Problem(
                raw.file,
                say("several columns of this file are mapped to one: %(listed)s", listed=", ".join(found)),
                say("one of the headers in each file"),
                say("leave the right one in %(key)s and list the other under ignored", key=setting.key(key)),
                _sheet(raw),
            )


def _mapped_twice(raw: RawTable, setting: Setting) -> Iterator[Problem]:
    keys: dict[str, str] = {}
    for key, headers in _wanted_items(setting.source):
        header = found_header(raw, headers)
        if header in keys:
            yield Problem(
                raw.file,
                say("two items are mapped to one column, %(one)s and %(other)s", one=keys[header], other=key),
                say("a column for each item"),
                say("mend one of them in %(key)s", key=setting.key(key)),
                in_words("", [], f"'{header}'"),
            )
        elif header:
            keys[header] = key


def _unfilled(raw: RawTable, setting: Setting) -> Iterator[Problem]:
    """Columns of the canonical table that nothing fills, and mapped columns that it does not have."""
    source, columns = setting.source, setting.columns
    filled = {*source.columns, *source.constants, *raw.provides}
    for name in sorted({*source.columns, *source.constants} - set(columns)):
        known = ", ".join(columns)
        yield Problem(
            setting.params_file, say("the table %(table)s has no such column", table=source.table), known, place=name
        )
    for name, column in columns.items():
        given = name in filled or (column.kind == "key" and source.person) or name == "response_id"
        if column.cells == "filled" and not given:
            yield Problem(
                setting.params_file,
                say("the table %(table)s needs the column %(name)s", table=source.table, name=name),
                column.expected,
                say("map it in %(key)s", key=setting.key("columns" if column.kind != "key" else "person")),
            )


def _nearest(header: str, known: Iterable[str]) -> str | None:
    """The known header that is nearest, without regard to case; None where none is near."""
    by_form = {text(one).casefold(): one for one in known}
    close = difflib.get_close_matches(text(header).casefold(), by_form, n=1, cutoff=0.6)
    return by_form[close[0]] if close else None


def _sheet(raw: RawTable) -> str:
    sheets = raw.places["source_sheet"].unique()
    return in_words(str(sheets[0]), []) if len(sheets) == 1 else ""

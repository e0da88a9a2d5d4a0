"""What a process of its own reads from an SPSS file and writes to its standard output; run by path, not imported.

ReadStat, the library in C beneath pyreadstat, ends the whole of Python with a segmentation fault on some damaged files:
one byte is enough, where it makes labels belong to a variable that is not there. Here it ends this process only.
Nothing of arvio is imported, so that the process starts in a fifth of a second. Plain values travel, by marshal.
"""

import marshal
import sys
from collections.abc import Iterator
from typing import Any

Columns = dict[str, list[Any]]
Bounds = dict[str, int]
"""rows_at_once, bytes of memory, and seconds of the processor."""


def main(path: str, form: str, encoding: str, bounds: Bounds) -> None:
    """Messages of two: "about" and what the file says of itself, "rows" and columns, "failed" and why, "end"."""
    _bound_process(bounds)
    try:
        about = _about(path, form, encoding)
        _send("about", about | {"in_ranges": _in_ranges(path, form, encoding, about["missing"])})
        for columns in _parts(path, form, encoding, row_limit=bounds["rows_at_once"]):
            _send("rows", columns)
        _send("end", None)
    except Exception as error:  # what pyreadstat raises on broken files is of many kinds
        _send("failed", f"{type(error).__name__}: {error}")


def _bound_process(bounds: Bounds) -> None:
    """Memory and time of the processor beyond which this process ends; Windows has no such bounds for a process."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, bounds["bytes"]), (resource.RLIMIT_CPU, bounds["seconds"])):
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))


def _send(kind: str, message: Any) -> None:
    sys.stdout.buffer.write(marshal.dumps((kind, message)))
    sys.stdout.buffer.flush()


def _read(path: str, form: str, encoding: str, **more: Any) -> tuple[Columns, Any]:
    import pyreadstat

    # Dates stay seconds: pyreadstat's own conversion fails on the large codes that date columns declare missing.
    common: dict[str, Any] = {"output_format": "dict", "disable_datetime_conversion": True} | more
    if form == "por":
        return pyreadstat.read_por(path, **common)
    return pyreadstat.read_sav(path, user_missing=True, encoding=encoding or None, **common)


def _about(path: str, form: str, encoding: str) -> dict[str, Any]:
    _, found = _read(path, form, encoding, metadataonly=True)
    return {
        "names": list(found.column_names),
        "labels": list(found.column_labels),
        "options": dict(found.variable_value_labels),
        "measures": dict(found.variable_measure),
        "formats": dict(found.original_variable_types),
        "types": dict(found.readstat_variable_types),
        "missing": dict(found.missing_ranges),
        "sets": dict(found.mr_sets),
        "encoding": found.file_encoding or "",
        "rows": found.number_rows,
    }


def _parts(path: str, form: str, encoding: str, *, row_limit: int, **more: Any) -> Iterator[Columns]:
    offset = 0
    while True:
        columns, _ = _read(path, form, encoding, row_limit=row_limit, row_offset=offset, **more)
        n_rows = max(map(len, columns.values()), default=0)
        if n_rows:
            yield dict(columns)
        if n_rows < row_limit:
            return
        offset += n_rows


def _in_ranges(path: str, form: str, encoding: str, missing: dict[str, list[dict[str, Any]]]) -> Columns:
    """The different values of each column that lie within a range declared missing; single codes are not looked for."""
    ranges = {name: [one for one in several if one["lo"] != one["hi"]] for name, several in missing.items()}
    ranges = {name: several for name, several in ranges.items() if several}
    found: dict[str, set[Any]] = {name: set() for name in ranges}
    if ranges:
        for columns in _parts(path, form, encoding, row_limit=200_000, usecols=list(ranges)):
            for name, values in columns.items():
                found[name] |= {value for value in set(values) if _lies_in(value, ranges[name])}
    return {name: sorted(values) for name, values in found.items()}


def _lies_in(value: Any, ranges: list[dict[str, Any]]) -> bool:
    return value is not None and any(one["lo"] <= value <= one["hi"] for one in ranges)


if __name__ == "__main__":
    names = ("rows_at_once", "bytes", "seconds")
    main(sys.argv[1], sys.argv[2], sys.argv[3], dict(zip(names, map(int, sys.argv[4:]), strict=True)))

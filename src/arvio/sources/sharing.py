"""The rows of one organisation in a file that several share, as params say which they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from arvio.errors import Problem, SourceError
from arvio.observed import note
from arvio.params import Source
from arvio.params.checking import nearest
from arvio.params.models import Shared
from arvio.partitions import Sharing, divided, own_part, part_name
from arvio.saying import joined, say
from arvio.sources.cells import label
from arvio.sources.source_file import SourceFile


def sharing_of(file: SourceFile, source: Source) -> Sharing:
    """A shared file as a source reads it and tells its rows apart."""
    column = _rule(source).column
    if source.reader == "parquet":
        return Sharing(file.name, column, "parquet")
    return Sharing(
        file.name,
        column,
        "text",
        source.header_row,
        source.header_rows,
        source.encoding,
        source.delimiter,
    )


def _rule(source: Source) -> Shared:
    assert source.shared is not None  # others are not asked whose rows they hold
    return source.shared


def own_names(source: Source) -> frozenset[str]:
    """The names of the parts that are the organisation's."""
    return frozenset(part_name(label(value)) for value in _rule(source).values)


def with_own_rows(root: Path, file: SourceFile, source: Source) -> SourceFile | None:
    """The file with the organisation's rows only; None where it has none of them.

    The first who asks has the file divided for all, which takes about as long as reading it once.
    """
    sharing, names = sharing_of(file, source), sorted(own_names(source))
    note("part", sharing.file, sharing.key, *names)
    part = own_part(root, sharing, names)
    return replace(file, part=part) if part else None


def no_rows(root: Path, files: Iterable[tuple[SourceFile, Source]]) -> SourceError:
    """None of the files has a row of the organisation: most likely its name is spelt otherwise there."""
    problems = []
    for file, source in files:
        rule = _rule(source)
        known = [words for words, _ in divided(root, sharing_of(file, source)).parts().values()]
        problems.append(
            Problem(
                file.name,
                say("no row belongs to the organisation"),
                say("rows with %(values)s", values=joined(map(repr, rule.values), say(" or "))),
                _remedy(rule.values[0], known),
                say("column '%(column)s'", column=rule.column),
            )
        )
    return SourceError(problems)


def _remedy(wanted: str, known: list[str]) -> str:
    close = nearest(wanted, known[:5000])
    if close.startswith("did you"):
        return say("%(hint)s Then write it in shared.values of the source", hint=close)
    listed = ", ".join(sorted(known)[:5]) + (" …" if len(known) > 5 else "")
    return say("the column holds: %(listed)s; mend shared.values", listed=listed)

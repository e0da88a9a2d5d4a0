"""The rows of one organisation in a file that several share, as params say which they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from arvio.errors import Problem, SourceError
from arvio.observed import note
from arvio.params import Source
from arvio.params.checking import nearest
from arvio.partitions import Sharing, divided, own_part, part_name
from arvio.saying import joined, say
from arvio.sources.cells import label
from arvio.sources.source_file import SourceFile


def sharing_of(file: SourceFile, source: Source) -> Sharing:
    """A shared file as a source reads it and tells its rows apart."""
    if source.reader == "parquet":
        return Sharing(file.name, source.shared.column, "parquet")
    return Sharing(
        file.name,
        source.shared.column,
        "text",
        source.header_row,
        source.header_rows,
        source.encoding,
        source.delimiter,
    )


def own_names(source: Source) -> frozenset[str]:
    """The names of the parts that are the organisation's."""
    return frozenset(part_name(label(value)) for value in source.shared.values)


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
        known = [words for words, _ in divided(root, sharing_of(file, source)).parts().values()]
        wanted = source.shared.values[0]
        problems.append(
            Problem(
                file.name,
                say("no row belongs to the organisation"),
                say("rows with %(values)s", values=joined(map(repr, source.shared.values), say(" or "))),
                _remedy(wanted, known),
                say("column '%(column)s'", column=source.shared.column),
            )
        )
    return SourceError(problems)


def _remedy(wanted: str, known: list[str]) -> str:
    close = nearest(wanted, known[:5000])
    if close.startswith("did you"):
        return say("%(hint)s Then write it in shared.values of the source", hint=close)
    listed = ", ".join(sorted(known)[:5]) + (" …" if len(known) > 5 else "")
    return say("the column holds: %(listed)s; mend shared.values", listed=listed)

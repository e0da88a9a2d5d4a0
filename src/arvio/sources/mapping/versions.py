"""A source as it is in one of its files: what params say of other years' forms is laid over what holds for all."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from arvio.params.models import Source, Version

_ADDED = ("columns", "values", "items", "options", "labels", "missing")
_REPLACED = ("sheet", "encoding", "delimiter", "decimal", "header_row", "header_rows", "date_order")


def versions_of(source: Source, file: str) -> list[Version]:
    """The versions that a file is, by its path in the data folder; later ones are laid over earlier ones."""
    return [version for version in source.versions if _matches(file, version.files)]


def as_in(source: Source, versions: Sequence[Version]) -> Source:
    """The source as its versions leave it. An item that a form does not ask has no column there."""
    for version in versions:
        said = {name: getattr(version, name) for name in _REPLACED if getattr(version, name) is not None}
        added = {name: {**getattr(source, name), **getattr(version, name)} for name in _ADDED}
        source = source.model_copy(update={**said, **added})
    absent = not_asked(versions)
    items = {item: headers for item, headers in source.items.items() if item not in absent}
    options = {item: headers for item, headers in source.options.items() if item not in absent}
    return source.model_copy(update={"items": items, "options": options})


def not_asked(versions: Sequence[Version]) -> frozenset[str]:
    """The items that a form of these versions does not have."""
    return frozenset(item for version in versions for item in version.not_asked)


def not_comparable(versions: Sequence[Version]) -> frozenset[str]:
    """The items that a form of these versions words too differently for a trend."""
    return frozenset(item for version in versions for item in version.not_comparable)


def _matches(file: str, pattern: str) -> bool:
    return fnmatchcase(file, pattern) or fnmatchcase(PurePosixPath(file).name, pattern)

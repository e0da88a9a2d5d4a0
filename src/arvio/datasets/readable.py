"""The tables that can be read, beside those that cannot: the quality of data is asked about most when some fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from arvio.datasets.tables import TABLE_NAMES, Tables
from arvio.errors import ArvioError, Problem


@dataclass(frozen=True)
class Readable:
    """`tables` are those that can be read, and the record of all files.

    `unreadable` names the others. `disagreeing` is table: what is wrong with it though each of its files could be read.
    """

    tables: Tables
    unreadable: frozenset[str]
    disagreeing: Mapping[str, tuple[Problem, ...]]

    @property
    def states(self) -> dict[str, str]:
        """Of every canonical table whether it is ready, not collected or unreadable."""
        known = dict.fromkeys(self.unreadable, "unreadable") | dict.fromkeys(self.tables.collected, "ready")
        return {name: known.get(name, "not_collected") for name in TABLE_NAMES}


def readable(tables: Tables) -> Readable:
    """The tables of an organisation as far as they can be read."""
    found, errors = {}, {}
    for name in sorted(tables.collected):
        try:
            found[name] = tables.table(name)
        except ArvioError as error:
            errors[name] = error
    told = {problem for several in tables.record.failed.values() for error in several for problem in error.problems}
    more = {name: tuple(one for one in error.problems if one not in told) for name, error in errors.items()}
    return Readable(
        Tables.of(tables.organisation, found, tables.record),
        frozenset(errors),
        {name: problems for name, problems in more.items() if problems},
    )

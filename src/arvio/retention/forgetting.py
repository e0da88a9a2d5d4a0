"""One who withdrew the consent, forgotten: on the list that readings leave out, and in no file that arvio keeps.

The list comes first: whatever interrupts the rest, no later reading takes the person in again. Raw exports are the
organisation's own and stay as they are; where rows of the person still lie in them is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from arvio.datasets.loading import files_of, setting_of
from arvio.errors import ArvioError, Problem, UsageError
from arvio.params import Organisation, Project, Run
from arvio.publish.editions import editions
from arvio.publish.freshness.judging import Judge
from arvio.retention.purging import Purged, purge
from arvio.saying import first_line, say
from arvio.sources import read
from arvio.sources.mapping.export import Setting
from arvio.sources.personal.identity import KEY_LENGTH, person_key, secret
from arvio.sources.personal.withdrawn import names_persons, withdrawn_places
from arvio.sources.sharing import with_own_rows
from arvio.sources.source_file import SourceFile
from arvio.withdrawals import EVERY, Withdrawals, add

_KEY = re.compile(rf"[0-9a-f]{{{KEY_LENGTH}}}")


@dataclass(frozen=True, order=True)
class Lying:
    """A row of a raw export that is of somebody forgotten; `sheet` is "" where the file has none."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Forgotten:
    """What came of forgetting somebody.

    `lying`      rows that still lie in raw exports, which every reading leaves out from now on
    `nameless`   files in which nobody can be found, since no column of theirs names a person
    `unsearched` files, or sources without one, that cannot be read; each with why
    `older`      reports that were made with the person and are to be made again
    `signed`     those of them that are signed: a later run holds them back until somebody takes the signature back
    """

    purged: Purged
    lying: tuple[Lying, ...] = ()
    nameless: tuple[str, ...] = ()
    unsearched: tuple[tuple[str, str], ...] = ()
    older: tuple[Run, ...] = ()
    signed: tuple[Run, ...] = ()


_Found = Lying | str | tuple[str, str]
"""A row of somebody, a file that names nobody, or what cannot be read and why."""


def keys_of(project: Project, ids: Collection[str]) -> frozenset[str]:
    """The keys of persons by what stands of them in an export: a name, a number, an address."""
    made = secret(project.root)
    return frozenset(key for key in (person_key(one, made) for one in ids) if key)


def forget(project: Project, keys: Collection[str], organisations: Collection[str] = ()) -> Forgotten:
    """Forget persons by their keys, in some organisations or in all, also those that are added later."""
    _refuse_other_than_keys(keys)
    for name in organisations:
        project.organisation(name)
    listed = add(project.root, keys, organisations or [EVERY], secret(project.root))
    purged = purge(project, organisations)
    names = sorted(organisations or project.organisations)
    found = [one for name in names for one in _Search(project, project.organisation(name), listed).found()]
    older = _older(project, names)
    return Forgotten(
        purged,
        tuple(sorted({one for one in found if isinstance(one, Lying)})),
        tuple(dict.fromkeys(one for one in found if isinstance(one, str))),
        tuple(dict.fromkeys(one for one in found if isinstance(one, tuple))),
        older,
        tuple(run for run in older if project.signature(run)),
    )


def _refuse_other_than_keys(keys: Collection[str]) -> None:
    """Whatever was typed is not shown: it may be a name, and messages are kept."""
    if keys and all(_KEY.fullmatch(key) for key in keys):
        return
    what = say("is no key of a person") if keys else say("nobody is named")
    expected = say("%(n)s digits and letters a to f, as person_key has them in tables", n=KEY_LENGTH)
    remedy = say(
        "where only the name or number of the export is known: arvio forget --organisation …, which asks for it. What "
        "was typed as an argument stands in the history of the terminal: remove it there"
    )
    raise UsageError(Problem("PERSON_KEY", what, expected, remedy))


@dataclass(frozen=True)
class _Search:
    """Whom to look for in the raw exports of an organisation."""

    project: Project
    organisation: Organisation
    listed: Withdrawals

    def found(self) -> Iterator[_Found]:
        """What is found in every file of every source."""
        for name, source in self.organisation.sources.items():
            try:
                files = files_of(self.project, self.organisation, source)
            except ArvioError as error:
                yield f"{self.organisation.organisation}: {name}", first_line(error.problems[0].what)
                continue
            for file in files:
                yield from self._in_file(name, file)

    def _in_file(self, name: str, file: SourceFile) -> Iterator[_Found]:
        """The rows of a file, or why there is nobody to be found in it."""
        made = secret(self.project.root)
        setting = setting_of(self.project, self.organisation, name, file, secret=made)
        try:
            if setting.source.shared:
                yield from self._in_shared(file, setting)
            else:
                yield from _in_own(file, replace(setting, withdrawals=self.listed))
        except ArvioError as error:
            yield file.name, first_line(error.problems[0].what)

    def _in_shared(self, file: SourceFile, setting: Setting) -> Iterator[_Found]:
        """The rows that dividing the file has left out."""
        own = with_own_rows(self.project.root, file, setting.source)
        left = own.part.left if own and own.part else {}
        for digest in self.listed.digests & set(left):
            yield from (Lying(file.name, "", row) for row in left[digest])


def _in_own(file: SourceFile, setting: Setting) -> Iterator[_Found]:
    for raw in read(setting.source, file):
        if not names_persons(raw, setting):
            yield file.name
            return
        for sheet, row in withdrawn_places(raw, setting):
            yield Lying(file.name, sheet, row)


def _older(project: Project, names: Collection[str]) -> tuple[Run, ...]:
    """The reports that lie there and are no longer what would be made now."""
    judge = Judge(project.root)
    asked = editions(project, project.runs(organisations=names)) if names else ()
    return tuple(one.run for one in asked if judge.standing(one).state == "older")

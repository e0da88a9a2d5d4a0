"""The organisations of a project: every one known by its file, each read and checked when it is first asked for.

A batch of one organisation thus reads one file, and a report does not depend on what other organisations write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from arvio.errors import ParamsError
from arvio.params.checking import checked
from arvio.params.consistency import inconsistencies
from arvio.params.instruments import Instruments
from arvio.params.kept import KeptParams
from arvio.params.models import Instrument, Organisation, Suite
from arvio.params.signatures import Signatures
from arvio.params.yaml_file import bytes_of, parsed

FOLDER = Path("params", "organisations")


class OrganisationFiles:
    """The files in params/organisations, each with its params or with what is wrong in it, or in its signatures."""

    def __init__(self, root: Path, suite: Suite, instruments: Instruments, suite_bytes: bytes) -> None:
        self._root, self._suite, self._instruments = root, suite, instruments
        self._suite_bytes = suite_bytes
        self._read: dict[str, Organisation | ParamsError] = {}
        self.signatures = Signatures(root)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every organisation that has a file."""
        return tuple(path.stem for path in sorted((self._root / FOLDER).glob("*.yaml")))

    def read(self, name: str) -> Organisation | ParamsError:
        """The params of an organisation, or what is wrong in its file; a KeyError where there is no file.

        An instrument that is wrong is nobody's own mistake: it is raised.
        """
        if name not in self._read:
            if name not in self._known:
                raise KeyError(name)
            try:
                self._read[name] = self._organisation(name)
            except _FileError as error:
                self._read[name] = ParamsError(error.problems)
        return self._read[name]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.names)

    @cached_property
    def _notebooks(self) -> frozenset[str]:
        return frozenset(path.stem for path in (self._root / "notebooks").glob("*.ipynb"))

    @cached_property
    def _kept(self) -> KeptParams:
        return KeptParams(self._root, self._suite_bytes, self._notebooks)

    def _organisation(self, name: str) -> Organisation:
        shown = f"{FOLDER.as_posix()}/{name}.yaml"
        try:
            self.signatures.check(name)
            contents = bytes_of(self._root / FOLDER / f"{name}.yaml", shown)
        except ParamsError as error:
            raise _FileError(error.problems) from None
        kept = self._kept.organisation(name, contents, self._instruments.digest)
        return kept or self._checked(name, shown, contents)

    def _checked(self, name: str, shown: str, contents: bytes) -> Organisation:
        try:
            file = parsed(contents, shown)
            organisation = checked(file, Organisation)
        except ParamsError as error:
            raise _FileError(error.problems) from None
        asked = _Asked(self._instruments)
        problems = inconsistencies(organisation, file, suite=self._suite, instruments=asked, notebooks=self._notebooks)
        if problems:
            raise _FileError(problems)
        self._kept.keep(name, contents, organisation, {one: self._instruments.digest(one) for one in asked.names})
        return organisation


class SoundOrganisations(Mapping[str, Organisation]):
    """The organisations in whose files nothing is wrong. Going through all of them reads all; asking for one, that."""

    def __init__(self, files: OrganisationFiles) -> None:
        self.files = files

    def __getitem__(self, name: str) -> Organisation:
        found = self.files.read(name)
        if isinstance(found, ParamsError):
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.files.names if isinstance(self.files.read(name), Organisation))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class BrokenOrganisations(Mapping[str, ParamsError]):
    """What is wrong in the files of the other organisations. Asking for one reads that one only."""

    def __init__(self, files: OrganisationFiles) -> None:
        self.files = files

    def __getitem__(self, name: str) -> ParamsError:
        found = self.files.read(name)
        if isinstance(found, Organisation):
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.files.names if isinstance(self.files.read(name), ParamsError))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _FileError(ParamsError):
    """What is wrong in an organisation's own file."""


class _Asked(Mapping[str, Instrument]):
    """The instruments, with the names of those that a check looked at."""

    def __init__(self, instruments: Mapping[str, Instrument]) -> None:
        self._instruments = instruments
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Instrument:
        self.names.add(name)
        return self._instruments[name]

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return name in self._instruments

    def __iter__(self) -> Iterator[str]:
        return iter(self._instruments)

    def __len__(self) -> int:
        return len(self._instruments)

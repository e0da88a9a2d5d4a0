"""The instruments of a project: every one known by its file, each read and checked when it is first asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from arvio.errors import ParamsError, Problem
from arvio.params.checking import checked
from arvio.params.codebooks import instrument_faults
from arvio.params.models import Instrument
from arvio.params.yaml_file import bytes_of, parsed
from arvio.saying import say

FOLDER = Path("params", "instruments")


class Instruments(Mapping[str, Instrument]):
    """The instruments of the files in params/instruments. Asking for one that is wrong tells of all that are."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._contents: dict[str, bytes] = {}
        self._read: dict[str, Instrument] = {}

    def __getitem__(self, name: str) -> Instrument:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._read:
            try:
                self._read[name] = self._checked(name)
            except ParamsError:
                self.check()
                raise
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def check(self) -> None:
        """Read them all; a ParamsError with everything that is wrong in any of them."""
        problems: list[Problem] = []
        for name in self._names:
            try:
                self._read.setdefault(name, self._checked(name))
            except ParamsError as error:
                problems.extend(error.problems)
        if problems:
            raise ParamsError(problems)

    def digest(self, name: str) -> str:
        """What the file of an instrument holds, in short; '' where there is none."""
        return hashlib.sha256(self._bytes(name)).hexdigest() if name in self._names else ""

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(path.stem for path in sorted((self._root / FOLDER).glob("*.yaml")))

    def _bytes(self, name: str) -> bytes:
        if name not in self._contents:
            path = self._root / FOLDER / f"{name}.yaml"
            self._contents[name] = bytes_of(path, f"{FOLDER.as_posix()}/{path.name}")
        return self._contents[name]

    def _checked(self, name: str) -> Instrument:
        file = parsed(self._bytes(name), f"{FOLDER.as_posix()}/{name}.yaml")
        instrument = checked(file, Instrument)
        problems = [
            Problem(file.name, what, expected, remedy, file.place(key), value)
            for key, what, expected, remedy, value in instrument_faults(instrument)
        ]
        if instrument.instrument != name:
            place = file.place(("instrument",))
            problems.insert(0, Problem(file.name, say("differs from the file's name"), name, place=place))
        if problems:
            raise ParamsError(problems)
        return instrument

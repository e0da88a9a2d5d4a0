"""Build docs/methods.md from the docstrings of the estimates: `python -m arvio.indicators.methods`.

A docstring says in its first lines what one gets, and then has a line for each of FIELDS, which may go on indented. The
cases that a function reproduces are named by their ids in reference.json of the tests, with the values of a case in
brackets where only some of them are meant.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

import pandas as pd

from arvio.bounded import json_in
from arvio.indicators import estimates
from arvio.instruments import constants
from arvio.params.project import find_root, open_project

REFERENCE = Path("tests/unit/indicators/estimates/reference.json")
COVERAGE = Path("benchmarks/coverage")
PAGE = Path("docs/methods.md")

FIELDS = {
    "Formula": "Formula",
    "Source": "Source",
    "Missing": "Missing answers",
    "Smallest n": "Smallest n",
    "Reproduces": "Reproduces R",
    "Avoids": "Must not give",
}
OF_CASES = ("Reproduces", "Avoids")
ORDER = (
    "means",
    "shares",
    "differences",
    "ratios",
    "changes",
    "reliable_change",
    "ranks",
    "consistency",
    "agreement",
    "participation",
    "populations",
    "weights",
    "staying",
    "units",
    "families",
)
"""The modules of the estimates as one reads them."""

ABOUT = f"""# Methods

How each figure of a report is computed. This page is built from the docstrings by `make methods`, and a test compares
it with them. All intervals are of 95 % and two-sided. Figures are rounded once, half up, when they are released; what
a report may show of them stands in `params/suite.yaml`.

The values of R were computed with psych, effectsize, coin, exactRankTests, lavaan and R's own functions. The command
of each stands in `{REFERENCE.as_posix()}`, and a test named after its id computes the same.
"""


ABOUT_INSTRUMENTS = """How answers become scores stands in [Instruments](instruments.md). Each figure that a score, a
class or a warning rests on is listed here from `params/instruments`, with where it comes from. What nobody has held
against that source is marked no."""


@dataclass(frozen=True)
class Method:
    """One estimate: what one gets, and its fields."""

    name: str
    module: str
    about: str
    fields: Mapping[str, str]

    def cases(self, field: str = "Reproduces") -> list[tuple[str, list[str]]]:
        """The ids in a field, each with the values meant; none named are all of them."""
        found = re.findall(r"([\w.]+)(?: \(([^)]*)\))?(?:, |$)", self.fields.get(field, ""))
        return [(case, names.split()) for case, names in found]


def methods() -> list[Method]:
    """Every public function of the estimates whose docstring has a formula, module by module."""
    public = [getattr(estimates, name) for name in estimates.__all__]
    functions = [one for one in public if isinstance(one, FunctionType) and "Formula:" in (one.__doc__ or "")]
    return [method(one) for one in sorted(functions, key=_place)]


def method(function: FunctionType) -> Method:
    """The method that a docstring tells of."""
    text = inspect.getdoc(function) or ""
    names = "|".join(FIELDS)
    about, *rest = re.split(rf"^({names}): ", text, flags=re.MULTILINE)
    fields = {name: " ".join(value.split()) for name, value in zip(rest[::2], rest[1::2], strict=True)}
    return Method(function.__name__, function.__module__.rsplit(".", 1)[1], about.strip(), fields)


def page(root: Path) -> str:
    """The whole page."""
    reference = json_in(root / REFERENCE)
    parts = [_flowing(ABOUT) + "\n"]
    module = ""
    for one in methods():
        if one.module != module:
            module = one.module
            parts.append(_of_module(module))
        parts.append(_of_method(one, reference))
    return "\n".join([*parts, _instruments(root), _coverage(root)])


def main() -> None:
    root = find_root(Path.cwd())
    (root / PAGE).write_text(page(root), encoding="utf-8", newline="\n")


def _place(function: FunctionType) -> tuple[int, int]:
    """Modules in the order in which one reads them, functions in the order of their module."""
    return ORDER.index(function.__module__.rsplit(".", 1)[1]), function.__code__.co_firstlineno


def _of_module(name: str) -> str:
    text = inspect.getdoc(inspect.getmodule(_any_function_of(name))) or ""
    return f"## {name.replace('_', ' ').capitalize()}\n\n{_flowing(text)}\n"


def _any_function_of(module: str) -> FunctionType:
    return next(
        one
        for one in vars(estimates).values()
        if isinstance(one, FunctionType) and one.__module__.endswith(f".{module}")
    )


def _of_method(one: Method, reference: Mapping[str, Mapping[str, Any]]) -> str:
    lines = [f"- **{FIELDS[name]}**: {_field(one, name, reference)}" for name in FIELDS if name in one.fields]
    if "Reproduces" not in one.fields:
        tests = f"{REFERENCE.parent.as_posix()}/test_{one.module}.py"
        lines.append(f"- **Checked**: by hand, or against scipy and statsmodels, in `{tests}`")
    return "\n".join([f"### `{one.name}`", "", _flowing(one.about), "", *lines, ""])


def _field(one: Method, field: str, reference: Mapping[str, Mapping[str, Any]]) -> str:
    if field not in OF_CASES:
        return one.fields[field]
    return "; ".join(f"`{case}` ({_values(reference[case], names)})" for case, names in one.cases(field))


def _values(case: Mapping[str, Any], names: Iterable[str]) -> str:
    """The values of a case, or those named; of a table the number of its rows and the last."""
    value, left_out, chosen = case["value"], case.get("left_out", {}), list(names)
    if isinstance(value, Mapping):
        shown = [name for name in value if name not in left_out and (not chosen or name in chosen)]
        return ", ".join(_named(name, value[name]) for name in shown)
    if not isinstance(value, list):
        return _number(value)
    rows = [value[int(number) - 1] for number in chosen] or value
    last = ", ".join(_number(one) for one in rows[-1])
    return last if len(rows) == 1 else f"{len(rows)} rows, the last of them {last}"


def _named(name: str, value: float) -> str:
    """A value with its name, or alone where R gave it none but a number."""
    return _number(value) if name.isdigit() else f"{name} {_number(value)}"


def _number(value: float) -> str:
    return f"{value:.5g}".replace("-", "−")


def _flowing(text: str) -> str:
    """Paragraphs on one line each."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _instruments(root: Path) -> str:
    """Every constant that a score or a class of change rests on, and whether anybody has held it against its source."""
    instruments = open_project(root).instruments.values()
    found = pd.concat([constants(one) for one in instruments if one.scores], ignore_index=True)
    head = (
        "| instrument | score or item | constant | value | source | verified |\n| --- | --- | --- | --- | --- | --- |"
    )
    rows = [f"| {' | '.join(str(cell).replace('|', '/') for cell in row)} |" for row in found.itertuples(index=False)]
    return "\n".join(["## Scores of instruments", "", _flowing(ABOUT_INSTRUMENTS), "", head, *rows, ""])


def _coverage(root: Path) -> str:
    """How often intervals of 95 % held the true value, as the benchmark last wrote it, and what it says of itself."""
    about = (root / COVERAGE.with_suffix(".py")).read_text(encoding="utf-8").split('"""')[1]
    table = (root / COVERAGE.with_suffix(".md")).read_text(encoding="utf-8")
    return f"## Coverage\n\n{_flowing(about.strip())}\n\n{table}"


if __name__ == "__main__":
    main()

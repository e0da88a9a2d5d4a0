"""What is still to be done before a notebook's report can be final, as its preview tells the evaluator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from arvio.commentary import read_sidecar
from arvio.commentary.checking import check_words
from arvio.commentary.words import commentary_path, named
from arvio.disclosure.coarsening import Coarsening, coarsenings
from arvio.errors import ArvioError
from arvio.gate import foresee
from arvio.params import Project, Run
from arvio.params.notebook_texts import words_of
from arvio.params.untranslated import SWEDISH, told_in_finnish
from arvio.publish.making.failures import Failure
from arvio.publish.notebooks.notebook_shape import shape_problems
from arvio.publish.notebooks.outputs import without_outputs
from arvio.publish.page.parts import UNMARKED, parts
from arvio.saying import joined, say, say_count, spoken
from arvio.translations import SOURCE_LANGUAGE
from arvio.translations.markdown import units

Kind = Literal[
    "failed", "refused", "unmarked", "comment", "untranslated", "withheld", "coarsened", "gate", "shape", "changed"
]
Weight = Literal["must", "should", "know"]
"""must: without it no final report is made. should: a colleague or a reader would miss it. know: nothing to do."""

_SYNTAX = re.compile(r"(?:Syntax|Indentation|Tab)Error: (.*?)(?: \([^()]*, line (\d+)\))?$")
_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")
_NO_WORDS = re.compile(r"[\W\d_]*")


@dataclass(frozen=True)
class ToDo:
    """One thing to do, or to know; `cell` is counted in the notebook from 1, 0 where it is about none."""

    kind: Kind
    weight: Weight
    what: str
    remedy: str = ""
    cell: int = 0
    line: str = ""
    """First line of the cell, by which the evaluator finds it."""

    @property
    def said(self) -> str:
        """The thing in one line, to be said in any language."""
        if not self.cell:
            return self.what
        where = say("cell %(cell)s (%(line)s)", cell=self.cell, line=self.line)
        return joined([where, self.what], ": ") if self.line else joined([_cell(self.cell), self.what], ": ")

    def plain(self) -> dict[str, object]:
        """For programs: the same in every language."""
        return {name: str(value) if isinstance(value, str) else value for name, value in asdict(self).items()}


def of_failure(failure: Failure) -> ToDo:
    """The cell that stopped, with its line where that is known; or what stopped the page."""
    kind: Kind = "refused" if failure.state == "refused" else "failed"
    found = _LINE.search(failure.traceback)
    what: str
    broken = _SYNTAX.match(failure.reason)
    if broken:
        number = broken[2] or (found and found[1]) or 1
        what = say("line %(line)s: is not Python: %(message)s", line=number, message=broken[1])
    else:
        what = joined([_line(found[1]), failure.reason], ": ") if found else failure.reason
    remedy = (
        say("mend the cell, save, and preview again; the page shows what was made before it") if failure.cell else ""
    )
    return ToDo(kind, "must", what, remedy, failure.cell, failure.line)


def of_outputs(executed: Mapping[str, Any]) -> list[ToDo]:
    """Each output that has not passed the one door: what it is, and nothing of its contents."""
    what = say("shows something that has not been released")
    remedy = say(
        "release the results and show them by arvio.figures, tables or narrative; end a line with ; to be quiet"
    )
    return [
        ToDo("unmarked", "must", joined([what, part.content], ": "), remedy, part.cell, part.line)
        for part in parts(executed)
        if part.kind == UNMARKED
    ]


def of_commentary(run: Run, sidecar: Path) -> list[ToDo]:
    """Sections without words, and words that were written about other numbers."""
    file = f"params/commentary/{run.organisation}/{run.period}.{run.language}.md"
    found = []
    for one in read_sidecar(sidecar):
        match one.state:
            case "missing":
                what = say("there is no comment on %(section)s", section=one.section)
                remedy = say("write it into %(file)s below ## %(section)s", file=file, section=one.section)
                found.append(ToDo("comment", "must", what, remedy))
            case "stale" | "unknown":
                what = say("the figures have changed since the comment on %(section)s was written", section=one.section)
                remedy = say("write it anew, or confirm it: arvio confirm %(about)s", about=_about(run, one.section))
                found.append(ToDo("comment", "must", joined([what, *one.changes], "; "), remedy))
    return found


def of_words(project: Project, run: Run) -> list[ToDo]:
    """What is wrong with the file of words, such as a section that no notebook asks for, which is shown nowhere."""
    file = named(commentary_path(project.root, run.organisation, run.period, run.language))
    problems = [one for error in check_words(project, run.organisation) for one in error.problems if one.file == file]
    return [
        ToDo("comment", "should", joined(filter(None, [one.file, one.place, one.what, one.value]), ": "), one.remedy)
        for one in problems
    ]


def of_shape(notebook: Mapping[str, Any], file: str) -> list[ToDo]:
    """What breaks the shape of notebooks; outputs of a working copy are nobody's business."""
    return [
        ToDo("shape", "should", joined(filter(None, [one.place, one.what]), ": "), one.remedy)
        for one in shape_problems(without_outputs(notebook), file)
    ]


def of_translations(project: Project, run: Run, notebook: Mapping[str, Any]) -> list[ToDo]:
    """Headings and texts of the notebook without words in its language, and texts of params in a Swedish report."""
    written_in = notebook["metadata"].get("arvio", {}).get("language", SOURCE_LANGUAGE)
    remedy = say(
        "write it into params/translations/%(notebook)s.yaml, in the languages of its reports", notebook=run.notebook
    )
    lacking = [] if run.language in (written_in, SOURCE_LANGUAGE) else list(_untranslated(project, run, notebook))
    found = [
        ToDo("untranslated", "should", _untold(text, run.language), remedy, cell, text[:120]) for cell, text in lacking
    ]
    if run.language == SWEDISH:
        found += [ToDo("untranslated", "should", line) for line in told_in_finnish(project, run.organisation)]
    return found


def of_disclosure(root: Path, run: Run, facts: Sequence[Mapping[str, Any]]) -> list[ToDo]:
    """How much is withheld, coarsened or rounded, in which tables; and what a table tells less by the gate's word."""
    found = []
    by_status = Counter(fact["status"] for fact in facts)
    for status, why in _STATUSES.items():
        if by_status[status]:
            tables = dict.fromkeys(_table(fact) for fact in facts if fact["status"] == status)
            shown = joined([*list(tables)[:_SHOWN_AT_MOST], *(["…"] if len(tables) > _SHOWN_AT_MOST else [])])
            kind: Kind = "withheld" if status == "withheld" else "coarsened"
            n = by_status[status]
            what = say("%(why)s: %(n)s of %(all)s figures (%(tables)s)", why=why, n=n, all=len(facts), tables=shown)
            found.append(ToDo(kind, "know", what))
    told = {(fact["indicator"], fact["breakdown"]) for fact in facts}
    for one in coarsenings(root, run.organisation):
        if (one.period, one.audience) == (run.period, run.audience) and (one.indicator, one.breakdown) in told:
            what = say("%(table)s tells less (%(step)s): %(why)s", table=_named(one), step=one.step, why=one.because)
            found.append(ToDo("coarsened", "know", what))
    return found


def of_gate(project: Project, run: Run, facts: Sequence[Mapping[str, Any]]) -> list[ToDo]:
    """What the gate would do with these figures beside everything that was ever published; nothing is written."""
    try:
        decision = foresee(project, run, facts)
    except ArvioError as error:
        return [ToDo("gate", "must", say("the batch would hold it back: %(why)s", why=error.said))]
    held = [
        ToDo("gate", "must", say("the batch would hold it back: %(why)s", why=found.words)) for found in decision.left
    ]
    steps = [
        ToDo("gate", "know", say("%(table)s would tell less (%(step)s)", table=_named(one), step=one.step))
        for one in decision.coarsened
    ]
    return held + steps


def of_changes(notebook: Mapping[str, Any], shipped: Mapping[str, Any] | None) -> list[ToDo]:
    """How many cells of a working copy are not as in the notebook of its name."""
    if shipped is None:
        return []
    n = sum((Counter(_sources(notebook)) - Counter(_sources(shipped))).values())
    n = max(n, sum((Counter(_sources(shipped)) - Counter(_sources(notebook))).values()))
    if not n:
        return []
    what = say_count(
        "%(n)s cell differs from the project's notebook", "%(n)s cells differ from the project's notebook", n, n=n
    )
    return [ToDo("changed", "know", what, say("see how: arvio adopt --dry-run"))]


def in_words(found: Sequence[ToDo], language: str | None = None) -> list[str]:
    """A numbered line for each thing, with its remedy below it, in the evaluator's language or the one named."""
    lines = []
    for number, one in enumerate(found, start=1):
        lines.append(f"{number}. {spoken(WEIGHTS[one.weight], language)}: {spoken(one.said, language)}")
        if one.remedy:
            remedy = say("to do: %(remedy)s", remedy=one.remedy)
            lines.append(f"   {spoken(remedy, language)}")
    return lines


def sorted_by_weight(found: Iterable[ToDo]) -> tuple[ToDo, ...]:
    """What must be done first; within a weight by cell."""
    order = list(WEIGHTS)
    return tuple(sorted(found, key=lambda one: (order.index(one.weight), one.cell)))


_SHOWN_AT_MOST = 6
"""Tables named in a line; the rest are not."""
WEIGHTS = {"must": say("must"), "should": say("should"), "know": say("to know")}
_STATUSES = {
    "withheld": say("withheld, since so few persons could be recognised"),
    "coarsened": say("told as a bound, since nearly all or nobody answered alike"),
    "rounded": say("counts of sensitive matters are rounded"),
}


def _untranslated(project: Project, run: Run, notebook: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Number of the cell and text of each heading, paragraph and list item that the language lacks."""
    known = words_of(project.root, run.notebook, run.language)
    for number, cell in enumerate(notebook["cells"], start=1):
        for text in units(cell["source"]) if cell["cell_type"] == "markdown" else ():
            if not _NO_WORDS.fullmatch(text) and known.gettext(text) == text:
                yield number, text


def _untold(text: str, language: str) -> str:
    return say("has no words in the language %(language)s, so that it stands as written", language=language)


def _about(run: Run, section: str) -> str:
    return f"{run.organisation} {run.period} {section}"


def _table(fact: Mapping[str, Any]) -> str:
    return "/".join(filter(None, [fact["indicator"], fact["breakdown"]]))


def _named(coarsening: Coarsening) -> str:
    return "/".join(filter(None, [coarsening.indicator, coarsening.breakdown]))


def _sources(notebook: Mapping[str, Any]) -> list[tuple[str, str]]:
    tagged = [cell for cell in notebook["cells"] if "parameters" not in cell["metadata"].get("tags", ())]
    return [(cell["cell_type"], cell["source"]) for cell in tagged]


def _cell(number: int) -> str:
    return say("cell %(cell)s", cell=number)


def _line(number: str) -> str:
    return say("line %(line)s", line=number)

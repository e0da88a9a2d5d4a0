"""What a notebook opens: the data of one organisation in one period, and the one door through which results leave."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from arvio import disclosure
from arvio.commentary import sidecar_path
from arvio.commentary.judging import Judged, Told, judged, without_words
from arvio.commentary.numbers import facts_of
from arvio.commentary.sidecar import write_shown
from arvio.commentary.words import DASHES, commentary_path, named, sections
from arvio.datasets import Record, Tables, readable
from arvio.datasets.views import BEGINNING, View
from arvio.disclosure import Context, Ends, Released
from arvio.disclosure.coarsening import NOT_COARSENED, Steps, coarsenings, steps_of, uncoarsened
from arvio.disclosure.derived import Scale
from arvio.disclosure.register import published, write_facts
from arvio.disclosure.released import require_released
from arvio.disclosure.revisions import Revisions, revisions
from arvio.errors import ParamsError, Problem, UsageError
from arvio.evaluation.form import with_rounded_n_told
from arvio.evaluation.refusals import refuse_outsiders
from arvio.evaluation.scales import scales_of
from arvio.indicators.key_figures import Choices, Time, names_of
from arvio.indicators.pairs import is_asked, no_pairs, pairs_of, placed, with_subgroups
from arvio.instruments import score_table, smallest_group, whole_marks
from arvio.observed import note
from arvio.params import (
    INTERNAL_ONLY,
    NEVER_PUBLIC,
    Analysis,
    Audience,
    Claim,
    Instrument,
    Needs,
    Organisation,
    Period,
    Project,
    Run,
    needs_of_notebooks,
    parse_period,
    unknown_tables,
)
from arvio.params.change_faults import compared_waves, waves_of
from arvio.params.protection import rules_of, sensitivity_of, told_of
from arvio.params.scores import score_names
from arvio.params.wording import labels_of
from arvio.presentation import narrative
from arvio.presentation.commentary import Where, commentary, in_words
from arvio.presentation.marks import Shown
from arvio.presentation.missing import nothing_written
from arvio.presentation.workbench import workbench
from arvio.results import KEYS, Results, results


@dataclass(frozen=True)
class Quality:
    """What a page on the quality of the data looks at. A table that cannot be read is empty here, and told."""

    record: Record
    current: View
    history: View
    disagreeing: Mapping[str, tuple[Problem, ...]]
    """Table: what is wrong with it though each of its files could be read."""
    states: Mapping[str, str]
    """Canonical table: ready, not_collected or unreadable."""
    needs: Mapping[str, tuple[str, ...]]
    """Notebook: the tables that it needs."""


@dataclass(frozen=True)
class Evaluation:
    """One organisation, period, language and audience. Made by open_evaluation."""

    project: Project
    run: Run
    tables: Tables
    facts: Path
    """Where this session's released facts are written."""
    is_interactive: bool = False
    """Whether the evaluator works here herself, and is shown the way to her files."""
    _released: list[Released] = field(default_factory=list, repr=False)

    @cached_property
    def params(self) -> Organisation:
        return self.project.organisation(self.run.organisation)

    @cached_property
    def period(self) -> Period:
        return self.project.period(self.run.organisation, self.run.period)

    @property
    def analysis(self) -> Analysis:
        """The choices of method in the organisation's params."""
        return self.params.analysis

    @property
    def claims(self) -> list[Claim]:
        """What the organisation had said in public by the end of the period."""
        return [claim for claim in self.params.claims if claim.said is None or claim.said <= self.period.end]

    def claims_about(self, *indicators: str) -> list[Claim]:
        """The claims that rest on some indicators: a report judges those that its sections tell of, and no others."""
        return [claim for claim in self.claims if claim.indicator in indicators]

    @property
    def claimed_items(self) -> list[str]:
        """The items that public claims are about, in the order of the claims."""
        return list(dict.fromkeys(claim.indicator for claim in self.claims if claim.indicator in self.items))

    @property
    def items(self) -> set[str]:
        """The items of the organisation's instruments that are answered on a scale."""
        return set(self._scales["item"])

    @property
    def audience(self) -> Audience:
        """The protection rules of the run's audience, or those of reports on families, whoever reads them."""
        return self._rules(self.run.audience)

    @cached_property
    def current(self) -> View:
        """The tables of the period."""
        return View(self.tables, self.period.start, self.period.end, self._scales)

    @cached_property
    def history(self) -> View:
        """The tables from the first day on until the end of the period."""
        return View(self.tables, BEGINNING, self.period.end, self._scales)

    @cached_property
    def previous(self) -> View:
        """The tables of the same days a year earlier."""
        return View(self.tables, self.period.before.start, self.period.before.end, self._scales)

    @property
    def years(self) -> tuple[Period, Period]:
        """The same days a year earlier, and the period itself."""
        return self.period.before, self.period

    @cached_property
    def time(self) -> Time:
        """The whole period, for figures that are computed of it and of each of its years."""
        return Time(self.period, self.current, self.history)

    @cached_property
    def project_years(self) -> list[Time]:
        """The calendar years of the period, each as a yearly report sees it."""
        names = range(self.period.start.year, self.period.end.year + 1)
        return [self._time_of(parse_period(str(name))) for name in names]

    @property
    def choices(self) -> Choices:
        """What the figures depend on beside the tables, for this audience."""
        answers: Literal["told", "untold"] = "untold" if self.params.sensitivity == "child_welfare" else "told"
        smallest_answers = self.audience.minimum_n_statistics
        return Choices(self.analysis, self.smallest_count, smallest_answers, self.services_apart, answers)

    @cached_property
    def instruments(self) -> tuple[Instrument, ...]:
        """The questionnaires behind the organisation's sources."""
        return self.project.instruments_of(self.run.organisation)

    @property
    def key_names(self) -> list[str]:
        """The indicators that the goals and the chain from inputs to change name."""
        return names_of(self.params.goals, self.params.logic_chain)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """The same persons at the baseline and at the follow-up, as analysis.change of params says; never shown.

        Nobody where one of the two was not yet put to anybody by the end of the period, or is on no form at all.
        """
        choices = self.analysis.change
        view = self.current if choices.design == "then_test" else self.history
        every = self.tables.table("responses")
        if every is None or not self._has_both_forms:
            return no_pairs()
        if is_asked(every, choices) and not is_asked(view.responses, choices):
            return no_pairs()
        found = pairs_of(view.every_answer, view.responses, instruments=self.instruments, choices=choices)
        found = placed(found, view.responses, choices=choices, period=self.period)
        if choices.subgroup and len(view.referrals):
            return with_subgroups(found, view.enrolments, by=choices.subgroup)
        return found

    @cached_property
    def quality(self) -> Quality:
        """The record of reading and the tables that can be read: for the internal audience, and for no other."""
        refuse_outsiders(self.run)
        found = readable(self.tables)
        return Quality(
            record=found.tables.record,
            current=replace(self.current, tables=found.tables),
            history=replace(self.history, tables=found.tables),
            disagreeing=found.disagreeing,
            states=found.states,
            needs=self._known_needs,
        )

    @property
    def untold_services(self) -> list[str]:
        """The services that are no part of what this audience is told, since their clients are children."""
        return [] if self.run.audience == "internal" else self.services_apart

    @property
    def services_apart(self) -> list[str]:
        """The services whose clients are children: they are in no figure of several services, whoever reads it.

        Were they in the totals of one edition and not of another, the difference would be the children.
        """
        return self.analysis.services_for_children

    def smallest_count(self, indicator: str) -> int:
        """The smallest count of persons of an indicator that this audience may see."""
        is_ordinary = self._sensitivity(indicator) == "ordinary"
        return self.audience.minimum_n_persons if is_ordinary else self.audience.minimum_n_sensitive

    def target(self, indicator: str) -> float | None:
        """The figure of an indicator that was promised as a goal; None where none was."""
        return next((goal.target for goal in self.params.goals if goal.indicator == indicator), None)

    def by_rules_of_families(self) -> Evaluation:
        """The same, releasing by the rules of reports on families in child welfare, whoever reads them."""
        (notebook,) = NEVER_PUBLIC
        return replace(self, run=replace(self.run, notebook=notebook))

    def release(self, results: Results) -> Released:
        """The results as this audience may see them; the only way to show anything."""
        released = self._protected(results)
        self._write_facts(released, lambda: self._protected(results, NOT_COARSENED))
        self._released.append(released)
        return released

    def withheld(self, results: Results) -> pd.DataFrame:
        """Which of the results this audience may not see, by their keys; nothing of them is shown by asking."""
        table = self._protected(results).table
        return table.loc[table["status"] == "withheld", [*KEYS]]

    def release_for_form(self, results: Results) -> Released:
        """The results as they may stand in the text that is pasted into the funder's form: nothing for other audiences.

        What is reported to a public funder becomes a public document (act on the openness of government 621/1999), so
        that the rules of the public hold for it too: of what the funder's report tells, what anybody may read.
        """
        told = results if self.run.audience == "funder" else Results(results.table.iloc[:0])
        said = self._for_form(told)
        self._write_facts(said, lambda: self._for_form(told, NOT_COARSENED))
        return said

    def lessons(self) -> Shown:
        """The evaluator's own words on what was learnt, or that there are none."""
        shown = self.commentary("lessons")
        return shown if shown.html else nothing_written(self._context)

    def lessons_for_form(self) -> Shown:
        """The same for the funder's form, where no number may stand whose basis is not told."""
        return narrative.form_lessons(self.release_for_form(results([])), self._lessons)

    def revisions(self, *released: Released) -> Revisions:
        """Which of the released yearly figures the reports of those years told otherwise to the same audience."""
        note("told", self.run.organisation, self.run.audience)
        found = revisions(released, published(self.project.root, self.run.organisation))
        self._write_facts(found.changed, lambda: found.changed)
        return found

    def commentary(self, section: str, *about: Released) -> Shown:
        """The evaluator's own words on a section, from params/commentary, with what must be done before they go out.

        They are about the figures of what is passed here, or of all that was released so far: when these are no longer
        those that the words went out with first, or were confirmed with, a draft says so and a final report waits.

        Example: `evaluation.commentary("feedback", answers)` below the figure of the answers shows what stands under
        `## feedback` in the file of the period.
        """
        told = Told(facts_of(map(require_released, about or self._released)), facts_of(self._released))
        found = self._judged(section, told)
        changed = in_words(found.changes, self._context)
        write_shown(sidecar_path(self.facts), found.shown(changed))
        return commentary(found, self._context, changed=changed, where=self._where)

    def cautions(self) -> Shown:
        """What the instruments behind the pairs, and the way of asking, make it necessary to say."""
        scores = set(self.pairs["score"])
        used = [instrument for instrument in self.instruments if scores & set(score_names(instrument))]
        return narrative.cautions(self._context, used, choices=self.analysis.change, scores=scores)

    def method(self) -> Shown:
        """How persons were protected in this report, in plain words."""
        found = tuple(self._released)
        return narrative.method(self._context, self.audience, released=found, coarsened=self._tells_less)

    @property
    def _lessons(self) -> str:
        """The evaluator's own words on what was learnt, as they were written."""
        written = sections(self._commentary).get("lessons", "")
        return "" if written in DASHES else written

    @property
    def _commentary(self) -> Path:
        return commentary_path(self.project.root, self.run.organisation, self.run.period, self.run.language)

    def _judged(self, section: str, told: Told) -> Judged:
        written = sections(self._commentary).get(section, "")
        without = without_words(section, written, is_needed=self._is_commentary_needed)
        return without or judged(self.project.root, self.run, section, written, told)

    @property
    def _is_commentary_needed(self) -> bool:
        """Whether params need words; in JupyterLab a report may be open that params do not ask for."""
        try:
            return self.project.report(self.run).commentary == "needed"
        except UsageError:
            return True

    @property
    def _where(self) -> Where:
        """Where the words are written, as far as the reader may know."""
        file = named(self._commentary) if self.is_interactive or self.run.audience == "internal" else ""
        return Where(file, Path(os.path.relpath(self._commentary)).as_posix() if self.is_interactive else "")

    def _rules(self, audience: str) -> Audience:
        return rules_of(self.project.suite, self.params, notebook=self.run.notebook, audience=audience)

    def _time_of(self, period: Period) -> Time:
        start, end = max(period.start, self.period.start), min(period.end, self.period.end)
        current = View(self.tables, start, end, self._scales)
        return Time(period, current, View(self.tables, BEGINNING, end, self._scales))

    @property
    def _has_both_forms(self) -> bool:
        waves = waves_of(self.params)
        return waves is None or set(compared_waves(self.analysis.change).values()) <= waves

    def _write_facts(self, released: Released, as_before: Callable[[], Released]) -> None:
        """Write what is told and, where tables take steps, what was told without them, for the gate to decide anew."""
        write_facts(self.facts, released)
        if self._steps:
            write_facts(uncoarsened(self.facts), as_before())

    def _protected(self, results: Results, steps: Steps | None = None) -> Released:
        return self._by(self.audience, results, steps)

    def _for_form(self, told: Results, steps: Steps | None = None) -> Released:
        return with_rounded_n_told(self._by(self._rules("public"), told, steps), told)

    def _by(self, rules: Audience, results: Results, steps: Steps | None) -> Released:
        return disclosure.release(
            results,
            audience=rules,
            sensitivity=self._sensitivity,
            smallest=self._smallest_group,
            coarsened=self._steps if steps is None else steps,
            scales=self._whole_scales,
            context=self._context,
        )

    @property
    def _tells_less(self) -> bool:
        """Whether a table of this report takes a step."""
        steps = self._steps
        return any((row["indicator"], row["breakdown"]) in steps for one in self._released for row in one.each())

    @cached_property
    def _steps(self) -> Steps:
        """The steps that tables of these reports take, since with what else was published they would tell too much."""
        note("steps", self.run.organisation, self.run.period, self.run.audience)
        decided = coarsenings(self.project.root, self.run.organisation)
        return steps_of(decided, period=self.run.period, audience=self.run.audience)

    def _sensitivity(self, indicator: str) -> str:
        return sensitivity_of(self.params, indicator)

    def _smallest_group(self, indicator: str) -> int:
        """The smallest group that an item, a score, or a claim or goal about one may be told of by its instrument."""
        name = told_of(self.params, indicator)
        return max((smallest_group(instrument, name) for instrument in self.instruments), default=1)

    @cached_property
    def _whole_scales(self) -> dict[str, Scale]:
        """The scales of items that are answered in whole numbers, and of claims and goals about them."""
        marks = whole_marks(self.instruments)
        told = [*marks, *(claim.claim for claim in self.params.claims), *(goal.goal for goal in self.params.goals)]
        found = {name: marks.get(told_of(self.params, name)) for name in told}
        return {name: Scale(*ends) for name, ends in found.items() if ends}

    @cached_property
    def _context(self) -> Context:
        return Context(
            organisation=self.run.organisation,
            organisation_name=self.params.name,
            period=self.run.period,
            start=self.period.start,
            end=self.period.end,
            language=self.run.language,
            audience=self.run.audience,
            labels=self._labels,
            scales={
                row.score: Ends(row.lowest, row.highest, row.better)
                for row in score_table(self.instruments).itertuples()
            },
        )

    @cached_property
    def _labels(self) -> dict[str, str]:
        needs = self._needs if self.run.notebook in INTERNAL_ONLY else {}
        return labels_of(self.params, self.instruments, needs, language=self.run.language)

    @cached_property
    def _needs(self) -> dict[str, Needs]:
        return needs_of_notebooks(self.project.root / "notebooks")

    @property
    def _known_needs(self) -> dict[str, tuple[str, ...]]:
        """The tables of each notebook; an error for one that there is not."""
        problems = unknown_tables(self._needs)
        if problems:
            raise ParamsError(problems)
        return {name: needs.tables for name, needs in self._needs.items()}

    @cached_property
    def _scales(self) -> pd.DataFrame:
        return scales_of(self.instruments)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        record = self.tables.record
        return workbench(self._context, record.intake, record.notes)._repr_mimebundle_()

"""What a notebook opens: the data of one organisation in one period, and the one door through which results leave.

It is the same in JupyterLab and in the batch, which only says by ARVIO_RUN that the results are to be published.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from arvio import disclosure
from arvio.datasets import Record, Tables, empty_table, load_tables, readable, unreviewed_problems
from arvio.disclosure import Context, Ends, Released
from arvio.disclosure.register import facts_path, published, write_facts
from arvio.disclosure.revisions import Revisions, revisions
from arvio.errors import ParamsError, Problem, ProtectionError
from arvio.indicators.key_figures import Choices, Time, names_of
from arvio.indicators.pairs import is_asked, no_pairs, pairs_of, placed, with_subgroups
from arvio.instruments import item_text, score_table, smallest_group
from arvio.params import (
    INTERNAL_ONLY,
    NEVER_PUBLIC,
    OF_ALL_WORK,
    Analysis,
    Audience,
    Claim,
    Instrument,
    Needs,
    Organisation,
    Period,
    Project,
    Run,
    Suite,
    needs_of_notebooks,
    open_project,
    parse_period,
    unknown_tables,
)
from arvio.params.change_faults import compared_waves, waves_of
from arvio.params.scores import score_names
from arvio.presentation import narrative
from arvio.presentation.commentary import commentary, sections
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_written
from arvio.presentation.workbench import workbench
from arvio.results import KEYS, Results, results
from arvio.translations import words

IN_THE_BATCH = "ARVIO_RUN"
"""The environment variable by which the batch says which run a kernel makes."""

BEGINNING = dt.date(1900, 1, 1)


@dataclass(frozen=True)
class View:
    """The tables of an organisation, as far as they are about the days from start to end.

    A table that the organisation does not collect is empty, so that its section says so and the rest stands.
    """

    tables: Tables
    start: dt.date
    end: dt.date
    scales: pd.DataFrame
    """item, scale_lowest, scale_highest of every item of the organisation's instruments."""

    @cached_property
    def surveys(self) -> pd.DataFrame:
        return self._dated("surveys", "opened")

    @cached_property
    def responses(self) -> pd.DataFrame:
        return self._dated("responses", "submitted_at")

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Answers on a scale. Choices and figures have no ends that a mean could lie between."""
        return self.every_answer.merge(self.scales, on="item")

    @cached_property
    def every_answer(self) -> pd.DataFrame:
        """Answers to items of every kind."""
        answers = self._whole("answers")
        return answers[answers["response_id"].isin(self.responses["response_id"])]

    @cached_property
    def persons(self) -> pd.DataFrame:
        return self._whole("persons")

    @cached_property
    def groups(self) -> pd.DataFrame:
        return self._running("groups")

    @cached_property
    def attendance(self) -> pd.DataFrame:
        return self._dated("attendance", "date")

    @cached_property
    def partners(self) -> pd.DataFrame:
        partners = self._whole("partners")
        return partners[~(partners["mapped_on"] >= self._after)]

    @cached_property
    def partner_actions(self) -> pd.DataFrame:
        return self._dated("partner_actions", "date")

    @cached_property
    def volunteers(self) -> pd.DataFrame:
        return self._running("volunteers")

    @cached_property
    def enrolments(self) -> pd.DataFrame:
        """Services that had begun by the end of the view."""
        return self.referrals[self.referrals["start"] < self._after]

    @cached_property
    def referrals(self) -> pd.DataFrame:
        """Every row of enrolments, begun or not, whenever it was: who waits has no start, and a chain began before."""
        return self._whole("enrolments")

    @cached_property
    def contacts(self) -> pd.DataFrame:
        return self._dated("contacts", "date")

    @cached_property
    def visits(self) -> pd.DataFrame:
        return self._dated("visits", "date")

    @cached_property
    def staff(self) -> pd.DataFrame:
        """Whoever was employed on some day of the view."""
        return self._running("staff")

    @cached_property
    def staff_events(self) -> pd.DataFrame:
        """Every event, whenever it was: the weeks at the edges of a period have days outside it."""
        return self._whole("staff_events")

    @cached_property
    def feedback_items(self) -> pd.DataFrame:
        return self._dated("feedback_items", "date")

    @cached_property
    def quality_checks(self) -> pd.DataFrame:
        return self._dated("quality_checks", "checked_on")

    @cached_property
    def gaps(self) -> pd.DataFrame:
        return self._dated("gaps", "found_on")

    @cached_property
    def costs(self) -> pd.DataFrame:
        return self._dated("costs", "date")

    @cached_property
    def cases(self) -> pd.DataFrame:
        """Every case, whenever it was: what came of it is known a year after its end."""
        return self._whole("cases")

    @cached_property
    def family_goals(self) -> pd.DataFrame:
        """Every goal, whenever it was set and assessed."""
        return self._whole("family_goals")

    def _whole(self, name: str) -> pd.DataFrame:
        table = self.tables.table(name)
        return empty_table(name) if table is None else table

    def _dated(self, name: str, day: str) -> pd.DataFrame:
        table = self._whole(name)
        return table[(table[day] >= pd.Timestamp(self.start)) & (table[day] < self._after)]

    def _running(self, name: str) -> pd.DataFrame:
        """What began by the end of the view and had not ended before its start."""
        table = self._whole(name)
        return table[(table["start"] < self._after) & ~(table["end"] < pd.Timestamp(self.start))]

    @property
    def _after(self) -> pd.Timestamp:
        return pd.Timestamp(self.end) + pd.Timedelta(days=1)


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
        answers = "untold" if self.params.sensitivity == "child_welfare" else "told"
        smallest_answers = self.audience.minimum_n_statistics
        return Choices(self.analysis, self.smallest_count, smallest_answers, self.untold_services, answers)

    @property
    def instruments(self) -> list[Instrument]:
        """The questionnaires behind the organisation's sources."""
        return self._instruments

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
        found = pairs_of(view.every_answer, view.responses, instruments=self._instruments, choices=choices)
        found = placed(found, view.responses, choices=choices, period=self.period)
        if choices.subgroup and len(view.referrals):
            return with_subgroups(found, view.enrolments, by=choices.subgroup)
        return found

    @cached_property
    def quality(self) -> Quality:
        """The record of reading and the tables that can be read: for the internal audience, and for no other."""
        _refuse_outsiders(self.run)
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
        return [] if self.run.audience == "internal" else self.analysis.services_for_children

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
        write_facts(self.facts, released)
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
        released = disclosure.release(
            told,
            audience=self._rules("public"),
            sensitivity=self._sensitivity,
            smallest=self._smallest_group,
            context=self._context,
        )
        said = _with_rounded_n_told(released, told)
        write_facts(self.facts, said)
        return said

    def lessons(self) -> Shown:
        """The evaluator's own words on what was learnt, or that there are none."""
        return self.commentary("lessons") if self._lessons else not_written(self._context)

    def lessons_for_form(self) -> Shown:
        """The same for the funder's form, where no number may stand whose basis is not told."""
        return narrative.form_lessons(self.release_for_form(results([])), self._lessons)

    def revisions(self, *released: Released) -> Revisions:
        """Which of the released yearly figures the reports of those years told otherwise to the same audience."""
        found = revisions(released, published(self.project.root, self.run.organisation))
        write_facts(self.facts, found.changed)
        return found

    def commentary(self, section: str) -> Shown:
        """The evaluator's own words on a section, from params/commentary."""
        return commentary(self._commentary, section, self.run.language)

    def cautions(self) -> Shown:
        """What the instruments behind the pairs, and the way of asking, make it necessary to say."""
        scores = set(self.pairs["score"])
        used = [instrument for instrument in self._instruments if scores & set(score_names(instrument))]
        return narrative.cautions(self._context, used, choices=self.analysis.change, scores=scores)

    def method(self) -> Shown:
        """How persons were protected in this report, in plain words."""
        return narrative.method(self._context, self.audience, released=tuple(self._released))

    @property
    def _lessons(self) -> str:
        """The evaluator's own words on what was learnt, as they were written."""
        return sections(self._commentary).get("lessons", "")

    @property
    def _commentary(self) -> Path:
        folder = self.project.root / "params" / "commentary" / self.run.organisation
        return folder / f"{self.run.period}.{self.run.language}.md"

    def _rules(self, audience: str) -> Audience:
        """The rules of an audience. What tells of all the work of those who work with families has the rules for
        families, so that it can lie on one desk with the report on families."""
        of_families = self.run.notebook in OF_ALL_WORK and self.params.sensitivity == "child_welfare"
        if of_families or self.run.notebook in NEVER_PUBLIC:
            return _rules_for_families(self.project.suite)
        return self.project.suite.audiences[audience]

    def _time_of(self, period: Period) -> Time:
        start, end = max(period.start, self.period.start), min(period.end, self.period.end)
        current = View(self.tables, start, end, self._scales)
        return Time(period, current, View(self.tables, BEGINNING, end, self._scales))

    @property
    def _has_both_forms(self) -> bool:
        waves = waves_of(self.params)
        return waves is None or set(compared_waves(self.analysis.change).values()) <= waves

    def _protected(self, results: Results) -> Released:
        return disclosure.release(
            results,
            audience=self.audience,
            sensitivity=self._sensitivity,
            smallest=self._smallest_group,
            context=self._context,
        )

    def _sensitivity(self, indicator: str) -> str:
        """How sensitive an indicator is; a claim is as sensitive as what it tells of."""
        return self.params.sensitivities.get(self._told_of(indicator), self.params.sensitivity)

    def _smallest_group(self, indicator: str) -> int:
        """The smallest group that an item or a score, or a claim about one, may be told of by its instrument."""
        name = self._told_of(indicator)
        return max((smallest_group(instrument, name) for instrument in self._instruments), default=1)

    def _told_of(self, indicator: str) -> str:
        """What a claim tells of; of anything else its own name."""
        claimed = {claim.claim: claim.indicator for claim in self.params.claims}
        return claimed.get(indicator, indicator)

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
                for row in score_table(self._instruments).itertuples()
            },
        )

    @cached_property
    def _labels(self) -> dict[str, str]:
        language = self.run.language
        items = {
            item.item: item_text(instrument, item.item, language)
            for instrument in self._instruments
            for item in instrument.items
        }
        scores = {
            rule.score: rule.name.in_language(language)
            for instrument in self._instruments
            for rule in instrument.scores
        }
        claims = {claim.claim: claim.text.in_language(language) for claim in self.params.claims}
        goals = {goal.goal: goal.text.in_language(language) for goal in self.params.goals}
        gettext = words(language).gettext
        notebooks = {f"notebooks/{name}": gettext(needs.title) for name, needs in self._needs.items()}
        names = {code: text.in_language(language) for code, text in self.params.names.items()}
        return {**names, **scores, **items, **goals, **claims, **notebooks}

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
    def _instruments(self) -> list:
        names = {source.instrument for source in self.params.sources.values() if source.instrument}
        return [self.project.instruments[name] for name in sorted(names)]

    @cached_property
    def _scales(self) -> pd.DataFrame:
        rows = [
            (item.item, float(scale.lowest), float(scale.highest))
            for instrument in self._instruments
            for item in instrument.items
            if item.kind == "scale" and (scale := item.scale or instrument.scale)
        ]
        scales = pd.DataFrame(rows, columns=["item", "scale_lowest", "scale_highest"])
        return scales.drop_duplicates("item").astype({"item": "str"})

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        record = self.tables.record
        return workbench(self._context, record.intake, record.notes)._repr_mimebundle_()


def open_evaluation(organisation: str, period: str, language: str, audience: str) -> Evaluation:
    """The evaluation of an organisation in a period, for an audience, in a language.

    All four are checked before any data are read; a misspelt one is told with the nearest known name.
    """
    project = open_project()
    run = Run(organisation, period, _notebook(), audience, language)
    project.period(organisation, period)
    project.check_words(run)
    _refuse_the_public(run)
    tables = load_tables(project, organisation)
    if IN_THE_BATCH in os.environ and project.stage(run) == "final" and run.notebook not in INTERNAL_ONLY:
        _refuse_unreviewed(project, run, tables)
    facts = facts_path(project.root, run, by="batch" if IN_THE_BATCH in os.environ else "interactive")
    facts.unlink(missing_ok=True)
    return Evaluation(project, run, tables, facts)


def _with_rounded_n_told(released: Released, results: Results) -> Released:
    """The same with the status rounded where the n of a mean was: a form has no box on methods that would say so."""
    table = released.table
    is_mean = (table["statistic"] == "mean") & (table["status"] == "shown")
    was_rounded = is_mean & table["n"].notna() & (table["n"] != results.table["n"])
    return Released(table.assign(status=table["status"].mask(was_rounded, "rounded")), released.context)


def _refuse_unreviewed(project: Project, run: Run, tables: Tables) -> None:
    """A final report waits until somebody has read the open answers in which persons were found."""
    problems = unreviewed_problems(project.organisation(run.organisation), tables.record)
    if problems:
        raise ProtectionError(problems)


def _refuse_outsiders(run: Run) -> None:
    """Counts of faults and finds are for who can mend them, and tell outsiders more than any report."""
    if run.audience != "internal":
        raise ProtectionError(
            Problem(
                f"notebooks/{run.notebook}.ipynb",
                "the quality of the data is told to the internal audience only",
                'audience = "internal"',
                "set the audience in the parameters cell, and take the others out of the report in params",
                value=run.audience,
            )
        )


def _refuse_the_public(run: Run) -> None:
    """What became of families is for who does and who orders the work."""
    if run.notebook in NEVER_PUBLIC and run.audience == "public":
        raise ProtectionError(
            Problem(
                f"notebooks/{run.notebook}.ipynb",
                "a report on families in child welfare is never made for the public",
                'audience = "internal" or "funder"',
                "set the audience in the parameters cell, and take public out of the report in params",
                value=run.audience,
            )
        )


def _rules_for_families(suite: Suite) -> Audience:
    if suite.families:
        return suite.families
    raise ProtectionError(
        Problem(
            "params/suite.yaml",
            "a report on families in child welfare has rules of its own, and there are none",
            "families: with the keys of an audience",
            "write them as in the suite that comes with arvio",
        )
    )


def _notebook() -> str:
    """The notebook's name: the batch says it, JupyterLab gives the path of the session."""
    if IN_THE_BATCH in os.environ:
        return json.loads(os.environ[IN_THE_BATCH])["notebook"]
    return Path(os.environ.get("JPY_SESSION_NAME") or "notebook").stem

"""What a single key can't show: whether an organisation's params agree with themselves and with the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath, PureWindowsPath

from arvio.errors import ArvioError, Problem
from arvio.params.change_faults import change_faults
from arvio.params.checking import nearest
from arvio.params.choice_faults import choice_faults
from arvio.params.codebooks import Found, mapping_faults
from arvio.params.mirror_faults import mirror_faults
from arvio.params.models import Instrument, Organisation, Source, Suite
from arvio.params.periods import FORMS, parse_period
from arvio.params.protection import is_never_public
from arvio.params.region_faults import region_faults
from arvio.params.runs import INTERNAL_ONLY
from arvio.params.sensitivity_faults import sensitivity_faults
from arvio.params.shared_faults import shared_faults
from arvio.params.yaml_file import Key, YamlFile
from arvio.results import STATISTICS
from arvio.saying import say


def inconsistencies(
    organisation: Organisation,
    file: YamlFile,
    *,
    suite: Suite,
    instruments: Mapping[str, Instrument],
    notebooks: Collection[str],
) -> list[Problem]:
    """Every contradiction of an organisation's file with itself, the suite, the instruments and the notebooks."""
    found = [
        *_names(organisation, file),
        *_periods(organisation),
        *_surveys(organisation),
        *_reports(organisation, suite, notebooks),
        *_claims(organisation),
        *_cut_offs(organisation, instruments),
        *change_faults(organisation, instruments),
        *choice_faults(organisation),
        *region_faults(organisation),
        *mirror_faults(organisation),
        *sensitivity_faults(organisation, instruments),
    ]
    for name, source in organisation.sources.items():
        found.extend(_source(name, source, instruments))
    return [
        Problem(file.name, what, expected, remedy, file.place(key), value)
        for key, what, expected, remedy, value in found
    ]


def _names(organisation: Organisation, file: YamlFile) -> Iterator[Found]:
    stem = PurePosixPath(file.name).stem
    if organisation.organisation != stem:
        yield ("organisation",), say("differs from the file's name"), stem, "", organisation.organisation
    if _leaves_the_project(organisation.data_folder):
        yield (
            ("data_folder",),
            say("leaves the project"),
            say("a folder below the project's root"),
            "",
            organisation.data_folder,
        )
    for name, source in organisation.sources.items():
        if _leaves_the_project(source.files):
            yield ("sources", name, "files"), say("leaves the data folder"), say("a file below it"), "", source.files
        if source.shared and _leaves_the_project(source.shared.folder):
            key, expected = ("sources", name, "shared", "folder"), say("a folder below the project's root")
            yield key, say("leaves the project"), expected, "", source.shared.folder
        if _leaves_the_project(source.codebook or ""):
            yield (
                ("sources", name, "codebook"),
                say("leaves the data folder"),
                say("a file below it"),
                "",
                source.codebook or "",
            )


def _leaves_the_project(path: str) -> bool:
    return PurePosixPath(path).is_absolute() or bool(PureWindowsPath(path).drive) or ".." in PureWindowsPath(path).parts


def _periods(organisation: Organisation) -> Iterator[Found]:
    for name, period in organisation.periods.items():
        if period.end < period.start:
            yield (
                ("periods", name),
                say("ends before it begins"),
                say("start before end"),
                "",
                say("%(start)s to %(end)s", start=period.start, end=period.end),
            )
    for index, report in enumerate(organisation.reports):
        for number, text in enumerate(report.periods):
            try:
                parse_period(text, organisation.periods)
            except ArvioError:
                yield ("reports", index, "periods", number), say("is not a period"), FORMS, "", text


def _surveys(organisation: Organisation) -> Iterator[Found]:
    waves = Counter((survey.respondent_group, survey.wave) for survey in organisation.surveys)
    for index, survey in enumerate(organisation.surveys):
        if survey.closed < survey.opened:
            yield (
                ("surveys", index, "closed"),
                say("is before it opened"),
                say("%(opened)s or later", opened=survey.opened),
                "",
                str(survey.closed),
            )
        if waves[survey.respondent_group, survey.wave] > 1:
            yield (
                ("surveys", index),
                say("this wave of this group stands twice"),
                say("each wave once"),
                "",
                survey.wave,
            )


def _reports(organisation: Organisation, suite: Suite, notebooks: Collection[str]) -> Iterator[Found]:
    for index, report in enumerate(organisation.reports):
        if report.notebook not in notebooks:
            remedy = nearest(report.notebook, notebooks)
            yield (
                ("reports", index, "notebook"),
                say("there is no such notebook"),
                say("a notebook in notebooks/"),
                remedy,
                report.notebook,
            )
        for audience in report.audiences:
            if audience not in suite.audiences:
                yield (
                    ("reports", index, "audiences"),
                    say("params/suite.yaml has no rules for it"),
                    ", ".join(suite.audiences),
                    "",
                    audience,
                )
            yield from _refused(("reports", index, "audiences"), organisation, report.notebook, audience)
        for number, moment in enumerate(report.due):
            if moment not in suite.moments:
                what, remedy = say("params/suite.yaml has no such moment"), nearest(moment, suite.moments)
                yield ("reports", index, "due", number), what, ", ".join(suite.moments), remedy, moment


def _refused(key: Key, organisation: Organisation, notebook: str, audience: str) -> Iterator[Found]:
    """A report on the data themselves for outsiders, or one on families in child welfare for the public."""
    if notebook in INTERNAL_ONLY and audience != "internal":
        what = say(
            "%(notebook)s is about the data themselves and is made for the internal audience only", notebook=notebook
        )
        yield key, what, "internal", say("take the other audiences out"), audience
    if is_never_public(organisation, notebook) and audience == "public":
        what = say(
            "%(notebook)s is about families in child welfare and is never made for the public", notebook=notebook
        )
        yield key, what, say("internal or funder"), say("take public out"), audience


def _claims(organisation: Organisation) -> Iterator[Found]:
    for index, claim in enumerate(organisation.claims):
        if claim.statistic not in STATISTICS:
            yield (
                ("claims", index, "statistic"),
                say("is not a statistic"),
                "",
                nearest(claim.statistic, STATISTICS),
                claim.statistic,
            )
        if round(claim.value, claim.decimals) != claim.value:
            what, expected = (
                say("the value has more decimals than the claim is rounded to"),
                say("as many decimals as the value"),
            )
            yield (
                ("claims", index, "decimals"),
                what,
                expected,
                say("a share of 0.85 has 2 decimals"),
                str(claim.decimals),
            )
    for kind in ("claim", "goal"):
        yield from _repeated(f"{kind}s", kind, [getattr(one, kind) for one in getattr(organisation, f"{kind}s")])


def _cut_offs(organisation: Organisation, instruments: Mapping[str, Instrument]) -> Iterator[Found]:
    """Cut-offs of instruments that there are not, or that do not have them."""
    for name, chosen in organisation.analysis.cut_offs.items():
        key: Key = ("analysis", "cut_offs", name)
        if name not in instruments:
            yield (
                key,
                say("there is no such instrument"),
                say("a file in params/instruments"),
                nearest(name, instruments),
                name,
            )
            continue
        known = {one.cut_off: score for score in instruments[name].scores for one in score.cut_offs}
        for cut_off, value in chosen.items():
            if cut_off not in known:
                what = say("%(name)s has no such cut-off", name=name)
                yield (*key, cut_off), what, ", ".join(known), nearest(cut_off, known), cut_off
            elif not known[cut_off].lowest <= value <= known[cut_off].highest:
                expected = say(
                    "%(low)s to %(high)s",
                    low=f"{known[cut_off].lowest:g}",
                    high=f"{known[cut_off].highest:g}",
                )
                yield (*key, cut_off), say("a cut-off outside the score's range"), expected, "", f"{value:g}"


def _repeated(part: str, word: str, names: Iterable[str]) -> Iterator[Found]:
    names = list(names)
    for index, name in enumerate(names):
        if names.index(name) < index:
            yield (part, index, word), say("stands twice"), say("each name once"), "", name


def _source(name: str, source: Source, instruments: Mapping[str, Instrument]) -> Iterator[Found]:
    yield from _origin(("sources", name), source)
    yield from shared_faults(("sources", name), source)
    if source.table == "answers":
        yield from mapping_faults(name, source, instruments)


def _origin(key: Key, source: Source) -> Iterator[Found]:
    """Where the rows come from: files, or a database and what is asked of it."""
    if source.reader == "database":
        if bool(source.files) == bool(source.connection):
            expected = say(
                "files: with a SQLite or DuckDB file, or connection: with the name of an environment variable"
            )
            yield key, say("a database is either a file or a connection"), expected, say("write one of the two"), ""
        if not source.query:
            yield (*key, "query"), say("a database needs a query"), say("one SELECT, or the name of a table"), "", ""
        return
    if not source.files:
        yield (*key, "files"), say("a source needs its file"), say("a file or a pattern in the data folder"), "", ""
    for word in ("connection", "query"):
        if getattr(source, word) is not None:
            remedy = say("take %(word)s away, or choose the reader database", word=word)
            yield (
                (*key, word),
                say("is for databases only"),
                say("no %(word)s: the reader is %(reader)s", word=word, reader=source.reader),
                remedy,
                "",
            )

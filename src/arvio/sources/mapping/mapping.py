"""An export as canonical tables, by the mapping that params give: every row with its place, every name a key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from arvio.sources.mapping.answers import map_answers
from arvio.sources.mapping.columns import Column
from arvio.sources.mapping.conversion import Converted, Place, constant, convert
from arvio.sources.mapping.decisions import Decisions
from arvio.sources.mapping.export import Mapped, Setting, found_header, found_headers, header_of, headers_of
from arvio.sources.mapping.findings import Finding
from arvio.sources.mapping.headers import check_headers
from arvio.sources.mapping.intake import sift
from arvio.sources.personal.identity import person_keys
from arvio.sources.personal.scanning import Scan, scan
from arvio.sources.raw_table import RawTable


def mapped_parts(parts: Iterable[RawTable], setting: Setting, decisions: Decisions) -> Iterator[Mapped]:
    """The canonical tables of one file, part by part."""
    for number, part in enumerate(parts):
        if not number:
            check_headers(part, setting)
        yield mapped_part(part, setting, decisions)


def mapped_part(raw: RawTable, setting: Setting, decisions: Decisions) -> Mapped:
    """The canonical tables of one part: responses and answers from a form, otherwise the table of the source."""
    sifted = sift(raw, setting, decisions.repeated)
    table, findings = _table(sifted.raw, setting, decisions)
    tables: dict[str, pd.DataFrame] = {setting.source.table: table}
    if setting.source.table == "answers":
        answers, more = _answers(sifted.raw, table, setting, decisions)
        tables, findings = {"responses": table, "answers": answers}, [*findings, *more]
    headers = headers_of(raw, setting)
    scans = _scans(sifted.raw, setting, decisions)
    return Mapped(tables, raw.places, tuple(findings), sifted.intake, headers, sifted.withdrawn, scans)


def _table(raw: RawTable, setting: Setting, decisions: Decisions) -> tuple[pd.DataFrame, list[Finding]]:
    columns: dict[str, pd.Series] = {}
    findings: list[Finding] = []
    for name, column in setting.columns.items():
        columns[name], wrong = _column(raw, setting, decisions, name=name, column=column)
        findings.extend(wrong)
    if setting.source.table == "answers":
        columns["response_id"] = _response_ids(columns["response_id"], raw, setting)
    table = pd.DataFrame(columns, index=raw.cells.index)
    return table.assign(basis=setting.source.basis).join(raw.places), findings


def _column(raw: RawTable, setting: Setting, decisions: Decisions, *, name: str, column: Column) -> Converted:
    """One column, from its header, its constant or the person's name; empty where the source has none of these."""
    source = setting.source
    header = header_of(raw, source, name)
    if column.kind == "key" and source.person:
        headers = [found_header(raw, [one]) for one in source.person]
        return person_keys([raw.cells[one] for one in headers], setting.secret), []
    if name in source.constants:
        header = None
    if header is not None:
        personal = raw.personal | found_headers(raw, [*source.personal, *source.open_text, *(source.person or [])])
        telling = "hidden" if header in personal else "shown"
        return convert(raw.cells[header], Place(name, header, column, setting, decisions, telling))
    value = source.constants.get(name, "")
    return constant(value, raw.cells.index, Place(name, f"constants.{name}", column, setting, decisions))


def _response_ids(given: pd.Series, raw: RawTable, setting: Setting) -> pd.Series:
    """Numbers begin anew in each file, so that a response is called by its source and file too."""
    rows = raw.places["source_row"].astype("str")
    return f"{setting.name}/{raw.file}/" + given.where(given.notna(), "row " + rows)


def _answers(
    raw: RawTable, responses: pd.DataFrame, setting: Setting, decisions: Decisions
) -> tuple[pd.DataFrame, list[Finding]]:
    answers, findings = map_answers(raw, setting, decisions)
    shared = responses[["response_id", "respondent_group", "wave"]]
    return shared.join(answers, how="right").join(responses["basis"]), findings


def _scans(raw: RawTable, setting: Setting, decisions: Decisions) -> dict[str, Scan]:
    """What of persons stands in the open answers of a part."""
    return {
        header: scan(raw.cells[header], names=decisions.names, secret=setting.secret_of_codes)
        for header in sorted(found_headers(raw, setting.source.open_text))
    }

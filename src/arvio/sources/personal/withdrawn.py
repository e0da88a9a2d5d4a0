"""The rows of persons who withdrew their consent, taken out of an export before anything else looks at it.

Before, and not of the tables: what is wrong in a cell is told with the cell, dates and decimals are decided by what all
rows show, and open answers are searched; none of this may know a row that is to be forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from arvio.partitions.partition import Left
from arvio.sources.mapping.export import Setting, found_header, header_of
from arvio.sources.personal.identity import person_keys
from arvio.sources.raw_table import RawTable


def without_withdrawn(raw: RawTable, setting: Setting) -> tuple[RawTable, Left]:
    """A part of an export without the rows of persons who withdrew, and which rows these were."""
    if not setting.withdrawals:
        return raw, {}
    found = _withdrawn(raw, setting)
    stays = found.eq("")
    if stays.all():
        return raw, {}
    left: dict[str, list[int]] = defaultdict(list)
    for digest, row in zip(found[~stays], raw.places.loc[~stays, "source_row"], strict=True):
        left[digest].append(int(row))
    kept = replace(raw, cells=raw.cells[stays], places=raw.places[stays])
    return kept, {digest: tuple(rows) for digest, rows in left.items()}


def withdrawn_places(raw: RawTable, setting: Setting) -> list[tuple[str, int]]:
    """Sheet and row of each row of an export that is of somebody who withdrew, once each."""
    rows = raw.places[_withdrawn(raw, setting).ne("")]
    return sorted({(str(sheet), int(row)) for sheet, row in zip(rows["source_sheet"], rows["source_row"], strict=True)})


def joined_left(one: Left, other: Left) -> Left:
    """What was left out of two parts."""
    return {digest: (*one.get(digest, ()), *other.get(digest, ())) for digest in {**one, **other}}


def names_persons(raw: RawTable, setting: Setting) -> bool:
    """Whether anything in an export tells whose a row is."""
    return any(True for _ in _keys(raw, setting))


def _withdrawn(raw: RawTable, setting: Setting) -> pd.Series:
    """The digest of the listed person of each row; '' of everybody else."""
    found = pd.Series("", index=raw.cells.index, dtype=object)
    for keys in _keys(raw, setting):
        digests = {key: setting.withdrawals.digest_of(key) for key in keys.dropna().unique()}
        listed = {key: digest for key, digest in digests.items() if digest in setting.withdrawals.digests}
        found = found.mask(found.eq("") & keys.isin(list(listed)), keys.map(listed))
    return found


def _keys(raw: RawTable, setting: Setting) -> Iterator[pd.Series]:
    """The keys of each row: of the person, or of the case or worker where the table has these."""
    source = setting.source
    if source.person:
        headers = [found_header(raw, [one]) for one in source.person]
        if all(headers):
            yield person_keys([raw.cells[one] for one in headers], setting.secret)
        return
    for name, column in setting.columns.items():
        header = header_of(raw, source, name) if column.kind == "key" else None
        if header:
            yield person_keys([raw.cells[header]], setting.secret)

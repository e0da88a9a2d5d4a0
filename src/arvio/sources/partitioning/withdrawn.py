"""A divided file without the rows of persons who withdrew their consent, which would lie in it as they were found.

Whose a row is tells the reader of the organisation, so the rows are looked for in the parts as the reader sees them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from arvio.params import Organisation, Project, Source, open_project
from arvio.partitions import Part, Sharing
from arvio.partitions.partition import PART, ROW, Left, Partition
from arvio.sources import read
from arvio.sources.files import find_files
from arvio.sources.mapping.export import Setting
from arvio.sources.mapping.versions import as_in, versions_of
from arvio.sources.partitioning.splitting import Split, write_part
from arvio.sources.personal.identity import secret
from arvio.sources.personal.withdrawn import joined_left, without_withdrawn
from arvio.sources.sharing import own_names, sharing_of
from arvio.sources.source_file import SourceFile
from arvio.withdrawals import EVERY, listed_organisations, withdrawals_of


def leave_out(root: Path, sharing: Sharing, partition: Partition, found: Split) -> Split:
    """Take the rows of those who withdrew out of the parts, and count those that are left."""
    n_left = {name: n for name, _, n in found.parts}
    for setting, file in _settings(root, sharing):
        for name in sorted(own_names(setting.source) & set(n_left)):
            part = partition.part([name])
            if part and (left := _left(setting, replace(file, part=part))):
                n_left[name] = _rewrite(part, name, joined_left(part.left, left), left)
    parts = tuple((name, words, n_left[name]) for name, words, _ in found.parts if n_left[name])
    return Split(parts, found.n_without)


def _settings(root: Path, sharing: Sharing) -> Iterator[tuple[Setting, SourceFile]]:
    """How each organisation that has forgotten somebody reads the file."""
    names = listed_organisations(root)
    if not names:
        return
    project, key = open_project(root), secret(root)
    for name in project.organisations if EVERY in names else names:
        listed = withdrawals_of(root, name, key)
        for source, file in _shared(project, project.organisation(name), sharing):
            yield Setting("shared", source, sharing.file, key, withdrawals=listed), file


def _shared(project: Project, organisation: Organisation, sharing: Sharing) -> Iterator[tuple[Source, SourceFile]]:
    for source, rule in ((one, one.shared) for one in organisation.sources.values()):
        for file in find_files(project.root, rule.folder, source.files) if rule else ():
            said = as_in(source, versions_of(source, file.within))
            if sharing_of(file, said) == sharing:
                yield said, file


def _left(setting: Setting, file: SourceFile) -> Left:
    left: Left = {}
    for raw in read(setting.source, file):
        left = joined_left(left, without_withdrawn(raw, setting)[1])
    return left


def _rewrite(part: Part, name: str, every: Left, left: Left) -> int:
    """A part without some rows, under the numbers that its reader gives them; how many rows it has now."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow.parquet import read_table

    gone = pa.array(sorted({row for rows in left.values() for row in rows}), pa.int64())
    path = part.paths[0]
    table = read_table(path)
    table = table.filter(pc.invert(pc.is_in(table.column(ROW), value_set=gone)))
    if not table.num_rows:
        for one in (path, path.with_suffix(".json")):
            one.unlink()
        return 0
    marked = table.append_column(PART, pa.nulls(table.num_rows, pa.int32()))
    return write_part(path.parent, name, [marked], left=every)

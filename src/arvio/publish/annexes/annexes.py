"""The annexes of a report that params ask for, and how its page and the catalogue lead to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from arvio.publish import places
from arvio.publish.annexes.content import Content, content_of
from arvio.publish.annexes.delimited import for_excel, for_programs
from arvio.publish.annexes.searching import check_annex_leaving
from arvio.publish.annexes.spreadsheet import workbook
from arvio.publish.editions import Edition
from arvio.publish.page.document import Document


def _document(content: Content, edition: Edition) -> bytes:
    from arvio.publish.annexes.word import document  # whose libraries are no small ones, and no table needs them

    return document(content, edition)


_WRITERS: Mapping[str, Callable[[Content, Edition], bytes]] = {
    "xlsx": workbook,
    "excel_csv": for_excel,
    "csv": for_programs,
    "docx": _document,
}


def annexes_of(document: Document, edition: Edition) -> dict[str, bytes]:
    """The annexes of a report by their kinds, each searched as its page is. The same page gives the same bytes."""
    content = content_of(document)
    made = {kind: _WRITERS[kind](content, edition) for kind in kinds_of(edition)}
    for kind, annex in made.items():
        path = places.annex(edition.root, edition.run, kind)
        file = path.relative_to(places.reports(edition.root)).as_posix()
        check_annex_leaving(annex, kind, file, root=edition.root)
    return made


def kinds_of(edition: Edition) -> tuple[str, ...]:
    """The kinds of files that are made of an edition."""
    return tuple(kind for kind in places.ANNEXES if places.ANNEXES[kind].asked_for in edition.annexes)

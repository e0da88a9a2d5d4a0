"""The files that several organisations share, all at once: divided before reports are made, and what nobody reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from arvio.datasets.loading import shared_files
from arvio.errors import ArvioError
from arvio.params import Project
from arvio.partitions import Sharing, current, divided
from arvio.saying import say
from arvio.sources.sharing import own_names, sharing_of

NAMED_AT_MOST = 10


def divide_shared(project: Project, names: Iterable[str], *, told: Callable[[str], None]) -> None:
    """Divide what some organisations share with others, each file once, and tell of each before it is begun.

    A report has a time limit, and should not spend it on rows of others. What is wrong with a file is told by the
    reports that need it.
    """
    files = [one for name in names for one in shared_files(project, project.organisation(name))]
    for sharing in dict.fromkeys(sharing_of(file, source) for file, source in files):
        try:
            if current(project.root, sharing) is None:
                told(say("%(file)s is divided by organisation, once for all of them.", file=sharing.file))
                divided(project.root, sharing)
        except ArvioError:
            continue


def unread_rows(project: Project) -> list[str]:
    """A line for each shared file of which some rows are read by no organisation in params, with counts.

    No mistake by itself: of a national survey only some organisations may be evaluated here. A file that cannot be
    read is told with the organisations that read it.
    """
    read: dict[Sharing, set[str]] = {}
    for organisation in project.organisations.values():
        for file, source in shared_files(project, organisation):
            read.setdefault(sharing_of(file, source), set()).update(own_names(source))
    return [line for sharing, names in sorted(read.items(), key=str) for line in _told(project, sharing, names)]


def _told(project: Project, sharing: Sharing, names: set[str]) -> Iterator[str]:
    try:
        partition = divided(project.root, sharing)
    except ArvioError:
        return
    others = {words: n for name, (words, n) in partition.parts().items() if name not in names}
    if partition.n_without:
        yield say(
            "%(file)s: %(n)s rows have nothing in column '%(column)s': nobody reads them",
            file=sharing.file,
            n=partition.n_without,
            column=sharing.column,
        )
    if others:
        most = sorted(others, key=lambda words: (-others[words], words))[:NAMED_AT_MOST]
        named = ", ".join(f"'{words}' {others[words]}" for words in most) + (" …" if len(others) > len(most) else "")
        yield say(
            "%(file)s: %(n)s of %(total)s rows are of %(names)s names that no organisation in params has as its own: "
            "%(named)s",
            file=sharing.file,
            n=sum(others.values()),
            total=partition.n_rows,
            names=len(others),
            named=named,
        )

"""Commands that say what was published, and what it gives away together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from arvio.cli.group import arvio, broken_params, open_here
from arvio.saying import say, spoken

if TYPE_CHECKING:  # what commands import for themselves, so that --help need not wait for it
    from arvio.params import Project
    from arvio.publish.catalogue.audit import Looked


_UNSAFE = 3
_READERS = ("public", "funder", "internal")
_EXPLAIN = "Only what tells of this: an indicator, narrowed by other parts (trust/participants/2025), or a leak's id."


@arvio.command()
@click.argument("organisation")
@click.option("--period", "periods", multiple=True, help="Only this period, such as 2025. Repeatable.")
@click.option("--notebook", "notebooks", multiple=True, help="Only this notebook, such as feedback. Repeatable.")
@click.option("--audience", "audiences", multiple=True, help="Only for this audience, such as public. Repeatable.")
@click.option("--language", "languages", multiple=True, help="Only in this language, such as fi. Repeatable.")
def facts(organisation: str, **wanted: tuple[str, ...]) -> int:
    """Show what was ever published about an organisation, each version of each report: the register of facts."""
    from arvio.disclosure.register import history
    from arvio.publish.screens import screen

    project = open_here()
    project.organisation(organisation)
    screen.print_facts(history(project.root, organisation), wanted)
    return 0


@arvio.command()
@click.argument("organisations", nargs=-1)
@click.option(
    "--reader", "readers", multiple=True, type=click.Choice(_READERS), help="Only what they have. Repeatable."
)
@click.option("--explain", "fact", metavar="FACT", help=_EXPLAIN)
@click.option(
    *("--leaks", "at_most"),
    type=click.IntRange(0),
    default=5,
    show_default=True,
    help="Leaks explained of each reader.",
)
def audit(organisations: tuple[str, ...], readers: tuple[str, ...], fact: str | None, at_most: int) -> int:
    """Say what everything that was ever published gives away together, from the facts of the register alone.

    A row for each organisation and reader: the public has the public pages, a funder those too, and within the
    organisation everything is read. Then each leak is explained. Exit code 3 if anything leaks.
    """
    project = open_here()
    project.runs(organisations=organisations)  # which refuses an organisation that there is not
    broken = broken_params(project, organisations)
    names = [name for name in organisations or project.organisations if name not in project.broken]
    wanted = tuple(reader for reader in _READERS if reader in readers or not readers)
    if fact:
        return max(_explain(project, names, wanted, fact=fact, at_most=at_most), broken)
    return max(_audit(project, names, wanted, at_most), broken)


def _audit(project: Project, organisations: Iterable[str], readers: tuple[str, ...], at_most: int) -> int:
    """Audit the organisations, keep the records, renew the page that tells of them and show it; the exit code."""
    from arvio.publish.catalogue.audit import keep
    from arvio.publish.catalogue.protection_page import write_protection_page
    from arvio.publish.screens import audit_screen, screen

    looked = _looked(project, organisations, readers)
    records = [keep(project, one) for one in looked]
    audit_screen.print_counts(zip(looked, records, strict=True))
    for one, record in zip(looked, records, strict=True):
        audit_screen.print_coarsened(one[0].audited.organisation, record)
        audit_screen.print_leaks(one, at_most=at_most)
    audit_screen.print_totals(looked)
    screen.print_open([write_protection_page(project)])
    return 0 if all(found.audited.audit.is_safe for one in looked for found in one) else _UNSAFE


def _explain(
    project: Project, organisations: Iterable[str], readers: tuple[str, ...], *, fact: str, at_most: int
) -> int:
    """Show what tells of one fact and what hangs on it; the exit code."""
    from arvio.publish.catalogue.audit import answers
    from arvio.publish.screens import audit_screen

    looked = _looked(project, organisations, readers)
    found = answers([one for several in looked for one in several], fact)
    audit_screen.print_answers(found, at_most=at_most)
    return 0 if all(answer.audit.is_safe for _, answer in found) else _UNSAFE


def _looked(project: Project, organisations: Iterable[str], readers: tuple[str, ...]) -> list[list[Looked]]:
    """The audits of each organisation, with the one that is being made named on a terminal."""
    from rich.text import Text

    from arvio.publish.catalogue.audit import look
    from arvio.terminal import console

    looked = []
    with console(stderr=True).status(spoken(say("Audit"))) as status:
        for name in organisations:
            status.update(Text(spoken(say("Audit: %(organisation)s", organisation=name))))
            looked.append(list(look(project, name, readers)))
    return looked

"""Sentences about encounters without a name, each counting basis by itself."""

from __future__ import annotations

from collections.abc import Sequence

from arvio.disclosure import Context, Released, Row, require_released
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected, said_above
from arvio.presentation.narrative.sentences import Sentence, is_shown, paragraph, say, value_of
from arvio.presentation.pathway_words import enumerated
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words


def encounters(released: Released) -> Shown:
    """How many were met, for each counting basis; never a sum of the bases."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    sentences = [_met(row, context) for row in released.each(group=EVERYBODY)]
    once = gettext("Who came several times is met several times. Figures of different bases are never added up.")
    return paragraph([*sentences, Sentence(once)], finding=sentences[0])


def encounters_by_month(released: Released) -> Shown:
    """What months can't be told, and what the colours of the bases mean to the reader."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return said_above("sentences")
    sentences = [
        Sentence(gettext("Each counting basis has a scale of its own, so the colours of two bases do not compare."))
    ]
    sentences.append(Sentence(gettext("Where a place is empty, nobody was recorded in the month.")))
    if (released.rows(group=EVERYBODY)["status"] == "withheld").any():
        sentences.append(Sentence(gettext("Where a month is small, no month of that year is shown for the basis.")))
    return paragraph(sentences)


def support_contacts(released: Released, *, services: Sequence[str], untold: Sequence[str] = ()) -> Shown:
    """Contacts with the services for children; to outsiders only that nothing of them is told."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if untold:
        return paragraph(
            [Sentence(gettext("Contacts with services for children are told within the organisation only."))]
        )
    if released.table.empty:
        return not_collected(context)
    named = enumerated([term(service, context) for service in services], context)
    return paragraph([_contacted(row, named, context) for row in released.each(group=EVERYBODY)])


def _met(row: Row, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    basis = term(row["breakdown"], context)
    if not is_shown(row):
        return say(gettext("Persons met (%(basis)s): not shown, since they are few."), basis=basis)
    return say(gettext("Persons met (%(basis)s): %(encounters)s."), {"encounters": value_of(row, context)}, basis=basis)


def _contacted(row: Row, services: str, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    names = {"services": services, "basis": term(row["breakdown"], context)}
    if not is_shown(row):
        return say(gettext("%(services)s, contacts (%(basis)s): not shown, since they are few."), **names)
    message = gettext("%(services)s, contacts (%(basis)s): %(encounters)s.")
    return say(message, {"encounters": value_of(row, context)}, **names)

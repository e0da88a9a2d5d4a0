"""Public pages as statements on unknown numbers of persons, read by the words over the columns of their tables.

Nothing of arvio's own results is used. Only what a reader may truly conclude is said: a total holds its groups, a
person may be in several groups or periods unless the page counts each once, and a multiple of the rounding base may be
rounded wherever a page rounds at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import answers, counts, sentences
from .method_box import method_box
from .pages import Page
from .place import Attack, Place
from .told import Told

READERS = (
    answers.scales,
    answers.waves,
    answers.of_items,
    answers.year_before,
    answers.differences,
    answers.partitions,
    answers.revisions,
    counts.counts,
    counts.two_ways,
    counts.months,
    counts.year_before,
    counts.until,
    answers.link_waves,
)
"""In this order over all pages: scales and waves first, since other tables are read by them."""


def read(pages: Sequence[Page]) -> Told:
    """Everything that pages in English tell together; those in Finnish tell the same."""
    attack = Attack()
    rules = {page.name: method_box(page) for page in pages}
    places = [Place(attack, page, rules[page.name], table) for page in pages for table in page.tables]
    for reader in READERS:
        for place in places:
            reader(place)
    for page in pages:
        sentences.read(attack.told, page, rules[page.name])
    attack.told.link_periods()
    return attack.told

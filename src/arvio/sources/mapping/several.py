"""Several answers in one cell taken apart. An option may itself hold what parts the answers, as "Lohja, Hanko"."""

from __future__ import annotations

from dataclasses import dataclass

from arvio.sources.cells import label
from arvio.sources.mapping.codebook import Options


@dataclass(frozen=True)
class Several:
    """What a cell holds: the options chosen, and what is none of them."""

    chosen: frozenset[str]
    left: tuple[str, ...] = ()


def split(cell: object, book: Options, separator: str) -> Several:
    """The options in a cell. At each place the longest known label is taken, so that one that holds a comma is whole.

    What is no option belongs to the one that takes everything else, and otherwise is left and told.
    """
    form, sign = label(cell), label(separator) or " "
    if not separator.strip():
        sign = " "
    known = sorted(book.options, key=len, reverse=True)
    chosen: set[str] = set()
    left: list[str] = []
    while form := form.strip().removeprefix(sign).strip():
        found = next((one for one in known if _begins(form, one, sign)), None)
        taken = found if found is not None else form.partition(sign)[0].strip()
        option = book.options.get(taken, book.other)
        if option is None:
            left.append(taken)
        else:
            chosen.add(option)
        form = form[len(taken) :]
    return Several(frozenset(chosen), tuple(left))


def _begins(form: str, known: str, sign: str) -> bool:
    """Whether a label stands at the beginning, and the end or a sign after it."""
    rest = form[len(known) :]
    return form.startswith(known) and (not rest or (rest if sign == " " else rest.lstrip()).startswith(sign))

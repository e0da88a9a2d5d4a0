"""Sentences about placements during the work with a family and in the 12 months after it; never of what was avoided.

Every sentence with a share says that there is no comparison group, since it may stand alone among the main findings.
"""

from __future__ import annotations

from collections.abc import Mapping

from arvio.disclosure import Released, require_released
from arvio.presentation import style
from arvio.presentation.family_words import about
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import Sentence, is_shown, paragraph, row_of, value_of
from arvio.translations import words


def placements_during(released: Released) -> Shown:
    """Of the cases that ended in the period, how many went without a placement during the work."""
    gettext = words(require_released(released).context.language).gettext
    messages = {
        "most": gettext(
            "Of the cases that ended in the period (%(n)s), most (%(share)s) had no placement during the work; there is"
            " no comparison group."
        ),
        "few": gettext(
            "Of the cases that ended in the period (%(n)s), few (%(share)s) had no placement during the work; there is"
            " no comparison group."
        ),
        "share": gettext(
            "Of the cases that ended in the period (%(n)s), %(share)s had no placement during the work; there is no"
            " comparison group."
        ),
        "none": gettext(
            "How many of the cases that ended in the period had no placement during the work is not shown, since there"
            " are too few cases."
        ),
    }
    return _told(released, messages)


def placements_after(released: Released) -> Shown:
    """Of the ended cases whose 12 months of follow-up are over, how many went without a placement in them."""
    gettext = words(require_released(released).context.language).gettext
    messages = {
        "most": gettext(
            "Of the cases whose 12 months of follow-up ended in the period (%(n)s), most (%(share)s) had no placement"
            " in them; there is no comparison group."
        ),
        "few": gettext(
            "Of the cases whose 12 months of follow-up ended in the period (%(n)s), few (%(share)s) had no placement in"
            " them; there is no comparison group."
        ),
        "share": gettext(
            "Of the cases whose 12 months of follow-up ended in the period (%(n)s), %(share)s had no placement in them;"
            " there is no comparison group."
        ),
        "none": gettext(
            "How many cases had no placement in their 12 months of follow-up is not shown, since there are too few"
            " cases whose follow-up ended in the period."
        ),
    }
    return _told(released, messages)


def no_comparison(released: Released) -> Shown:
    """What placements can't tell; it stands wherever they are told."""
    gettext = words(require_released(released).context.language).gettext
    unknown = gettext(
        "Without a comparison group it is not known what would have come of the families without the work, and the"
        " figures do not tell what was avoided."
    )
    return paragraph([Sentence(unknown), Sentence(gettext("A placement can also be the right help for a child."))])


def _told(released: Released, messages: Mapping[str, str]) -> Shown:
    """The share without a placement, and the cases of which it is not known or not known yet."""
    if released.table.empty:
        return not_collected(released.context)
    sentence = _without_placement(released, messages)
    told = is_shown(row_of(released, statistic="without_placement"))
    sentences = [sentence, *_not_known(released), *_not_yet_due(released)]
    return paragraph(sentences, finding=sentence if told else None)


def _without_placement(released: Released, messages: Mapping[str, str]) -> Sentence:
    """The share in words: most or few where only a bound may be told."""
    row, context = row_of(released, statistic="without_placement"), released.context
    if not is_shown(row):
        return Sentence(messages["none"])
    side = "most" if row["value"] > 0.5 else "few"
    message = messages[side if row["status"] == "coarsened" else "share"]
    share, number = value_of(row, context), style.number(row["n"], context.language)
    count = {"count": number}
    n = words(context.language).gettext("about %(count)s") % count if _is_rounded(released) else number
    return Sentence(message % {"n": n, "share": share}, (number, share))


def _is_rounded(released: Released) -> bool:
    """Whether counts of the release, and with them its n, were rounded."""
    return bool((released.table["status"] == "rounded").any())


def _not_known(released: Released) -> list[Sentence]:
    row, context = row_of(released, statistic="persons_not_known"), released.context
    if row is None:
        return []
    gettext = words(context.language).gettext
    if not is_shown(row):
        return [Sentence(gettext("Cases of which this is not known are few or none; they are no part of the figures."))]
    message = gettext("Cases of which this is not known: %(cases)s. They are no part of the figures.")
    return [Sentence(message % {"cases": about(row, context)}, (value_of(row, context),))]


def _not_yet_due(released: Released) -> list[Sentence]:
    row, context = row_of(released, statistic="not_yet_due"), released.context
    if row is None:
        return []
    gettext = words(context.language).gettext
    if not is_shown(row):
        return [Sentence(gettext("Cases whose 12 months are not over yet are few or none; they are not counted."))]
    message = gettext("Cases whose 12 months are not over yet: %(cases)s. They are not counted.")
    return [Sentence(message % {"cases": about(row, context)}, (value_of(row, context),))]

"""What things are called on the pages of an organisation, and the ends of its items' scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from arvio.instruments import item_text
from arvio.params import Instrument, Needs, Organisation
from arvio.translations import words


def labels_of(
    organisation: Organisation, instruments: Sequence[Instrument], needs: Mapping[str, Needs], *, language: str
) -> dict[str, str]:
    """Code or id: its words in the language, for items, scores, claims, goals, notebooks and codes of the exports."""
    items = {
        item.item: item_text(instrument, item.item, language) for instrument in instruments for item in instrument.items
    }
    scores = {rule.score: rule.name.in_language(language) for instrument in instruments for rule in instrument.scores}
    claims = {claim.claim: claim.text.in_language(language) for claim in organisation.claims}
    goals = {goal.goal: goal.text.in_language(language) for goal in organisation.goals}
    gettext = words(language).gettext
    notebooks = {f"notebooks/{name}": gettext(needs.title) for name, needs in needs.items()}
    names = {code: text.in_language(language) for code, text in organisation.names.items()}
    return {**names, **scores, **items, **goals, **claims, **notebooks}


def scales_of(instruments: Sequence[Instrument]) -> pd.DataFrame:
    """item, scale_lowest, scale_highest of every item that is answered on a scale."""
    rows = [
        (item.item, float(scale.lowest), float(scale.highest))
        for instrument in instruments
        for item in instrument.items
        if item.kind == "scale" and (scale := item.scale or instrument.scale)
    ]
    scales = pd.DataFrame(rows, columns=["item", "scale_lowest", "scale_highest"])
    return scales.drop_duplicates("item").astype({"item": "str"})

"""What params call things, in a language: items, scores, claims, goals, notebooks and codes of the exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from arvio.params.models import Instrument, Item, Organisation
from arvio.params.notebooks import Needs
from arvio.translations import words


def labels_of(
    organisation: Organisation, instruments: Sequence[Instrument], needs: Mapping[str, Needs], *, language: str
) -> dict[str, str]:
    """Code or id: its words in the language, for items, scores, claims, goals, notebooks and codes of the exports."""
    items = {
        item.item: _item_text(instrument, item, language) for instrument in instruments for item in instrument.items
    }
    scores = {rule.score: rule.name.in_language(language) for instrument in instruments for rule in instrument.scores}
    claims = {claim.claim: claim.text.in_language(language) for claim in organisation.claims}
    goals = {goal.goal: goal.text.in_language(language) for goal in organisation.goals}
    gettext = words(language).gettext
    notebooks = {f"notebooks/{name}": gettext(needs.title) for name, needs in needs.items()}
    names = {code: text.in_language(language) for code, text in organisation.names.items()}
    return {**names, **scores, **items, **goals, **claims, **notebooks}


def _item_text(instrument: Instrument, item: Item, language: str) -> str:
    """The words of an item; its name where the licence does not let the words be shown, or they are not given."""
    if instrument.shipping == "keys" or item.text is None:
        return item.item
    return item.text.in_language(language)

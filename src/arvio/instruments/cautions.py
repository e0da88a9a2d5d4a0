"""What a report must say beside figures from an instrument, and beside any change that was asked for in one way."""

from __future__ import annotations

from arvio.params import Instrument
from arvio.params.models import Text
from arvio.translations import later

THEN_TEST = later(
    "The time before was judged afterwards, at the end: such an assessment tends to show more change than "
    "two answers given at their own times, and is never counted together with them."
)
"""Nolte et al. 2012: looking back, change was larger in six of eight scales."""

REGRESSION_TO_THE_MEAN = later(
    "Those who were chosen because they were doing badly tend to come nearer to the average by themselves, "
    "so some of the change may have come without the service."
)
"""For reports on persons who were selected for low scores."""


def cautions(instrument: Instrument, *, about: str) -> tuple[Text, ...]:
    """The sentences of an instrument that a report about its level, or about change, must print."""
    if about not in ("level", "change"):
        raise ValueError(f"a report is about level or change, not {about}")
    return tuple(one.text for one in instrument.cautions if one.when == "always" or about == "change")

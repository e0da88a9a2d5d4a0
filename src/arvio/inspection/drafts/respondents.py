"""Who answered a form, as far as the name of its file tells."""

from __future__ import annotations

from arvio.sources.cells import label

_SAYS = {
    "workers": ("tyontekij", "työntekij", "henkilöst", "henkilost", "worker", "staff", "personalenkät", "medarbetar"),
    "stakeholders": ("sidosryhm", "kumppan", "stakeholder", "partner", "intressent", "yhteistyötah"),
    "volunteers": ("vapaaehto", "volunteer", "frivillig"),
}
"""Respondent group: beginnings of words by which files of its answers are called."""


def respondents(name: str) -> str:
    """The respondent group; participants where the name tells no other.

    >>> respondents("Henkilöstökysely 2025"), respondents("palaute_kevat")
    ('workers', 'participants')
    """
    said = label(name)
    return next((group for group, words in _SAYS.items() if any(word in said for word in words)), "participants")

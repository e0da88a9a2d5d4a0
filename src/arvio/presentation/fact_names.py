"""What figures are called where they stand alone, away from the table that would say what they are of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from arvio.presentation.annual_words import AREAS
from arvio.presentation.project_words import FIGURES
from arvio.presentation.terms import TERMS, term_in
from arvio.results import EVERYBODY
from arvio.translations import later, words

INDICATORS: Mapping[str, str] = {
    **AREAS,
    **FIGURES,
    "begun_by_days": later("Services begun, by days of waiting"),
    "begun_over_time": later("Services begun in time, by half-year"),
    "cases": later("Cases of families"),
    "cases_over_time": later("Cases of families by half-year"),
    "chain_length": later("Services in the chain of a person"),
    "chains": later("Services and chains"),
    "change": later("Change"),
    "common_chains": later("Which service followed which"),
    "consents": later("Consents"),
    "cooperation": later("Cooperation"),
    "cumulative_reach": later("Different persons reached since the start"),
    "ddp_levels": later("Training in DDP by level"),
    "ddp_trained": later("With training in DDP"),
    "destinations": later("Where persons went after the service"),
    "encounters": later("Open encounters"),
    "families": later("Families"),
    "feedback_handled": later("Feedback and observations that were handled"),
    "feedback_states": later("States of feedback and observations"),
    "feedback_themes": later("Themes of feedback and observations"),
    "flow": later("Clients who came and left"),
    "goal_attainment": later("How far the families' goals were reached"),
    "goals_reached": later("Goals of families that were reached"),
    "matching": later("Persons who answered one wave and the next"),
    "needs": later("Needs for a service"),
    "placement_12m": later("Placement in the 12 months after the end"),
    "placement_during": later("Placement while the case ran"),
    "referrals": later("Referrals"),
    "residential_experience": later("Workers with experience of residential care"),
    "responses": later("Forms sent in, week by week"),
    "service_gaps": later("Needs with a gap in the services"),
    "services_by_target_group": later("Different persons by service and target group"),
    "services_for_children": later("Persons in services for children"),
    "staff": later("Workers"),
    "straight_lining": later("Forms with the same answer to every statement"),
    "support_contacts": later("Contacts of supporting services"),
    "target_groups": later("Target groups"),
    "transitions": later("Which service followed which"),
    "visits_alone": later("Visits held by one worker, by reason"),
    "visits_not_held": later("Why visits were not held"),
    "weekly_participants": later("Participants in a week"),
}
"""Our own indicators that count persons, their answers or what they did: the figures that are protected."""


def fact_name(cell: Sequence[str], labels: Mapping[str, str], language: str) -> list[str]:
    """The words for what a figure tells of, and of whom: indicator, breakdown, group and wave; empty where the
    indicator has none. `labels` are the organisation's own words for ids.

    What has no words is left out: they stand beside its name, which has all of it.
    """
    indicator, *rest = cell
    if indicator in labels:
        first = labels[indicator]
    elif indicator in INDICATORS:
        first = words(language).gettext(INDICATORS[indicator])
    else:
        return []
    told = [term_in(part, labels, language) for part in rest if part != EVERYBODY and _has_words(part, labels)]
    return [first, *dict.fromkeys(told)]


def number_name(who: str, language: str) -> str:
    """The words for which number of a figure it is: of those who gave one answer, or a statistic; empty without."""
    if who.isdigit():
        return words(language).gettext("How many answered %(mark)s") % {"mark": who}
    statistic = "answered" if who == "answers" else who
    return term_in(statistic, {}, language) if statistic in TERMS else ""


def _has_words(part: str, labels: Mapping[str, str]) -> bool:
    is_date = part[:1].isdigit() and "_" not in part
    return bool(part) and (is_date or part in labels or part in TERMS)

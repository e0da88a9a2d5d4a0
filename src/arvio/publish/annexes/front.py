"""What an annex says of itself before its first table: of which report it is, and how far it may be trusted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib.metadata import version

from arvio.presentation import style
from arvio.presentation.isolated import isolated
from arvio.publish.annexes.content import Content, shown
from arvio.publish.editions import Edition
from arvio.publish.page.signing import signed_of
from arvio.translations import later, words

AUDIENCES = {"internal": later("for internal use"), "funder": later("for the funder"), "public": later("public")}
LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
"""The languages of reports as office programs name them."""


def title_of(content: Content, edition: Edition) -> str:
    """The title of the report with whose it is and of when."""
    return f"{content.title} {style.EN_DASH} {whose(edition)}"


def whose(edition: Edition) -> str:
    """Whose report it is, and of when."""
    when = style.period_name(edition.period, edition.run.language)
    return f"{isolated(shown(edition.organisation_name))} {when}"


def warnings_of(edition: Edition) -> list[str]:
    """That the persons are invented, that the report is not finished: as the page has it."""
    gettext = words(edition.run.language).gettext
    found = []
    if edition.data == "synthetic":
        found.append(gettext("Synthetic sample data: the persons and answers in this file are invented."))
    if edition.stage == "draft":
        found.append(gettext("DRAFT") + " " + gettext("This report is not finished and is not to be handed on."))
    return found


def facts_of(edition: Edition) -> Mapping[str, str]:
    """What the report is about and for whom, each under its word."""
    gettext = words(edition.run.language).gettext
    language = edition.run.language
    return {
        gettext("Organisation"): shown(edition.organisation_name),
        gettext("Period"): style.period(edition.start, edition.end, language),
        gettext("For whom"): gettext(AUDIENCES[edition.run.audience]),
        **({gettext("Signed by"): f"{signed['by']}, {signed['day']}"} if (signed := signed_of(edition)) else {}),
        gettext("Report"): str(edition.run.place),
        gettext("Made with"): f"arvio {version('arvio')}",
    }


def day_of(edition: Edition) -> dt.datetime:
    """The moment that office files call their creation: the end of the period, since the same report has the same
    bytes whenever it is made."""
    return dt.datetime.combine(edition.end, dt.time(12))

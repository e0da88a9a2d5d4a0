"""The bundle of services as a whole: how many services it has, and those whose clients are children."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from arvio.indicators.enrolments import PERSON, basis_of
from arvio.indicators.pathways import encounters
from arvio.results import Results, results


def services_offered(served: pd.DataFrame) -> Results:
    """How many different services somebody was in; a service that nobody was in is not among them."""
    if served.empty:
        return results([])
    count = served["service"].nunique()
    return results(
        [{"indicator": "services_offered", "statistic": "services", "value": count, "basis": basis_of(served)}]
    )


def without_services(table: pd.DataFrame, services: Collection[str]) -> pd.DataFrame:
    """The rows of enrolments or contacts that are of none of the services; what names no service stays."""
    return table[~table["service"].isin([*services])]


def services_for_children(served: pd.DataFrame, *, services: Collection[str]) -> Results:
    """Different persons and their periods of service (enrolments) in each of the services whose clients are children.

    Each by itself and without a total: they are no part of the figures of all services.
    """
    of_children = served[served["service"].isin([*services])]
    return results(
        {
            "indicator": "services_for_children",
            "breakdown": "service",
            "group": service,
            "statistic": statistic,
            "value": value,
            "n": one[PERSON].nunique(),
            "basis": basis_of(one),
        }
        for service, one in of_children.groupby("service")
        for statistic, value in (("persons", one[PERSON].nunique()), ("enrolments", len(one)))
    )


def support_contacts(contacts: pd.DataFrame, *, services: Collection[str]) -> Results:
    """Contacts with the services whose clients are children, by kind and counting basis as in `encounters`."""
    found = encounters(contacts[contacts["service"].isin([*services])])
    return Results(found.table.assign(indicator="support_contacts").astype({"indicator": "str"}))

"""Which reports the sample has, written out by hand: a report that params forget, or make by mistake, is found."""

import re
from collections.abc import Iterator

AUDIENCES, LANGUAGES = ("funder", "internal", "public"), ("en", "fi")
IN_SWEDISH_TOO = {("voimaa", "annual"), ("voimaa", "project_end")}
COMMISSIONERS = ("funder", "internal")
"""Work with families has no page for the public."""

FULL_YEARS = ("2023", "2024", "2025")
WITH_HALVES = (*FULL_YEARS, "2025-H1", "2025-H2", "2023-2025")
REPORTS = (
    ("miessakit", "feedback", AUDIENCES, FULL_YEARS),
    ("voimaa", "groups", AUDIENCES, ("2023", "2024", "2021-2024")),
    ("harjula", "pathways", AUDIENCES, WITH_HALVES),
    ("harjula", "change", AUDIENCES, ("2025", "2023-2025")),
    ("silmu", "work_quality", AUDIENCES, WITH_HALVES),
    ("silmu", "family_work", COMMISSIONERS, WITH_HALVES),
    ("miessakit", "claims", AUDIENCES, ("2025",)),
    ("voimaa", "claims", AUDIENCES, ("2021-2024",)),
    ("harjula", "claims", AUDIENCES, ("2023-2025",)),
    ("silmu", "claims", AUDIENCES, ("2025",)),
    ("harjula", "mirror", ("internal",), ("2025",)),
    ("miessakit", "mirror", ("internal",), ("2025",)),
    ("harjula", "annual", AUDIENCES, FULL_YEARS),
    ("miessakit", "annual", AUDIENCES, FULL_YEARS),
    ("silmu", "annual", AUDIENCES, FULL_YEARS),
    ("voimaa", "annual", AUDIENCES, ("2023", "2024")),
    ("harjula", "project_end", AUDIENCES, ("2023-2025",)),
    ("miessakit", "project_end", AUDIENCES, ("2023-2025",)),
    ("silmu", "project_end", AUDIENCES, ("2023-2025",)),
    ("voimaa", "project_end", AUDIENCES, ("2021-2024",)),
    ("harjula", "data_quality", ("internal",), ("2025",)),
    ("miessakit", "data_quality", ("internal",), ("2025",)),
    ("silmu", "data_quality", ("internal",), ("2025",)),
    ("voimaa", "data_quality", ("internal",), ("2021-2024",)),
)
"""Organisation, notebook, audiences and periods, of which the last has the most to show."""


def _languages(organisation: str, notebook: str) -> tuple[str, ...]:
    return (*LANGUAGES, "sv") if (organisation, notebook) in IN_SWEDISH_TOO else LANGUAGES


def _places() -> Iterator[tuple[str, bool]]:
    """Each place below reports/ without its suffix, and whether its period is the last."""
    for organisation, notebook, audiences, periods in REPORTS:
        for audience in audiences:
            for period in periods:
                for language in _languages(organisation, notebook):
                    yield f"{audience}/{organisation}/{period}/{notebook}.{language}", period == periods[-1]


PLACES = sorted(place for place, _ in _places())
LAST = sorted(place for place, is_last in _places() if is_last)
"""One page of each organisation, notebook, audience and language: what takes seconds a page is asked of these."""
FORM_PAGES = sorted(
    place.replace("annual", "annual.text") for place in PLACES if re.fullmatch(r"funder/.*/annual\.(en|fi|sv)", place)
)
"""The text for the funder's form beside each annual report."""
PROTECTION = "internal/protection"
"""The page on how persons were protected, beside the catalogue of the internal audience."""
CATALOGUES = [*(f"{audience}/index" for audience in AUDIENCES), PROTECTION]

"""What a mirror tells of persons: nothing that the members' files do not tell, so that these are what is audited.

A mirror report is reckoned from the files alone, and a file holds figures that its organisation released by the rules
of the public. Whatever anybody works out from the report, or several members together, they could work out from the
files. So each file is audited by its own organisation, with whatever else that published, before it is signed
(`Gate.first_leak`). Where a file was written elsewhere its figures stand in the report as one's own, and are taken to
the tables that they come from. The figures of others in the report are means of means and ranges of organisations: of
no persons whom an auditor could count.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from arvio.results import EVERYBODY

REPORT, FILE = "mirror", "mirror_export"
"""The notebook of a mirror, and under which name the facts of a file stand in the register."""

OWN = "own"
ASKED = ("mean", "share_high")
"""Statistics of the answers of a respondent group."""

TABLES: Mapping[str, str] = {
    **dict.fromkeys(ASKED, "respondent_group"),
    "mean_change": "baseline",
    "begun_in_time": "service",
    "need_met": "need",
    "attendance_rate": "county",
}
"""From the table of which breakdown each statistic of a file comes."""


def as_files_tell(register: pd.DataFrame) -> pd.DataFrame:
    """The register with the own figures of mirror reports as the files told them, and without the figures of others."""
    is_report = register["notebook"] == REPORT
    if not is_report.any():
        return register
    own = register[is_report & (register["group"] == OWN) & register["statistic"].isin(list(TABLES))]
    asked = own["statistic"].isin(ASKED)
    told = own.assign(
        notebook=FILE,
        audience="public",
        group=own["breakdown"].where(asked, EVERYBODY),
        breakdown=own["statistic"].map(TABLES),
        version=float("nan"),  # of the report, which is no version of the file
    )
    return pd.concat([register[~is_report], told], ignore_index=True)

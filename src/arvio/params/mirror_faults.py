"""Whether what params say of a mirror stays in the project and names each figure once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

from arvio.params.codebooks import Found
from arvio.params.models import Organisation
from arvio.saying import say

STATISTICS = {
    "answers": ("mean", "share_high"),
    "change": ("mean_change",),
    "attendance": ("attendance_rate",),
    "waiting": ("begun_in_time",),
    "needs": ("need_met",),
}
"""What each way of counting gives."""


def mirror_faults(organisation: Organisation) -> Iterator[Found]:
    """Folders outside the project, indicators named twice, and statistics that a way of counting does not give."""
    mirror = organisation.mirror
    if mirror is None:
        return
    for key, path in (("folder", mirror.folder), ("members", mirror.members)):
        if PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive or ".." in PureWindowsPath(path).parts:
            yield ("mirror", key), say("leaves the project"), say("a place below the project's root"), "", path
    seen: set[str] = set()
    for index, one in enumerate(mirror.indicators):
        if one.indicator in seen:
            yield ("mirror", "indicators", index), say("is named twice"), say("each indicator once"), "", one.indicator
        seen.add(one.indicator)
        known = STATISTICS[one.counting]
        if one.statistic not in known:
            what = say("is not what %(counting)s gives", counting=one.counting)
            yield ("mirror", "indicators", index, "statistic"), what, ", ".join(known), "", one.statistic

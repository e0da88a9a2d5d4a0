"""The columns that KoboToolbox and ODK write beside the questions of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

IDENTIFIERS = ("_uuid", "KEY", "_id", "_index")
SENT = ("_submission_time", "SubmissionDate", "_submission__submission_time")
LINKS = (("_parent_index", "_index"), ("PARENT_KEY", "KEY"))
"""Where a row of a repeat says which row it belongs to, and where that row says which one it is."""
PARENT_TABLE = "_parent_table_name"

PERSONAL_TYPES = frozenset(
    {
        *("geopoint", "geotrace", "geoshape", "start-geopoint", "deviceid", "phonenumber", "username", "email"),
        *("simserial", "subscriberid"),
    }
)
BOOKKEEPING_TYPES = frozenset(
    {
        *("image", "photo", "audio", "video", "file", "background-audio"),
        *("start", "end", "today", "audit", "note"),
    }
)
"""Types of an XLSForm: what is taken from a person's device, and what is no answer that could be counted."""

_PERSONAL = frozenset(
    {
        *("_submitted_by", "_submission__submitted_by", "_geolocation", "SubmitterID", "SubmitterName", "DeviceID"),
        *("deviceid", "username", "email", "phonenumber", "simserial", "subscriberid", "instanceName"),
    }
)
_BOOKKEEPING = frozenset(
    {
        *("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_tags", "_index"),
        *("__version__", "_version_", "_xform_id_string", "_attachments", "_bamboo_dataset_id", "formhub/uuid"),
        *(PARENT_TABLE, "_parent_index", "start", "end", "today", "audit", "instanceID", "rootUuid", "deprecatedID"),
        *("SubmissionDate", "KEY", "PARENT_KEY"),
    }
)
_OF_CENTRAL = frozenset({"AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState", "Edits", "FormVersion"})
"""Bookkeeping of ODK Central, by words that a question may have too: they count only beside its KEY."""
_COORDINATE = re.compile(
    r"(.*/)?_(.+)_(?:latitude|longitude|altitude|precision)|(.+)-(?:Latitude|Longitude|Altitude|Accuracy)"
)


def standings(headers: Iterable[str]) -> Mapping[str, Literal["personal", "bookkeeping"]]:
    """Header: whether it is about a person or bookkeeping, of those that the tools write; the others are left out."""
    shown = set(headers)
    central = _OF_CENTRAL & shown if "KEY" in shown else set()
    links = {header for header in shown if header.endswith("_URL") and header.removesuffix("_URL") in shown}
    bookkeeping = {header for header in shown if _is_bookkeeping(header)} | central | links
    personal = {header for header in shown if _name(header) in _PERSONAL} | _coordinates(shown)
    found: dict[str, Literal["personal", "bookkeeping"]] = dict.fromkeys(bookkeeping, "bookkeeping")
    return {**found, **dict.fromkeys(personal, "personal")}


def _is_bookkeeping(header: str) -> bool:
    name = _name(header)
    return header in _BOOKKEEPING or name in _BOOKKEEPING or name.startswith(("_submission_", "SET-OF-"))


def _name(header: str) -> str:
    """meta/instanceID and meta-instanceID are instanceID."""
    return header.rpartition("/")[2].removeprefix("meta-")


def _coordinates(headers: set[str]) -> set[str]:
    """The columns of a point on the map, and the one that has all of them."""
    parts = {header: found for header in headers if (found := _COORDINATE.fullmatch(header))}
    whole = {found[3] or (found[1] or "") + found[2] for found in parts.values()}
    return set(parts) | whole & headers

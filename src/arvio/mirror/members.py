"""The members file that the convener hands out: pseudonyms and public keys, and which mirrors there have been."""

from __future__ import annotations

import binascii
import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from arvio.bounded import MIRROR_BYTES, bytes_within, json_of
from arvio.errors import DataError, Problem
from arvio.formats import newer
from arvio.mirror.content import Member
from arvio.mirror.keys import public_key
from arvio.mirror.signing import unreadable
from arvio.saying import say

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_ASK = say("ask the convener for the members file again; do not mend it by hand")


class _Exact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Listed(_Exact):
    member: Member
    public_key: str


class _Earlier(_Exact):
    start: dt.date
    end: dt.date
    members: list[Member]


class _File(_Exact):
    schema_name: Annotated[Literal["arvio-mirror-members"], Field(alias="schema")]
    schema_version: Literal[1]
    members: list[_Listed]
    earlier: list[_Earlier] = []


@dataclass(frozen=True)
class Members:
    """Who may sign, and who took part in the mirrors that the convener knows of."""

    keys: dict[str, Ed25519PublicKey]
    earlier: tuple[frozenset[str], ...]


def read_members(path: Path, name: str) -> Members:
    """The members of a mirror; an error where the file is missing, spoilt, or lists somebody twice."""
    if not path.is_file():
        raise DataError(
            Problem(name, say("there is no members file"), say("the file that the convener hands out"), _ASK)
        )
    try:
        written = bytes_within(path, MIRROR_BYTES)
    except OSError as error:
        raise DataError(unreadable(name, error)) from None
    try:
        file = _File.model_validate_json(written)
    except ValidationError as error:
        _refuse_newer(written, name)
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        what = say("is no members file that this arvio can read")
        raise DataError(Problem(name, what, say("schema arvio-mirror-members, version 1"), _ASK, place)) from None
    problems = list(_problems(file, name))
    if problems:
        raise DataError(problems)
    keys = {one.member: public_key(one.public_key) for one in file.members}
    return Members(keys, tuple(frozenset(one.members) for one in file.earlier))


def _refuse_newer(written: bytes, name: str) -> None:
    with contextlib.suppress(ValueError):
        problem = newer(json_of(written), name, key="schema_version")
        if problem:
            raise DataError(problem)


def _problems(file: _File, name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, one in enumerate(file.members):
        place = f"members.{index}"
        try:
            public_key(one.public_key)
        except (ValueError, binascii.Error):
            yield Problem(name, say("has a public key that is none"), say("32 bytes in base64"), _ASK, place)
        for value, what in (
            (one.member, say("lists a member twice")),
            (one.public_key, say("has one key for two members")),
        ):
            if value in seen:
                yield Problem(name, what, say("each member with a key of its own"), _ASK, place)
        seen |= {one.member, one.public_key}

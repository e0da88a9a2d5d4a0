"""A file of the mirror: content and its Ed25519 signature, written canonically, and read with every doubt a refusal."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from arvio.bounded import json_of
from arvio.errors import DataError, Problem
from arvio.mirror.content import SCHEMA, VERSION, Content, canonical
from arvio.saying import say

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_SIGNED_AS = b"arvio-mirror/1\n"
"""Stands before what is signed, so that a signature made for something else is none here."""
_ASK_AGAIN = say("ask the member, by way of the convener, to send the file again; do not mend it by hand")


def unreadable(name: str, error: OSError) -> Problem:
    """What is wrong with a file that the system does not give, or that is larger than such a file may be."""
    return Problem(name, say("cannot be read: %(error)s", error=error.strerror), remedy=_ASK_AGAIN)


def signed(content: Content, key: Ed25519PrivateKey) -> bytes:
    """The whole file."""
    plain = content.model_dump(mode="json", by_alias=True)
    signature = key.sign(_SIGNED_AS + canonical(plain))
    return canonical({"content": plain, "signature": base64.b64encode(signature).decode()}) + b"\n"


def opened(written: bytes, name: str, keys: Mapping[str, Ed25519PublicKey]) -> Content:
    """The content of a file that one of the members signed and nobody changed; else an error that says which it is.

    `keys` are the public keys of the members by their pseudonyms.
    """
    envelope = _envelope(written, name)
    _refuse_other_versions(envelope["content"], name)
    _refuse_strangers(envelope["content"], name, keys)
    _check_signature(envelope, name, keys)
    if written != canonical(envelope) + b"\n":
        what = say("is not written as arvio export writes it, though its figures are signed")
        raise _fault(name, what, say("the file as it came, byte for byte"), _ASK_AGAIN)
    return _content(envelope["content"], name)


def _envelope(written: bytes, name: str) -> dict[str, Any]:
    try:
        found = json_of(written)
    except ValueError:
        what = say("is no whole file of a mirror: it is cut off, or was never one")
        raise _fault(name, what, say("JSON as arvio export writes it"), _ASK_AGAIN) from None
    if not isinstance(found, dict) or not isinstance(found.get("content"), dict):
        what = say("is JSON, but no file of a mirror")
        raise _fault(name, what, say("content and signature"), say("take it out of the folder"), "content")
    if not isinstance(found.get("signature"), str) or not found["signature"]:
        raise _fault(name, say("is not signed"), say("the member's signature"), _ASK_AGAIN, "signature")
    if set(found) != {"content", "signature"}:
        raise _fault(name, say("holds more than was signed"), say("content and signature"), _ASK_AGAIN)
    return found


def _refuse_other_versions(content: dict[str, Any], name: str) -> None:
    if content.get("schema") != SCHEMA:
        what = say("is signed content of something else")
        raise _fault(name, what, f"schema: {SCHEMA}", say("take it out of the folder"), "content.schema")
    version = content.get("schema_version")
    if type(version) is int and version > VERSION:
        what = say("is of a newer schema (%(version)s) than this arvio can read", version=version)
        remedy = say("update arvio, or ask the convener which version the mirror has agreed on")
        raise _fault(name, what, f"schema_version: {VERSION}", remedy, "content.schema_version")
    if type(version) is not int or version != VERSION:
        what = say("is of a schema that there has never been")
        raise _fault(name, what, f"schema_version: {VERSION}", _ASK_AGAIN, "content.schema_version")


def _refuse_strangers(content: dict[str, Any], name: str, keys: Mapping[str, Ed25519PublicKey]) -> None:
    if not isinstance(content.get("member"), str) or content["member"] not in keys:
        what = say("is from nobody among the members of this mirror")
        remedy = say("ask the convener for the newest members file; else take this file out of the folder")
        raise _fault(name, what, say("a member of the members file"), remedy, "content.member")


def _check_signature(envelope: dict[str, Any], name: str, keys: Mapping[str, Ed25519PublicKey]) -> None:
    from cryptography.exceptions import InvalidSignature

    content = envelope["content"]
    try:
        signature = base64.b64decode(envelope["signature"], validate=True)
        keys[content["member"]].verify(signature, _SIGNED_AS + canonical(content))
    except (InvalidSignature, binascii.Error, ValueError):
        what = say("was changed after it was signed, or signed with another key than the member's")
        raise _fault(name, what, say("the signature of the member that it names"), _ASK_AGAIN, "signature") from None


def _content(content: dict[str, Any], name: str) -> Content:
    try:
        found = Content.model_validate_json(canonical(content))
    except ValidationError as error:
        places = sorted({".".join(str(part) for part in one["loc"]) for one in error.errors()})
        problems = [
            Problem(
                name,
                say("is signed, but not as the schema has it"),
                say("the schema in docs/mirror.md"),
                _ASK_AGAIN,
                place,
            )
            for place in places
        ]
        raise DataError(problems) from None
    if len({fact.key for fact in found.facts}) < len(found.facts):
        raise _fault(name, say("has the same figure twice"), say("each figure once"), _ASK_AGAIN, "content.facts")
    return found


def _fault(name: str, what: str, expected: str, remedy: str, place: str = "") -> DataError:
    return DataError(Problem(name, what, expected, remedy, place))

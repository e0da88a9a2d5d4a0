"""The persons who withdrew their consent through `arvio forget`: a list that every later reading leaves out.

It lies in data/.withdrawn, for its owner alone, and holds no key of a person: each is kept as HMAC-SHA256 under a salt
of the list's own, so that nobody finds a key in it who does not hold the key already. Keys are made with the project's
secret; with another secret nobody on the list would be recognised, so that nothing with persons is read then.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arvio.bounded import json_in
from arvio.errors import Problem, ProtectionError, RunError, not_written
from arvio.formats import newer
from arvio.saying import say
from arvio.turns import in_turn
from arvio.whole_files import OWNER, write_whole

PATH = Path("data", ".withdrawn")
LOCK = Path("data", ".withdrawn.lock")
FORMAT = 1
EVERY = "*"
"""Stands for every organisation, those that are added later too."""
DIGITS = 32
WAIT_SECONDS = 60


@dataclass(frozen=True)
class Withdrawals:
    """Whom one organisation has forgotten: salted digests of the keys of persons."""

    digests: frozenset[str] = frozenset()
    salt: bytes = field(default=b"", repr=False)

    def __bool__(self) -> bool:
        return bool(self.digests)

    def digest_of(self, key: str) -> str:
        """What stands on the list for a person's key, if the person does."""
        return _digest(key, self.salt)

    @property
    def state(self) -> str:
        """What changes whenever somebody is added."""
        return hashlib.sha256(" ".join(sorted(self.digests)).encode()).hexdigest()


def withdrawals_of(root: Path, organisation: str, secret: bytes) -> Withdrawals:
    """Whom an organisation has forgotten; a ProtectionError where the list cannot be trusted to know them."""
    said = _read(root)
    if not said:
        return Withdrawals()
    if said["secret"] != _of_secret(secret):
        raise ProtectionError(_another_secret())
    return _of(said, organisation)


def state(root: Path, *organisations: str) -> str:
    """What changes whenever an organisation forgets somebody, or any does where none is named; "" of nobody."""
    said = _read(root)
    names = organisations or sorted(said["organisations"] if said else ())
    found = [sorted(_of(said, name).digests) for name in names] if said else []
    return hashlib.sha256(json.dumps(found).encode()).hexdigest() if any(found) else ""


def listed_organisations(root: Path) -> tuple[str, ...]:
    """The organisations that have forgotten somebody, EVERY one among them."""
    said = _read(root)
    return tuple(name for name, listed in said["organisations"].items() if listed) if said else ()


def add(root: Path, keys: Collection[str], organisations: Collection[str], secret: bytes) -> Withdrawals:
    """Put persons on the list, of some organisations or of EVERY one; what stands on it for them."""
    with in_turn(root / LOCK, seconds=WAIT_SECONDS, what=PATH.as_posix()):
        said = _read(root) or {
            "format": FORMAT,
            "salt": secrets.token_hex(16),
            "secret": _of_secret(secret),
            "organisations": {},
        }
        if said["secret"] != _of_secret(secret):
            raise ProtectionError(_another_secret())
        salt = bytes.fromhex(said["salt"])
        new = frozenset(_digest(key, salt) for key in keys)
        listed = {name: sorted({*said["organisations"].get(name, ()), *new}) for name in organisations}
        _write(root, {**said, "organisations": {**said["organisations"], **listed}})
    return Withdrawals(new, salt)


def extract(root: Path, organisation: str) -> bytes | None:
    """The list with what concerns one organisation alone, for another machine; None where it concerns nobody."""
    said = _read(root)
    if not said or not _of(said, organisation):
        return None
    own = {name: said["organisations"][name] for name in (organisation, EVERY) if name in said["organisations"]}
    return _text({**said, "organisations": own})


def _of(said: Mapping[str, Any], organisation: str) -> Withdrawals:
    listed = said["organisations"]
    digests = frozenset(listed.get(organisation, ())) | frozenset(listed.get(EVERY, ()))
    return Withdrawals(digests, bytes.fromhex(said["salt"]))


def _read(root: Path) -> dict[str, Any] | None:
    """The list; None where nobody was ever forgotten. In doubt nothing is read: the list cannot be made anew."""
    try:
        said = json_in(root / PATH)
        if problem := newer(said, PATH.as_posix(), FORMAT):
            raise ProtectionError(problem)
        if not all(isinstance(listed, list) for listed in said["organisations"].values()):
            raise TypeError
        return {**said, "salt": bytes.fromhex(said["salt"]).hex(), "secret": str(said["secret"])}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ProtectionError(_unfit(say("is damaged or cannot be read"))) from None


def _write(root: Path, said: Mapping[str, Any]) -> None:
    try:
        write_whole(root / PATH, _text(said), mode=OWNER)
    except OSError as error:
        remedy = say("make room or ask for write access, then give the command again: nobody has been forgotten yet")
        raise RunError(not_written(PATH.as_posix(), error, remedy)) from error


def _text(said: Mapping[str, Any]) -> bytes:
    return (json.dumps(said, indent=1) + "\n").encode()


def _digest(key: str, salt: bytes) -> str:
    return hmac.new(salt, key.encode(), hashlib.sha256).hexdigest()[:DIGITS]


def _of_secret(secret: bytes) -> str:
    return hmac.new(secret, b"withdrawals", hashlib.sha256).hexdigest()[:DIGITS]


def _unfit(what: str) -> Problem:
    return Problem(
        PATH.as_posix(),
        what,
        say("the list of those who withdrew their consent, whole"),
        say("nothing is read meanwhile. Bring it back from a backup; never begin a new one, which would know nobody"),
    )


def _another_secret() -> Problem:
    return Problem(
        PATH.as_posix(),
        say("was written with another secret for person keys: those who withdrew would not be recognised"),
        say("the secret that the list was made with, in data/.key or ARVIO_KEY"),
        say("bring the secret back; nothing with persons is read meanwhile"),
    )

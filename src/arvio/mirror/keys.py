"""The key with which an organisation signs: made by an explicit command, kept outside the project."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from arvio.errors import Problem, ProtectionError, UsageError
from arvio.saying import say
from arvio.whole_files import OWNER, write_new

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

VARIABLE = "ARVIO_MIRROR_KEY"
"""The environment variable that may name the file of the private key."""
_OTHERS = 0o077


def key_path(root: Path, organisation: str) -> Path:
    """Where the private key lies; an error where that is inside the project, from which files are handed on."""
    given = os.environ.get(VARIABLE)
    path = Path(given).expanduser() if given else _settings() / "arvio" / "mirror" / f"{organisation}.pem"
    path = path.resolve()
    if path.is_relative_to(root.resolve()):
        remedy = say("let %(variable)s name a file outside the project, or leave it out", variable=VARIABLE)
        raise ProtectionError(Problem(VARIABLE, say("the private key would lie in the project"), "", remedy))
    return path


def create_key(root: Path, organisation: str) -> str:
    """Make the organisation's private key, for this user only; the answer is the public key, for the convener."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    path = key_path(root, organisation)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    try:
        write_new(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), mode=OWNER)
    except FileExistsError:
        remedy = say("use it; or move it away first, and tell the convener that your public key changes")
        raise UsageError(
            Problem(path.name, say("there is a key already"), say("no file of that name"), remedy)
        ) from None
    return public_text(key.public_key())


def read_key(root: Path, organisation: str) -> Ed25519PrivateKey:
    """The organisation's private key; an error where there is none, or where others may read it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    path = key_path(root, organisation)
    make = say("make one with: arvio mirror-key %(organisation)s", organisation=organisation)
    if not path.is_file():
        raise UsageError(Problem(path.name, say("there is no key to sign with"), say("a private key"), make))
    if sys.platform != "win32" and path.stat().st_mode & _OTHERS:
        remedy = say("take the rights of group and others away (chmod 600)")
        raise ProtectionError(Problem(path.name, say("others may read the private key"), say("rights 600"), remedy))
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageError(Problem(path.name, say("holds no key of this kind"), say("an Ed25519 key as PEM"), make))
    return key


def public_text(key: Ed25519PublicKey) -> str:
    """A public key as it stands in the members file."""
    return base64.b64encode(key.public_bytes_raw()).decode()


def public_key(text: str) -> Ed25519PublicKey:
    """A public key from its text; ValueError where it is none."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))


def _settings() -> Path:
    """The folder of the user's settings."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")

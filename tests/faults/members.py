"""A mirror of six for a tiny project: its own file, and five of others who say the same with figures of their own."""

import json
import shutil
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from arvio.mirror.content import Content
from arvio.mirror.keys import public_text
from arvio.mirror.signing import signed

FOLDER = "data/mirror"
MEMBERS = f"{FOLDER}/members.json"
OWN = "m-000000a1"
OTHERS = {f"m-000000a{number}": number / 10 for number in range(2, 7)}
"""Each other member, and how much less than ours its figures are."""
CHOICES = {"member": OWN, "folder": FOLDER, "members": MEMBERS, "indicators": [{"indicator": "trust"}]}


def send_all(root: Path, sent: Path, public: str) -> None:
    """Our file that was exported, the others' and the members file, where params say that they lie."""
    folder = root / FOLDER
    folder.mkdir(parents=True)
    shutil.copy2(sent, folder)
    ours = json.loads(sent.read_bytes())["content"]
    keys = {name: Ed25519PrivateKey.from_private_bytes(name.encode().ljust(32, b".")) for name in OTHERS}
    for name, less in OTHERS.items():
        facts = [{**fact, **_lower(fact, less)} for fact in ours["facts"]]
        content = Content.model_validate({**ours, "member": name, "facts": facts})
        (folder / f"{name}.json").write_bytes(signed(content, keys[name]))
    listed = {OWN: public, **{name: public_text(key.public_key()) for name, key in keys.items()}}
    members = [{"member": name, "public_key": key} for name, key in listed.items()]
    plain = {"schema": "arvio-mirror-members", "schema_version": 1, "members": members}
    (root / MEMBERS).write_text(json.dumps(plain), encoding="utf-8")


def _lower(fact: dict, less: float) -> dict:
    return {key: fact[key] - less for key in ("value", "low", "high") if fact[key] is not None}

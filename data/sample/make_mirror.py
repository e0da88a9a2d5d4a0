"""Make the sample's mirror: seven signed files and their members file, of organisations of which five do not exist.

    python data/sample/make_mirror.py

The files of Miessakit and Harjula are as `arvio export` writes them, from the sample's own exports. Those of the other
five are varied from these: other means, numbers and intervals by one seed. Every key is drawn for this run, used
once and thrown away, so nobody can sign for a sample organisation afterwards; the figures are the same each time, and
the signatures are not.
"""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from unittest import mock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from arvio.mirror import create_key, export
from arvio.mirror.content import Content, Fact
from arvio.mirror.keys import VARIABLE, public_text, read_key
from arvio.mirror.signing import signed
from arvio.params import open_project

OWN = ("miessakit", "harjula")
PERIOD = "2025"
INVENTED = ("m-0b7d1f64", "m-27e8c3a5", "m-4c96b012", "m-7f41da3e", "m-d8053b9f")
SEED = 20260115
FOLDER = Path(__file__).parent / "mirror"
SHIFTS = (-0.4, -0.3, -0.2, -0.1, 0.1)
"""How much the invented organisations differ from the one they are varied from, in marks or tenths of a share."""


def make_mirror() -> None:
    """Write the files and the members file into data/sample/mirror."""
    FOLDER.mkdir(exist_ok=True)
    written = dict(_own(name) for name in OWN)
    facts = [fact for content, _ in written.values() for fact in content.facts]
    chance = random.Random(SEED)
    for member, shift in zip(INVENTED, SHIFTS, strict=True):
        varied = [_varied(fact, shift, chance) for fact in facts]
        one = next(iter(written.values()))[0]
        written[member] = (one.model_copy(update={"member": member, "facts": varied}), Ed25519PrivateKey.generate())
    for member, (content, key) in written.items():
        (FOLDER / f"{member}.json").write_bytes(signed(content, key))
    _write_members({member: public_text(key.public_key()) for member, (_, key) in written.items()})


def _own(name: str) -> tuple[str, tuple[Content, Ed25519PrivateKey]]:
    """An organisation's content, and a key that no one has after this run."""
    project = open_project(FOLDER)
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict("os.environ", {VARIABLE: f"{folder}/key.pem"}):
        create_key(project.root, name)
        plain = json.loads(export(project, name, PERIOD).read_bytes())["content"]
        key = read_key(project.root, name)
    return plain["member"], (Content.model_validate_json(json.dumps(plain)), key)


def _varied(fact: Fact, shift: float, chance: random.Random) -> Fact:
    """The fact of another organisation: its own level, its own n, and the interval that goes with them."""
    is_share = fact.statistic == "share_high"
    decimals, ends = (2, (0.02, 0.98)) if is_share else (1, (1.0, 4.9))
    moved = fact.value + (shift / 5 if is_share else shift) + chance.uniform(-0.1, 0.1) * (0.3 if is_share else 1)
    value = round(min(max(moved, ends[0] if fact.statistic != "mean_change" else -2), ends[1]), decimals)
    n = float(5 * chance.randint(6, 30))
    half = 1.96 * ((value * (1 - value) / n) ** 0.5 if is_share else 0.95 / n**0.5)
    low, high = round(value - half, decimals), round(value + half, decimals)
    if fact.statistic == "mean":
        high = min(high, 5.0)
    return fact.model_copy(update={"value": value, "low": low, "high": high, "n": n})


def _write_members(keys: dict[str, str]) -> None:
    listed = [{"member": member, "public_key": key} for member, key in sorted(keys.items())]
    content = {"schema": "arvio-mirror-members", "schema_version": 1, "members": listed}
    (FOLDER / "members.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make_mirror()

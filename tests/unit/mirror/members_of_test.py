"""Six organisations of a mirror, as nothing but files: hand-made facts, keys of the test, and the members file."""

import datetime as dt
import json
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from arvio.mirror.content import Content, Fact
from arvio.mirror.keys import public_text
from arvio.mirror.signing import signed
from arvio.params import Period, Run
from arvio.params.models import Analysis, Instrument, Mirror

NAMES = tuple(f"m-0000000{number}" for number in range(1, 10))
OWN = NAMES[0]
VALUES = (4.5, 4.0, 4.2, 4.4, 4.6, 4.8, 4.3, 4.1, 4.7)
KEYS = {name: Ed25519PrivateKey.from_private_bytes(name.encode().ljust(32, b".")) for name in NAMES}
WORDS = {"fi": "Minua kuultiin", "en": "I was heard"}
RULE = {"allowed": 0, "source": "of the test", "verified": "yes"}
INSTRUMENT = Instrument(
    instrument="talo_form",
    name={"fi": "Kysely", "en": "Form"},
    source="of the test",
    licence="none",
    shipping="text",
    scale={"lowest": 1, "highest": 5},
    items=[{"item": "heard", "text": WORDS}, {"item": "trust", "text": WORDS}],
)


def fact(value=4.5, indicator="heard", **more):
    from arvio.mirror.counting import _as_asked

    asked = _as_asked(INSTRUMENT, indicator)
    plain = {"indicator": indicator, "statistic": "mean", "group": "participants", "counting": "answers", **asked}
    figures = {"value": value, "low": value - 0.2, "high": min(value + 0.2, 5.0), "n": 100.0}
    return Fact(**{**plain, **figures, "basis": "collected", "status": "shown", **more})


def content(member=OWN, *facts, start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31)):
    found = list(facts) or [fact(VALUES[NAMES.index(member)])]
    return Content(schema="arvio-mirror", schema_version=1, member=member, start=start, end=end, facts=found)


@dataclass
class Folder:
    """A project's folder that holds nothing but what the members sent."""

    root: Path
    indicators: list = field(default_factory=lambda: [{"indicator": "heard"}])

    @property
    def files(self):
        path = self.root / "data" / "mirror"
        path.mkdir(parents=True, exist_ok=True)
        return path

    def members(self, *names, **more):
        listed = [{"member": name, "public_key": public_text(KEYS[name].public_key())} for name in names]
        plain = {"schema": "arvio-mirror-members", "schema_version": 1, "members": listed, **more}
        (self.files / "members.json").write_text(json.dumps(plain))

    def send(self, what, name="", key=None):
        path = self.files / f"{name or what.member}.json"
        path.write_bytes(signed(what, key or KEYS[what.member]))
        return path

    def everybody(self, count=6):
        self.members(*NAMES)
        for name in NAMES[:count]:
            self.send(content(name))

    def clear(self):
        for path in self.files.glob("m-*.json"):
            path.unlink()

    def evaluation(self, year=2025, audience="internal"):
        """All that a mirror asks of an evaluation."""
        place = "data/mirror"
        mirror = Mirror(member=OWN, folder=place, members=f"{place}/members.json", indicators=self.indicators)
        params = SimpleNamespace(mirror=mirror, sources={"form": SimpleNamespace(instrument="talo_form")})
        project = SimpleNamespace(root=self.root, organisation=lambda name: params)
        period = Period(str(year), dt.date(year, 1, 1), dt.date(year, 12, 31))
        run = Run("talo", str(year), "mirror", audience, "fi")
        return SimpleNamespace(
            project=project, params=params, period=period, run=run, analysis=Analysis(), instruments=(INSTRUMENT,)
        )

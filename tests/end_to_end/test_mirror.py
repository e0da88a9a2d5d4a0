"""Six organisations, each with a project, data and a key of its own, hold a mirror by files alone."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from arvio import indicators, mirror
from arvio.disclosure.register import published
from arvio.errors import ProtectionError
from arvio.evaluation import open_evaluation
from arvio.mirror.keys import VARIABLE
from arvio.params import open_project

from ..conftest import PROJECT

MEMBERS = [f"m-000000a{number}" for number in range(1, 8)]
SAMPLE = PROJECT / "data" / "sample"
MORE_FOURS = (0, 10, 20, 30, 40, 50, 60)
"""Answers that are 4 instead of 5 in each organisation's sample."""


@pytest.fixture
def environment(monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    monkeypatch.syspath_prepend(str(SAMPLE))
    return monkeypatch


def project(root: Path, member: str, **more: object) -> Path:
    """An organisation's own project: the suite, the instruments, and Miessakit's params with another pseudonym."""
    for folder in ("notebooks", "params"):
        shutil.copytree(PROJECT / folder, root / folder, ignore=shutil.ignore_patterns("[!m]*.yaml"))
    shutil.copy(PROJECT / "params" / "suite.yaml", root / "params")
    path = root / "params" / "organisations" / "miessakit.yaml"
    plain = yaml.safe_load(path.read_text(encoding="utf-8"))
    plain["mirror"] |= {"member": member, "folder": "data/mirror", "members": "data/mirror/members.json", **more}
    path.write_text(yaml.safe_dump(plain, allow_unicode=True), encoding="utf-8")
    return root


def make_exports(root: Path, fours: int, monkeypatch) -> None:
    """Miessakit's exports, with so many of the answers to each item 4 instead of 5."""
    from generator import miessakit

    def varied(counts):
        one, two, three, four, five, *missing = counts
        moved = min(fours, five)
        return (one, two, three, four + moved, five - moved, *missing)

    year = {item: varied(counts) for item, counts in miessakit.PARTICIPANT_COUNTS[2025].items()}
    monkeypatch.setattr(miessakit, "PARTICIPANT_COUNTS", {**miessakit.PARTICIPANT_COUNTS, 2025: year})
    miessakit.make(root / "data" / "sample" / "miessakit")


def exported(root: Path, member: str, fours: int, monkeypatch, **more: object) -> tuple[Path, str]:
    """The file that an organisation sends, and its public key."""
    with monkeypatch.context() as here:
        project(root, member, **more)
        make_exports(root, fours, here)
        here.chdir(root)
        here.setenv(VARIABLE, str(root.with_suffix(".pem")))
        public = mirror.create_key(root, "miessakit")
        return mirror.export(open_project(root), "miessakit", "2025"), public


def send(root: Path, sent: dict[str, tuple[Path, str]]) -> None:
    folder = root / "data" / "mirror"
    folder.mkdir(parents=True, exist_ok=True)
    for path, _ in sent.values():
        shutil.copy(path, folder)
    listed = [{"member": member, "public_key": public} for member, (_, public) in sent.items()]
    plain = {"schema": "arvio-mirror-members", "schema_version": 1, "members": listed}
    (folder / "members.json").write_text(json.dumps(plain), encoding="utf-8")


def mirrored(root: Path, monkeypatch):
    monkeypatch.chdir(root)
    evaluation = open_evaluation("miessakit", "2025", "fi", "internal")
    return evaluation.release(indicators.mirror(mirror.gather(evaluation).figures))


@pytest.mark.timeout(600)
def test_six_organisations_are_held_against_one_another_and_a_seventh_gives_nothing_away(tmp_path, environment):
    sent = {
        member: exported(tmp_path / member, member, fours, environment)
        for member, fours in zip(MEMBERS, MORE_FOURS, strict=True)
    }
    own = tmp_path / MEMBERS[0]
    seventh = MEMBERS[6]
    send(own, {member: one for member, one in sent.items() if member != seventh})
    found = mirrored(own, environment)
    assert (found.rows(statistic="organisations")["value"] == 6).all()
    heard = found.rows(indicator="heard", statistic="mean").set_index("group")
    assert heard.loc["own", "value"] > heard.loc["others", "value"]
    text = found.table.to_csv()
    assert not any(member in text for member in MEMBERS)
    assert_colluders_learn_no_more_than_a_file_tells(heard.loc["others", "n"], sent, tmp_path)
    send(own, sent)
    with pytest.raises(ProtectionError, match="so few joined or left"):
        mirrored(own, environment)


def assert_colluders_learn_no_more_than_a_file_tells(n_of_others, sent, folder):
    """All members but one can subtract their n from that of the others: what is left was told to the public."""
    each = {member: facts_of(path)["heard"]["n"] for member, (path, _) in sent.items()}
    learnt = n_of_others - sum(each[member] for member in MEMBERS[1:5])
    register = published(folder / MEMBERS[5], "miessakit")
    told = register[(register["indicator"] == "heard") & (register["audience"] == "public")]
    assert learnt == each[MEMBERS[5]] == told["n"].item()


def facts_of(path):
    return {fact["indicator"]: fact for fact in json.loads(path.read_text(encoding="utf-8"))["content"]["facts"]}


def test_a_file_tells_nothing_but_figures(tmp_path, environment):
    path, _ = exported(tmp_path / "talo", MEMBERS[0], 0, environment)
    text = path.read_text(encoding="utf-8")
    from generator import miessakit

    assert not any(word in text.casefold() for word in ("miessakit", str(tmp_path).casefold()))
    assert not any(part.casefold() in text.casefold() for one in miessakit.CANARIES for part in one.name.split())
    facts = json.loads(text)["content"]["facts"]
    assert all(fact["n"] >= 10 and (fact["low"] is None or fact["n"] >= 20) for fact in facts)


def test_the_facts_of_a_file_stand_in_the_register(tmp_path, environment):
    path, _ = exported(tmp_path / "talo", MEMBERS[0], 0, environment)
    facts = json.loads(path.read_text(encoding="utf-8"))["content"]["facts"]
    register = published(tmp_path / "talo", "miessakit")
    assert set(register["notebook"]) == {"mirror_export"}
    assert sorted(register["indicator"]) == sorted(fact["indicator"] for fact in facts)


def test_the_same_data_and_key_make_the_same_file(tmp_path, environment):
    path, _ = exported(tmp_path / "talo", MEMBERS[0], 0, environment)
    first = path.read_bytes()
    environment.chdir(tmp_path / "talo")
    environment.setenv(VARIABLE, str((tmp_path / "talo").with_suffix(".pem")))
    assert mirror.export(open_project(tmp_path / "talo"), "miessakit", "2025").read_bytes() == first


def test_no_file_is_signed_that_tells_with_the_last_one_what_a_late_form_said(tmp_path, environment):
    root = tmp_path / "talo"
    wanted = [{"indicator": "men_centred", "group": "stakeholders"}]
    path, _ = exported(root, MEMBERS[0], 0, environment, indicators=wanted)
    first = path.read_bytes()
    environment.chdir(root)
    environment.setenv(VARIABLE, str(root.with_suffix(".pem")))
    with (root / "data" / "sample" / "miessakit" / "sidosryhmapalaute_2025.csv").open("a", encoding="utf-8") as export:
        export.write("09/10/2025 09:30:00,uusi.vastaaja@example.org,Kunta,5,4,5,1,5,5,\n")
    with pytest.raises(
        ProtectionError, match=r"answer 5 of men_centred[\s\S]*added in version 2[\s\S]*to do: send the"
    ):
        mirror.export(open_project(root), "miessakit", "2025")
    assert path.read_bytes() == first
    assert len(published(root, "miessakit")) == 1


@pytest.mark.parametrize("organisation", ["miessakit", "harjula"])
def test_the_files_of_the_sample_say_what_the_sample_says_today(organisation, tmp_path, environment):
    root = tmp_path / "project"
    for folder in ("notebooks", "params", f"data/sample/{organisation}"):
        shutil.copytree(PROJECT / folder, root / folder)
    environment.chdir(root)
    environment.setenv(VARIABLE, str(tmp_path / "key.pem"))
    mirror.create_key(root, organisation)
    written = mirror.export(open_project(root), organisation, "2025")
    committed = SAMPLE / "mirror" / written.name
    assert json.loads(committed.read_bytes())["content"] == json.loads(written.read_bytes())["content"], (
        "run: python data/sample/make_mirror.py"
    )


def test_no_private_key_lies_in_the_sample():
    assert not [path.name for path in SAMPLE.rglob("*") if path.suffix in (".pem", ".key")]
    assert not any(b"PRIVATE KEY" in path.read_bytes() for path in (SAMPLE / "mirror").iterdir())

"""Files that arvio keeps for itself, each spoilt: what needs one says so in our words, or it is made anew."""

import json
import shutil

import pytest
from click.testing import CliRunner

from arvio.cli import arvio as command

from .batches import arvio
from .words import make_project, page_path, words_path

SPOILT = {
    "nested without end": b"[" * 100_000,
    "not UTF-8": b"\xff\xfe\xfd\n",
    "empty": b"",
    "another form": b"[{}]",
    "values of another form": None,
    "half": None,
}
REFUSED = ("commentary/internal/kokko/2025/trust.en.json", "coarsened/kokko.json", "mirrors.jsonl")
"""What cannot be made anew: nobody would know what went out."""
ONLY_SOMETIMES = (
    "reports/.run/coarsened/kokko.json",
    "reports/.run/digests.json",
    "reports/.run/internal/kokko/2025/trust.en.ready.json",
    "reports/.run/mirrors.jsonl",
)
"""What this project has no reason to keep, and would read where it is there."""
READING = (["list"], ["run", "--why"], ["check"], ["diff", "kokko", "2025"], ["facts", "kokko"])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A project with a report that is out, whose words went out with it, and a preview."""
    root = make_project(tmp_path_factory.mktemp("own") / "kokko")
    words_path(root).write_text("## trust\n\nThey trust us.\n", encoding="utf-8")
    for arguments in (["run"], ["preview", "kokko", "2025", "trust"]):
        code, _, stderr = arvio(root, *arguments, ARVIO_KEY="only for these tests, never a real one")
        assert code == 0, stderr
    return root


@pytest.fixture
def project(made, tmp_path, monkeypatch):
    root = shutil.copytree(made, tmp_path / "kokko")
    monkeypatch.chdir(root)
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    return root


def kept(root):
    """Every file of JSON that arvio keeps for itself."""
    found = [path for folder in ("reports/.run", "data/.cache") for path in (root / folder).rglob("*.json*")]
    assert len(found) > 10
    return sorted({path.relative_to(root).as_posix() for path in found} | set(ONLY_SOMETIMES))


def spoil(path, how):
    before = path.read_bytes() if path.exists() else b'{"files": 1}'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_spoilt(before, how))


def _spoilt(before, how):
    if how == "half":
        return before[: len(before) // 2]
    if how == "values of another form":
        found = json.JSONDecoder().raw_decode(before.decode())[0]  # of lines the first
        return json.dumps({key: [{}] for key in found} if isinstance(found, dict) else [[{}]]).encode()
    return SPOILT[how]


def require_told(arguments, name):
    """A command says what is wrong, or does what it is asked; a traceback is neither."""
    ended = CliRunner().invoke(command, arguments)
    if not isinstance(ended.exception, SystemExit | None):
        raise AssertionError(f"{name}: {arguments}") from ended.exception
    assert ended.exit_code in (0, 1, 2, 3), ended.output


@pytest.mark.parametrize("how", SPOILT)
def test_whoever_only_reads_is_told_of_each_spoilt_file(project, how):
    for name in kept(project):
        path = project / name
        before = path.read_bytes() if path.exists() else None
        spoil(path, how)
        for arguments in READING:
            require_told(arguments, name)
        path.unlink() if before is None else path.write_bytes(before)


@pytest.mark.parametrize("how", SPOILT)
def test_a_batch_makes_anew_what_was_kept_to_save_time(project, how):
    page = page_path(project).read_bytes()
    for name in kept(project):
        if not name.endswith(REFUSED):
            spoil(project / name, how)
    code, _, stderr = arvio(project, "run")
    assert code == 0, stderr
    assert page_path(project).read_bytes() == page
    code, _, stderr = arvio(project, "run")
    assert (code, "fresh" in stderr) == (0, True), stderr


def test_a_batch_refuses_steps_of_protection_that_it_cannot_make_anew(project):
    spoil(project / "reports" / ".run" / "coarsened" / "kokko.json", "nested without end")
    code, _, stderr = arvio(project, "run", "--force")
    assert code in (1, 3), stderr
    assert "Traceback" not in stderr
    assert "coarsened/kokko.json" in stderr
    assert not page_path(project).exists()

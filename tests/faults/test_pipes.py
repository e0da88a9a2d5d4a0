"""A pipe in the place of a file that a command reads is told or done without, and never waited for."""

import os
import shutil
import sys

import pytest

from . import batches, words

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files"),
    pytest.mark.timeout(300),
]

RUN = "run", "--quiet", "--jobs", "1"
EXPORT = f"data/{words.NAME}/answers.csv"
RUN_OF = f"reports/.run/internal/{words.NAME}/{words.PERIOD}/trust.en"
TOLD = {
    "params/suite.yaml": (2, "is not in an arvio project"),
    f"params/organisations/{words.NAME}.yaml": (2, "cannot be read: it is a pipe or a device, and no file"),
    f"params/commentary/{words.NAME}/2025.en.md": (1, "cannot be read: it is a pipe or a device, and no file"),
    "notebooks/trust.ipynb": (1, "it is a pipe or a device, and no file"),
    f"params/commentary/{words.NAME}/2025.en.numbers.json": (1, "is no list of confirmations"),
    f"params/signatures/{words.NAME}/2025.json": (2, "it is a pipe or a device, and no file"),
    "data/.withdrawn": (3, "data/.withdrawn: is damaged or cannot be read"),
    EXPORT: (1, f"{EXPORT}: there is no such file"),
    "reports/.run/register.sqlite": (3, "a whole register, since what was published before must be known"),
}
DONE_WITHOUT = (
    f"data/.cache/.params/{words.NAME}.json",
    f"reports/.run/internal/{words.NAME}/2025/trust.en.json",
    f"reports/.run/solved/{words.NAME}.json",
    f"{RUN_OF}.facts.jsonl",
    f"{RUN_OF}.commentary.jsonl",
    "reports/.run/tidy.json",
    "reports/.run/workers.log",
)
PIPE = "it is a pipe or a device, and no file"
REPORT = words.NAME, words.PERIOD
COPY = f"workbench/{words.NAME}/{words.PERIOD}/trust.ipynb"
PAGE = f"reports/internal/{words.NAME}/{words.PERIOD}/trust.en.html"
WORDS = f"params/commentary/{words.NAME}/2025.en.md"
SIGNATURES = f"params/signatures/{words.NAME}/2025.json"
NOTEBOOK, REGISTER = "notebooks/trust.ipynb", "reports/.run/register.sqlite"
OTHERS = [
    (
        ("confirm", *REPORT, "--by", "Maija"),
        f"{RUN_OF}.facts.jsonl",
        1,
        f"trust.en.facts.jsonl: cannot be read: {PIPE}",
    ),
    (("confirm", *REPORT, "--by", "Maija"), REGISTER, 3, "a whole register"),
    (("confirm", *REPORT, "--by", "Maija"), WORDS, 2, f"2025.en.md: cannot be read: {PIPE}"),
    (
        ("confirm", *REPORT, "--by", "Maija"),
        f"{RUN_OF}.commentary.jsonl",
        1,
        f"commentary.jsonl: cannot be read: {PIPE}",
    ),
    (("sign", *REPORT, "--by", "Maija"), f"{RUN_OF}.commentary.jsonl", 1, f"commentary.jsonl: cannot be read: {PIPE}"),
    (("sign", *REPORT, "--by", "Maija"), PAGE, 1, "trust.en.html is gone"),
    (("sign", *REPORT, "--by", "Maija"), SIGNATURES, 2, PIPE),
    (("list",), WORDS, 0, PIPE),
    (("list",), f"{RUN_OF}.commentary.jsonl", 0, ""),
    (("check",), WORDS, 1, PIPE),
    (("diff", *REPORT), REGISTER, 3, "a whole register"),
    (("facts", words.NAME), REGISTER, 3, "a whole register"),
    (("audit",), REGISTER, 3, "a whole register"),
    (("doctor",), f"params/organisations/{words.NAME}.yaml", 1, f"params are wrong of: {words.NAME}"),
    (("verify", PAGE), NOTEBOOK, 1, "what it was made from cannot be copied: trust.ipynb"),
    (("verify", PAGE), "reports/.run/mirrors.jsonl", 1, "what it was made from cannot be copied"),
    (("verify", PAGE), PAGE, 1, "is missing from line 1 on"),
    (("open", *REPORT, "trust", "--no-lab"), NOTEBOOK, 1, PIPE),
    (("preview", *REPORT, "trust"), COPY, 1, PIPE),
    (("preview", *REPORT, "trust"), "reports/.run/workers.log", 0, "the figures have changed"),
    (("adopt", COPY, "--as", "ours"), COPY, 1, PIPE),
    (("new", "notebook", "ours", "--from", "trust"), NOTEBOOK, 1, PIPE),
    (("new", "organisation", "talo", "--from", EXPORT), EXPORT, 1, PIPE),
    (("inspect", EXPORT), EXPORT, 1, f"{EXPORT}: cannot be read: {PIPE}"),
    (("upgrade",), "params/shipped.json", 2, PIPE),
    (("upgrade",), NOTEBOOK, 1, PIPE),
    (("purge",), NOTEBOOK, 1, PIPE),
    (("purge",), f"{RUN_OF}.json", 0, ""),
]
HANDED_OVER = [
    (("sign", *REPORT, "--by", "Maija", "--withdraw"), SIGNATURES, 2, PIPE),
    (("bundle", "internal", words.NAME), f"{RUN_OF}.json", 1, "not made yet"),
    (("bundle", "internal", words.NAME), PAGE, 1, "changed after it was made"),
    (("mail", "internal", words.NAME), PAGE, 1, "changed after it was made"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A project whose report was made."""
    root = words.make_project(tmp_path_factory.mktemp("made") / "project")
    words.words_path(root).write_text(f"## {words.SECTION}\n\nTrust was high.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
        code, _, stderr = batches.arvio(root, *RUN)
    assert code == 0, stderr
    return root


@pytest.fixture(scope="module")
def worked_on(made, tmp_path_factory):
    """The same when its figures have changed since its words were written, with a working copy."""
    root = shutil.copytree(made, tmp_path_factory.mktemp("worked_on") / "project")
    words.answer(root, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
        for command in (RUN, ("open", *REPORT, "trust", "--no-lab")):
            code, _, stderr = batches.arvio(root, *command)
            assert code == 0, stderr
    return root


@pytest.fixture(scope="module")
def signed(made, tmp_path_factory):
    """The same when it was signed, and made once more with the name on it."""
    root = shutil.copytree(made, tmp_path_factory.mktemp("signed") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
        for command in (("confirm", *REPORT, "--by", "Maija"), RUN, ("sign", *REPORT, "--by", "Maija"), RUN):
            code, _, stderr = batches.arvio(root, *command)
            assert code == 0, stderr
    return root


@pytest.fixture
def with_pipe(tmp_path, monkeypatch):
    """What a command says in a copy of a project with a pipe in the place of one of its files."""
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")

    def run(project, name, command):
        root = shutil.copytree(project, tmp_path / "project")
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).unlink(missing_ok=True)
        os.mkfifo(root / name)
        code, stdout, stderr = batches.arvio(root, *command)
        assert "Traceback" not in stderr, stderr
        return code, stdout + stderr

    return run


@pytest.fixture
def run_with_pipe(made, with_pipe):
    return lambda name: with_pipe(made, name, RUN)


@pytest.mark.parametrize("name", TOLD)
def test_a_pipe_in_the_place_of_what_people_wrote_is_told(name, run_with_pipe):
    code, stderr = run_with_pipe(name)
    assert (code, TOLD[name][1] in stderr) == (TOLD[name][0], True), stderr


@pytest.mark.parametrize("name", DONE_WITHOUT)
def test_a_pipe_in_the_place_of_what_can_be_made_again_is_done_without(name, run_with_pipe):
    assert run_with_pipe(name)[0] == 0


@pytest.mark.parametrize(("command", "name", "code", "told"), OTHERS)
def test_a_pipe_in_the_place_of_what_another_command_reads_is_not_waited_for(
    command, name, code, told, worked_on, with_pipe
):
    found, said = with_pipe(worked_on, name, command)
    assert (found, told in said) == (code, True), said


@pytest.mark.parametrize(("command", "name", "code", "told"), HANDED_OVER)
def test_a_pipe_in_the_place_of_what_is_handed_over_is_not_waited_for(command, name, code, told, signed, with_pipe):
    found, said = with_pipe(signed, name, command)
    assert (found, told in said) == (code, True), said

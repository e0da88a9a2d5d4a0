"""Whatever an evaluator does in whatever order, her words stay, and no signed report shows other numbers."""

import json
import os
import shutil
import signal
import tempfile
import time
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from arvio.cli import arvio
from arvio.params import Run, open_project
from arvio.params.signatures import Signatures
from arvio.publish import places
from arvio.turns import in_turn

from . import words
from .batches import arvio as run_command
from .batches import start, wait_until

pytestmark = pytest.mark.timeout(900)

NAME, PERIOD = words.NAME, words.PERIOD
RUN = Run(NAME, PERIOD, "trust", "internal", "en")
KNOWN_EXITS = {0, 1, 2, 3}
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1, max_size=60
)
SEQUENCES, STEPS = 12, 14


class Working(RuleBasedStateMachine):
    """One evaluator, one report, and all that she can do."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp(prefix="arvio-words-"))
        self.root = words.make_project(self.folder / "project")
        self.saved: dict[Path, bytes] = {}
        self.signed: list[str] | None = None

    @rule(more=st.integers(0, 3))
    def answers_change(self, more):
        words.answer(self.root, more * 4)

    @rule(text=TEXTS, heading=st.sampled_from([words.SECTION, words.SECTION, "unknown"]))
    def writes(self, text, heading):
        self._save(words.words_path(self.root), f"## {heading}\n\n{text}\n".encode())

    @rule(contents=st.binary(max_size=40))
    def saves_anything(self, contents):
        self._save(words.words_path(self.root), contents)

    @rule()
    def runs(self):
        self._arvio("run", "--quiet")

    @rule()
    def opens(self):
        self._arvio("open", NAME, PERIOD, "trust", "--no-lab")

    @precondition(lambda self: words.copy_path(self.root).exists())
    @rule(comment=st.integers(0, 99))
    def edits(self, comment):
        path = words.copy_path(self.root)
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"][-1]["source"] = [f"evaluation.commentary('{words.SECTION}')  # {comment}"]
        self._save(path, json.dumps(notebook).encode())

    @rule()
    def previews(self):
        self._arvio("preview", NAME, PERIOD, "trust")

    @rule()
    def confirms(self):
        self._arvio("confirm", NAME, PERIOD, "--by", "Eeva")

    @rule()
    def signs(self):
        page = words.page_path(self.root)
        before = words.told_on(page.read_text(encoding="utf-8")) if page.exists() else None
        if self._arvio("sign", NAME, PERIOD, "--by", "Eeva") == 0:
            self.signed = before

    @rule()
    def finishes(self):
        """All that comes before a signature, in its order; what is signed already stays as it is."""
        self._save(words.words_path(self.root), f"## {words.SECTION}\n\nTrust was high.\n".encode())
        for step in (self.runs, self.confirms, self.runs, self.signs, self.runs):
            step()

    @rule()
    def takes_back(self):
        if self._arvio("sign", NAME, PERIOD, "--withdraw", "--by", "Eeva") == 0:
            self.signed = None

    @rule(seconds=st.floats(0, 2), how=st.sampled_from([signal.SIGINT, signal.SIGKILL]))
    def is_interrupted(self, seconds, how):
        with start(self.root, "run", "--force", "--quiet") as batch:
            time.sleep(seconds)
            batch.send_signal(how)
            batch.communicate(timeout=60)
        wait_until(lambda: batch.poll() is not None)

    @invariant()
    def every_byte_is_kept(self):
        for path, contents in getattr(self, "saved", {}).items():
            assert path.read_bytes() == contents, path

    @invariant()
    def a_signed_report_shows_what_was_signed(self):
        if getattr(self, "root", None) is None or not words.page_path(self.root).exists():
            return
        stands = Signatures(self.root).of(RUN)
        assert (stands is not None) == (self.signed is not None)
        page = words.page_path(self.root).read_text(encoding="utf-8")
        if stands:
            assert words.told_on(page) == self.signed
        assert ("Eeva" in page) <= (stands is not None) or self._is_older()

    def teardown(self):
        if getattr(self, "folder", None):
            shutil.rmtree(self.folder)

    def _save(self, path: Path, contents: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)
        self.saved[path] = contents

    def _arvio(self, *arguments: str) -> int:
        with chdir(self.root):
            ended = CliRunner().invoke(arvio, arguments, standalone_mode=False)
        assert ended.exception is None, (arguments, ended.output)
        assert (ended.return_value or 0) in KNOWN_EXITS, (arguments, ended.output)
        return ended.return_value or 0

    def _is_older(self) -> bool:
        """Whether the signature was taken back since the page was made, which the next run makes again."""
        from arvio.publish.editions import edition
        from arvio.publish.freshness.judging import Judge

        project = open_project(self.root)
        return Judge(self.root).standing(edition(project, RUN)).state == "older"


Working.TestCase.settings = settings(
    max_examples=int(os.environ.get("ARVIO_SEQUENCES", SEQUENCES)),
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    derandomize=True,
    print_blob=False,
)


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")


TestWorking = Working.TestCase


def test_nothing_is_confirmed_while_somebody_else_has_the_turn_of_the_organisation(tmp_path):
    root = words.make_project(tmp_path / "project")
    words.words_path(root).write_text(f"## {words.SECTION}\n\nTrust was high.\n", encoding="utf-8")
    assert run_command(root, "run", "--quiet")[0] == 0
    words.answer(root, 8)
    assert run_command(root, "run", "--quiet")[0] == 0
    confirm = "confirm", NAME, PERIOD, "--by", "Eeva"
    with in_turn(places.lock(root, NAME), seconds=5, what=NAME):
        assert run_command(root, *confirm)[0] == 1
    assert not words.words_path(root).with_name(f"{PERIOD}.en.numbers.json").exists()
    assert run_command(root, *confirm)[0] == 0
    assert words.words_path(root).with_name(f"{PERIOD}.en.numbers.json").exists()

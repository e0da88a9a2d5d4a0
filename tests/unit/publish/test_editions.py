import datetime as dt
import pickle
from types import SimpleNamespace

from arvio.params import Run
from arvio.publish.editions import editions

RUN = Run("testers", "2025", "plain", "public", "en")


def test_an_edition_holds_what_a_worker_needs_and_can_be_sent_to_it(tmp_path):
    project = SimpleNamespace(
        root=tmp_path,
        suite=SimpleNamespace(funder_form=None, time_limit_seconds=60, memory_limit_mb=700),
        organisation=lambda name: SimpleNamespace(name="Testers ry", data="real"),
        period=lambda organisation, text: SimpleNamespace(start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31)),
        stage=lambda run: "final",
        annexes=lambda run: [],
        signature=lambda run: None,
    )
    (made,) = editions(project, [RUN])
    assert (made.organisation_name, made.data, made.stage) == ("Testers ry", "real", "final")
    assert (made.time_limit_seconds, made.memory_limit_mb) == (60, 700)
    assert pickle.loads(pickle.dumps(made)) == made

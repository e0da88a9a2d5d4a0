import os
from dataclasses import replace

import pytest

from arvio.publish.freshness import code
from arvio.publish.freshness.judging import Judge


def reasons(edition):
    return [*Judge(edition.root).standing(edition).reasons]


def state(edition):
    return Judge(edition.root).standing(edition).state


def test_a_report_is_fresh_while_nothing_has_changed(edition, manifest):
    assert reasons(edition) == []
    assert state(edition) == "ready"
    assert Judge(edition.root).is_fresh(edition)


def test_a_report_that_was_never_made_is_not_fresh(edition):
    assert (state(edition), reasons(edition)) == ("not_made", ["it was never made"])


@pytest.mark.parametrize(
    ("ended", "reason"),
    [("failed", "it could not be made the last time"), ("refused", "it was held back the last time")],
)
def test_a_report_that_was_not_made_the_last_time_is_tried_again(edition, manifest, ended, reason):
    manifest(state=ended)
    assert (state(edition), reasons(edition)) == (ended, [reason])


def test_a_spoilt_manifest_says_nothing(edition, manifest):
    path = manifest()
    path.write_text("{")
    assert reasons(edition) == [f"its manifest {path.name} cannot be read"]
    manifest(inputs=None)
    assert (state(edition), reasons(edition)) == ("older", ["its manifest does not say what it was made from"])


def test_contents_decide_and_not_times(edition, manifest, data):
    os.utime(data, (0, 0))
    assert reasons(edition) == []
    before = data.stat()
    data.write_text("a;b\n1;3\n")
    os.utime(data, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (state(edition), reasons(edition)) == ("older", ["data/answers.csv changed"])


def test_a_file_that_is_gone_and_one_that_is_new(edition, manifest, inputs, data):
    data.unlink()
    assert reasons(edition) == ["data/answers.csv is gone"]
    data.write_text("a;b\n1;2\n")
    plain = inputs.plain()
    manifest(inputs={**plain["inputs"], "files": {"data/answers.csv": "absent"}})
    assert reasons(edition) == ["data/answers.csv is new"]


def test_a_file_that_changed_while_it_was_read_is_read_again(edition, manifest, inputs):
    manifest(inputs={**inputs.plain()["inputs"], "files": {"data/answers.csv": "changed while it was read"}})
    assert reasons(edition) == ["data/answers.csv changed while it was read"]


def test_a_report_that_somebody_changed_or_removed_is_made_again(edition, manifest, report):
    report.write_text("<p>4,6</p>")
    assert (state(edition), reasons(edition)) == ("changed", ["plain.en.html was changed by somebody"])
    report.unlink()
    assert (state(edition), reasons(edition)) == ("not_made", ["plain.en.html is gone"])


def test_params_that_say_something_else(edition, manifest):
    assert reasons(replace(edition, organisation_name="Others")) == ["params say something else of it"]


def test_another_version_of_a_library(edition, manifest, inputs):
    manifest(versions={**inputs.versions, "pandas": "1.0", "gone": "2"})
    assert state(edition) == "ready"
    assert reasons(edition) == [
        "gone was 2 and is missing",
        f"pandas was 1.0 and is {inputs.versions['pandas']}",
    ]


def test_changed_code_is_named(edition, manifest, monkeypatch):
    now = code.digest_now
    monkeypatch.setattr(code, "digest_now", lambda name: "other" if name == "observed.py" else now(name))
    assert reasons(edition) == ["arvio itself changed: observed.py"]


def test_code_that_is_not_listed_any_more(edition, manifest, inputs):
    manifest(inputs={**inputs.plain()["inputs"], "code": "0" * 64})
    assert reasons(edition) == ["it is not known of which version of arvio it was made"]


def test_another_answer_to_what_was_asked(edition, manifest, inputs):
    manifest(inputs={**inputs.plain()["inputs"], "asked": [["listing", "data", "*.csv", "other"]]})
    assert reasons(edition) == ["other files match data/*.csv"]


def test_a_database_may_always_have_changed(edition, manifest, inputs):
    manifest(inputs={**inputs.plain()["inputs"], "asked": [["database", "registry", "unknown"]]})
    assert reasons(edition) == ["registry is a database, which may have changed"]


def test_what_was_looked_at_is_looked_at_anew_when_told(edition, manifest, data):
    judge = Judge(edition.root)
    assert judge.is_fresh(edition)
    data.write_text("x")
    assert judge.is_fresh(edition)
    judge.forget()
    assert not judge.is_fresh(edition)

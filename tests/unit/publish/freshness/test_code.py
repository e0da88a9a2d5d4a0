import pytest

from arvio.publish.freshness import code


@pytest.fixture
def nothing_left_out(monkeypatch):
    monkeypatch.setattr(code, "_left_out", set())


def test_what_was_imported_for_something_else_than_reports_is_left_out(nothing_left_out):
    assert {"errors.py", "publish/freshness/code.py"} <= set(code.sources())
    code.leave_out(["errors.py"])
    assert "errors.py" not in code.sources()


def test_templates_translations_and_styles_belong_to_it(nothing_left_out):
    suffixes = {name.rpartition(".")[2] for name in code.sources()}
    assert {"py", "j2", "po", "css"} <= suffixes
    assert "pyc" not in suffixes


def test_the_digest_is_of_the_source_as_it_lies_there():
    assert code.digest_now("errors.py") == code.sources()["errors.py"]
    assert code.digest_now("no_such_module.py") == "absent"


def test_libraries_that_only_developers_need_make_no_report_stale():
    assert {"pandas", "papermill", "python", "system"} <= set(code.versions())
    assert "pytest" not in code.versions()

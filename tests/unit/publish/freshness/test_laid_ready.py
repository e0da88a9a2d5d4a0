import pytest

from arvio.disclosure.register import facts_path
from arvio.publish import places
from arvio.publish.freshness.judging import Judge
from arvio.publish.freshness.laid_ready import Ready, forget_ready, found_ready, write_ready
from arvio.publish.manifest import Timing


@pytest.fixture
def laid(edition, inputs):
    """A report that lies ready."""
    root, run = edition.root, edition.run
    path = places.ready(root, run, places.report(root, run))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("<p>4,5</p>")
    facts_path(root, run, by="batch").write_text("{}\n")
    ready = Ready(edition, Timing("2026-03-01T00:00:00+00:00", 2.0, 1.0), inputs)
    write_ready(ready)
    return ready


def found(edition):
    return found_ready(edition, Judge(edition.root))


def test_what_was_executed_and_not_put_out_is_found_as_it_was(edition, laid):
    assert found(edition) == laid


def test_nothing_is_found_where_nothing_was_executed_or_it_is_out(edition, laid):
    forget_ready(edition)
    assert found(edition) is None


def test_what_was_made_from_something_else_is_not_used(edition, laid, data):
    data.write_text("a;b\n9;9\n")
    assert found(edition) is None


@pytest.mark.parametrize("which", ["page", "facts"])
@pytest.mark.parametrize("how", ["changed", "gone"])
def test_what_is_not_as_it_was_laid_is_not_used(edition, laid, which, how):
    root, run = edition.root, edition.run
    page, facts = places.ready(root, run, places.report(root, run)), facts_path(root, run, by="batch")
    path = {"page": page, "facts": facts}[which]
    if how == "gone":
        path.unlink()
    else:
        path.write_text("cut sho")
    assert found(edition) is None


@pytest.mark.parametrize("spoilt", ["", "{", "[]", "{}"])
def test_a_spoilt_record_is_not_used(edition, laid, spoilt):
    places.ready_record(edition.root, edition.run).write_text(spoilt)
    assert found(edition) is None

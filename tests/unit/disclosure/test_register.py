import datetime as dt

from arvio.disclosure import Context, register, release
from arvio.params import Run
from arvio.results import results

from .test_door import AUDIENCE

RUN = Run("talo", "2025", "feedback", "funder", "fi")
CONTEXT = Context("talo", "Talo ry", "2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31), "fi", "funder", {})


def written(path, *values):
    rows = (
        {"indicator": f"item{index}", "statistic": "mean", "value": value, "n": 50}
        for index, value in enumerate(values)
    )
    found = release(results(rows), audience=AUDIENCE, sensitivity=lambda indicator: "ordinary", context=CONTEXT)
    register.write_facts(path, found)
    return register.read_facts(path)


def test_facts_are_what_the_audience_saw(tmp_path):
    facts = written(tmp_path / "facts.jsonl", 4.26)
    assert [(fact["indicator"], fact["value"], fact["status"]) for fact in facts] == [("item0", 4.3, "shown")]


def test_a_fact_released_twice_stands_once(tmp_path):
    written(tmp_path / "facts.jsonl", 4.2)
    assert len(written(tmp_path / "facts.jsonl", 4.2)) == 1


def test_what_was_published_before_stays_beside_what_is_new(tmp_path):
    assert register.publish(tmp_path, RUN, written(tmp_path / "first", 4.2, 3.9)) == 2
    assert register.publish(tmp_path, RUN, written(tmp_path / "second", 4.2, 4.0)) == 1
    assert register.published(tmp_path, "talo")["value"].tolist() == [4.2, 3.9, 4.0]


def test_a_withheld_fact_is_known_to_be_withheld(tmp_path):
    rows = results([{"indicator": "heard", "statistic": "mean", "value": 4.2, "n": 2}])
    found = release(rows, audience=AUDIENCE, sensitivity=lambda indicator: "ordinary", context=CONTEXT)
    register.write_facts(tmp_path / "facts", found)
    (fact,) = register.read_facts(tmp_path / "facts")
    assert (fact["status"], fact["value"], fact["n"]) == ("withheld", None, None)


def test_the_facts_of_a_page_are_found_by_their_fingerprint_and_by_no_other(tmp_path):
    facts = written(tmp_path / "facts", 4.2, 3.9)
    assert register.told_by(tmp_path, RUN, "0") is None
    publication = register.enter(tmp_path, RUN, facts)
    assert register.told_by(tmp_path, RUN, publication.fingerprint) == facts
    assert register.told_by(tmp_path, RUN, "0") is None


def test_what_an_evaluator_tries_out_is_kept_apart_from_what_the_batch_makes(tmp_path):
    places = [register.facts_path(tmp_path, RUN, by=by) for by in ("batch", "interactive", "preview")]
    below = [place.relative_to(tmp_path / "reports" / ".run").as_posix() for place in places]
    page = "funder/talo/2025/feedback.fi.facts.jsonl"
    assert below == [page, f"interactive/{page}", f"preview/{page}"]


def test_the_fingerprint_of_figures_stays_the_same_from_one_arvio_to_the_next(tmp_path):
    """Else a report made again with the same figures would be a version of its own."""
    facts = [dict.fromkeys(register.FACT, "") | {"indicator": name, "value": 4.0, "n": None} for name in ("b", "a")]
    assert register.fingerprint_of(facts) == register.fingerprint_of(reversed(facts))
    assert register.fingerprint_of(facts).startswith("ef902230688ee68f")


def test_only_a_report_that_ever_went_out_was_published(tmp_path):
    assert not register.was_published(tmp_path, RUN)
    register.enter(tmp_path, RUN, written(tmp_path / "facts", 4.2))
    other = Run("talo", "2025", "feedback", "public", "fi")
    assert (register.was_published(tmp_path, RUN), register.was_published(tmp_path, other)) == (True, False)


def test_when_anything_last_went_out_is_told_of_each_organisation(tmp_path):
    assert register.last_published(tmp_path, "talo") == ""
    register.enter(tmp_path, RUN, written(tmp_path / "facts", 4.2))
    found = dt.datetime.fromisoformat(register.last_published(tmp_path, "talo"))
    assert found.utcoffset() == dt.timedelta(0)
    assert register.last_published(tmp_path, "testers") == ""

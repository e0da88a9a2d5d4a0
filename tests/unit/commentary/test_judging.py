import pytest

from arvio.commentary.accepted import Confirmation, answer, confirm, first_path, keep_first
from arvio.commentary.judging import Told, judged, without_words
from arvio.commentary.numbers import Change, fingerprint
from arvio.commentary.sidecar import read_sidecar, sidecar_path, write_shown
from arvio.commentary.words import digest_of
from arvio.disclosure.register import enter
from arvio.errors import ParamsError, RunError
from arvio.observed import observing

WORDS = "Miehet puhuvat."


@pytest.fixture
def judge(tmp_path, run):
    """How the words stand beside figures that a run tells."""
    return lambda *facts, words=WORDS: judged(tmp_path, run, "feedback", words, Told(facts, facts))


@pytest.fixture
def put_out(tmp_path, run, judge):
    """Put the report out with figures, as the batch does."""

    def put_out(*facts, words=WORDS):
        told = enter(tmp_path, run, facts).fingerprint
        keep_first(tmp_path, run, [judge(*facts, words=words).shown(())], told=told)

    return put_out


@pytest.mark.parametrize(
    ("words", "is_needed", "state"), [("", True, "missing"), ("", False, "optional"), ("–", True, "nothing_to_say")]
)
def test_a_section_without_words(words, is_needed, state):
    assert without_words("feedback", words, is_needed=is_needed).state == state


def test_words_are_not_a_section_without_words():
    assert without_words("feedback", "- a list", is_needed=True) is None


def test_words_that_never_went_out_are_written(judge, fact):
    assert judge(fact()).state == "written"


def test_words_are_old_where_their_figures_are_others_than_they_went_out_with(judge, put_out, fact):
    put_out(fact())
    assert judge(fact()).state == "written"
    old = judge(fact(value=4.5))
    assert (old.state, old.changes) == ("stale", (Change(fact(), fact(value=4.5)),))


def test_going_out_once_more_with_other_figures_confirms_nothing(judge, put_out, fact):
    put_out(fact())
    put_out(fact(value=4.5))
    assert judge(fact(value=4.5)).state == "stale"


def test_changed_words_are_new_words(judge, put_out, fact):
    put_out(fact())
    assert judge(fact(value=4.5), words="Miehet puhuvat enemmän.").state == "written"


def test_a_section_that_shows_more_beside_the_same_figures_has_no_old_words_but_new_figures(judge, put_out, fact):
    put_out(fact(), fact(group="workers"))
    assert judge(fact()).state == "stale"  # one of them is told nowhere any more
    assert judge(fact(), fact(group="workers")).state == "written"


def test_words_about_a_part_of_what_went_out_are_not_old(tmp_path, run, put_out, fact):
    every = fact(), fact(group="workers")
    put_out(*every)
    assert judged(tmp_path, run, "feedback", WORDS, Told(every[:1], every)).state == "written"


def test_without_the_register_old_words_are_told_without_old_figures(judge, put_out, fact, tmp_path):
    put_out(fact())
    (tmp_path / "reports" / ".run" / "register.sqlite").unlink()
    old = judge(fact(value=4.5))
    assert (old.state, old.changes) == ("stale", ())


def confirmation(run, *facts, by="Maija"):
    numbers = fingerprint(facts)
    return Confirmation("feedback", digest_of(WORDS), numbers, "", run.notebook, run.audience, by, "2026-03-01")


def test_confirmed_words_hold_with_the_figures_that_were_confirmed_and_no_others(tmp_path, run, judge, put_out, fact):
    put_out(fact())
    confirm(tmp_path, run, [confirmation(run, fact(value=4.5))])
    assert judge(fact(value=4.5)).state == "written"
    assert judge(fact()).state == "written"
    assert judge(fact(value=4.6)).state == "stale"


def test_a_file_that_cannot_be_read_leaves_it_unknown_until_somebody_confirms(tmp_path, run, judge, put_out, fact):
    put_out(fact())
    first_path(tmp_path, run).write_text("[{")
    assert judge(fact()).state == "unknown"
    confirm(tmp_path, run, [confirmation(run, fact())])
    assert judge(fact()).state == "written"


def test_spoilt_confirmations_are_told_and_stay_as_they_are(tmp_path, run, judge, fact):
    path = confirm(tmp_path, run, [confirmation(run, fact())])
    spoilt = f"<<<<<<< HEAD\n{path.read_text()}"
    path.write_text(spoilt)
    with pytest.raises(ParamsError, match="is no list of confirmations"):
        judge(fact())
    with pytest.raises(ParamsError, match="is no list of confirmations"):
        confirm(tmp_path, run, [confirmation(run, fact())])
    assert path.read_text() == spoilt


def test_confirmations_only_grow(tmp_path, run, fact):
    first = confirm(tmp_path, run, [confirmation(run, fact())]).read_text()
    second = confirm(tmp_path, run, [confirmation(run, fact(n=21.0), by="Liisa")]).read_text()
    assert second.startswith(first.removesuffix("\n]\n"))


def test_the_first_publication_makes_no_report_older_and_a_confirmation_does(tmp_path, run, put_out, fact):
    def asked(*facts):
        return answer(tmp_path, run, "feedback", digest_of(WORDS), fingerprint(facts))

    assert asked(fact()) == "same"
    put_out(fact())
    assert asked(fact()) == "same"
    old = asked(fact(n=21.0))
    assert old != "same"
    confirm(tmp_path, run, [confirmation(run, fact(n=21.0))])
    assert asked(fact(n=21.0)) == "same"
    assert asked(fact(n=22.0)) != old


def test_a_run_asks_and_reads_no_file_of_confirmations(tmp_path, run, judge, put_out, fact):
    put_out(fact())
    path = confirm(tmp_path, run, [confirmation(run, fact())])
    with observing() as seen:
        judge(fact())
    assert str(path) not in seen.files
    assert [question[0] for question in seen.asked] == ["commentary"]


def test_what_was_shown_is_read_as_it_was_written(tmp_path, judge, fact):
    path = sidecar_path(tmp_path / "feedback.fi.facts.jsonl")
    shown = judge(fact()).shown(["4,2 → 4,5"])
    write_shown(path, shown)
    assert path.name == "feedback.fi.commentary.jsonl"
    assert read_sidecar(path) == [shown]
    path.write_text(path.read_text()[:-5])
    with pytest.raises(RunError, match="was cut short or changed"):
        read_sidecar(path)

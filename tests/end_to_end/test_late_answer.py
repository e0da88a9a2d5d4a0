"""A report is out when one more form comes in, and is made again: what both versions tell together of that one person.

The two are made in two copies of the project and audited as one register, as the auditor has them before the second
goes out. What becomes of a second version in one project, by way of the gate, is the last test here.
"""

import re
import shutil

import pandas as pd
import pytest

from arvio.disclosure.register import history, published
from arvio.gate.audited import audited
from arvio.gate.reading import reading_of
from arvio.params import Run, open_project
from arvio.publish import places

from ..conftest import run_arvio

EXPORT = "data/sample/miessakit/sidosryhmapalaute_2025.csv"
GAVE = {
    "worker_gender": 5,
    "male_specific": 4,
    "only_for_men": 5,
    "all_workers_men": 1,
    "men_centred": 5,
    "communication": 5,
}
LATE_FORM = f"09/10/2025 09:30:00,uusi.vastaaja@example.org,Kunta,{','.join(map(str, GAVE.values()))},\n"
ONE = ("miessakit", "--notebook", "feedback", "--period", "2025", "--audience", "public", "--language", "fi")


@pytest.fixture(scope="module")
def projects(sample_project, tmp_path_factory):
    """The project with the report as it went out, and a copy of it where the report tells of the late form too."""
    return tuple(made(sample_project, tmp_path_factory, late=late) for late in ("", LATE_FORM))


@pytest.fixture(scope="module")
def both(projects):
    """The audit of both reports together."""
    facts = pd.concat([published(root, "miessakit") for root in projects], ignore_index=True)
    return audit_of(projects[0], facts)


def made(sample_project, tmp_path_factory, *, late):
    root = tmp_path_factory.mktemp("late") / "project"
    shutil.copytree(sample_project, root, ignore=shutil.ignore_patterns("reports"))
    run_with(root, late)
    return root


def run_with(root, late):
    with (root / EXPORT).open("a", encoding="utf-8", newline="") as export:
        export.write(late)
    made = run_read(root)
    assert made.exit_code == 0, made.stderr


def run_read(root):
    """Run the report, whose comment somebody reads again and confirms each time that its figures are other ones: when
    the form has come in, and when tables tell less because of it."""
    made = run_arvio(root, "run", *ONE, "--jobs", "1")
    for _ in range(2):
        if "figures have changed since the comment" in made.stderr:
            confirmed = run_arvio(root, "confirm", "miessakit", "2025", "--by", "Maija Meri", "--language", "fi")
            assert confirmed.exit_code == 0, confirmed.stderr
            made = run_arvio(root, "run", *ONE, "--jobs", "1")
    return made


def audit_of(root, facts):
    return audited(facts, "miessakit", reading_of(open_project(root), "miessakit"), reader="public")


def of_the_late(found):
    """What both versions give away of who was added: indicator, mark or answer group, and range."""
    leaks = [one for one in found.audit.leaking if "of those added in version 2" in one.protected.words]
    return [(one, one.protected.terms[0][0]) for one in leaks]


def test_one_report_alone_tells_of_nobody_added(projects):
    assert not of_the_late(audit_of(projects[0], published(projects[0], "miessakit")))


def test_means_of_one_decimal_with_their_intervals_tell_what_the_late_one_answered(both):
    known = {(cell.indicator, cell.who): leak.range[:2] for leak, cell in of_the_late(both)}
    assert known[("worker_gender", 5)] == (1, 1)
    assert known[("men_centred", 5)] == (1, 1)
    assert known[("men_centred", "share_high")] == (1, 1)


def test_what_is_known_of_the_late_one_is_true(both):
    found = of_the_late(both)
    assert found
    for leak, cell in found:
        assert leak.range[:2] == (1, 1)
        assert cell.group == "stakeholders"
        assert GAVE[cell.indicator] in ((4, 5) if cell.who == "share_high" else (cell.who,))


def test_the_explanation_names_the_two_means(both):
    leak = next(leak for leak, cell in of_the_late(both) if (cell.indicator, cell.who) == ("men_centred", 5))
    what, *facts = both.explained(leak).split("\n")
    assert what.startswith("miessakit: answer 5 of men_centred (respondent_group, stakeholders")
    assert what.endswith("of those added in version 2: known to be few: 1. It follows from")
    assert [fact.rpartition("n = ")[2] for fact in facts] == ["37", "38"]
    assert all("mean of men_centred" in fact for fact in facts)


@pytest.mark.timeout(600)
def test_the_report_made_again_tells_less_rather_than_what_the_late_one_answered(projects):
    """A separate test, since it is about the batch: it runs in the project of the first report, and comes last."""
    root = projects[0]
    run_with(root, LATE_FORM)
    versions = history(root, "miessakit")
    assert set(versions["version"]) == {1, 2}
    assert not of_the_late(audit_of(root, published(root, "miessakit")))


@pytest.mark.timeout(600)
def test_where_no_step_may_be_taken_the_report_is_held_back_with_what_it_would_give_away(projects):
    """Comes last too: another late form, in the project whose report tells of the first."""
    root = projects[1]
    suite = root / "params" / "suite.yaml"
    suite.write_text(
        re.sub(r"ladder:\n(  - .*\n)+", "ladder: []\n", suite.read_text(encoding="utf-8")), encoding="utf-8"
    )
    before = history(root, "miessakit")
    with (root / EXPORT).open("a", encoding="utf-8", newline="") as export:
        export.write(LATE_FORM.replace("uusi.", "toinen."))
    ended = run_read(root)
    assert ended.exit_code == 3
    assert (
        "refused public/miessakit/2025/feedback.fi: with what else is published it would give somebody" in ended.stderr
    )
    page = places.error_page(root, Run("miessakit", "2025", "feedback", "public", "fi")).read_text(encoding="utf-8")
    assert "of those added in version 2: known to be few: 1. It follows from" in page
    assert len(history(root, "miessakit")) == len(before)

import pytest
import yaml

from arvio.inspection.columns.column import Column
from arvio.inspection.columns.profile import look_through
from arvio.inspection.reports.changed import Changes, Otherwise, Reworded, Sought, Unknown
from arvio.inspection.reports.changes_text import changes_report, version_text
from arvio.inspection.reports.target import Target
from arvio.params import Source
from arvio.params.models import Version


@pytest.fixture
def profile(written):
    return look_through(written([["A", "B"], ["1", "2"]], "palaute_2025.csv"))


@pytest.fixture
def target(tmp_path):
    options = {"why": {"help": "Syyt [Apu]", "company": "Syyt [Seura]"}, "how": {"net": "Miten [Netti]"}}
    source = {"table": "answers", "reader": "csv", "files": "palaute_2024.csv", "options": options}
    return Target("talo", "feedback", Source.model_validate(source), tmp_path)


def version_of(text):
    """The entry as params would read it."""
    return Version.model_validate(yaml.load(text, Loader=yaml.BaseLoader)["versions"][0])


def test_a_version_says_what_is_otherwise(target, profile):
    reworded = Reworded(Sought("items.heard", ("Minua kuultiin",)), "Minua kuultiin", "Kuultiinko: sinua?", 0.7)
    found = Changes(
        target,
        same=1,
        reworded=(reworded, Reworded(Sought("columns.submitted_at", ("Aika",)), "Aika", "Aikaleima", 0.6)),
        missing=(Sought("items.met", ("Minut kohdattiin",)),),
        otherwise=(Otherwise("delimiter", ",", "\t", "why"), Otherwise("header_row", "1", "3", "why")),
    )
    version = version_of(version_text(found, profile))
    assert (version.files, version.delimiter, version.header_row) == ("palaute_2025.csv", "\t", 3)
    assert version.items == {"heard": ["Kuultiinko: sinua?"]}
    assert version.columns == {"submitted_at": ["Aikaleima"]}
    assert version.not_asked == ["met"]


def test_a_question_with_boxes_is_not_asked_when_all_are_gone(target, profile):
    missing = (Sought("options.why.help", ("Syyt [Apu]",)), Sought("options.how.net", ("Miten [Netti]",)))
    text = version_text(Changes(target, same=0, missing=missing), profile)
    assert version_of(text).not_asked == ["how"]
    assert "# not found: options.why.help, 'Syyt [Apu]'" in text


def test_an_order_that_nobody_can_tell_is_a_remark(target, profile):
    told = Otherwise("date_order", "found in each file", "", "'Aika': ambiguous")
    text = version_text(Changes(target, same=0, otherwise=(told,)), profile)
    assert "# date_order: day_first # or month_first, say which:" in text
    assert version_of(text).date_order is None


def test_new_columns_are_told_by_where_they_go(target, profile):
    new = (Column("Nimi", "A", "personal"), Column("Toive", "B", "open text"), Column("Arvio", "C", "scale"))
    text = version_text(Changes(target, same=0, new=new), profile)
    assert "to personal of the source add [Nimi]" in text
    assert "to open_text of the source add [Toive]" in text
    assert "make an item of each" in text


def test_a_pattern_that_does_not_find_the_file_is_told(target, profile):
    assert "palaute_2024.csv of the source does not find this file" in version_text(Changes(target, same=0), profile)


def test_the_report_tells_each_change_in_a_line(target):
    reworded = Reworded(Sought("items.heard", ("Minua kuultiin",)), "Minua kuultiin", "Kuultiinko sinua?", 0.72)
    unknown = Unknown("items.met", "Minut kohdattiin", ("Melko tärkeä",), rare=2)
    told = changes_report(Changes(target, same=4, reworded=(reworded,), unknown=(unknown,), noted=("a remark",)))
    assert told.splitlines()[:3] == [
        "Against talo/feedback",
        "  same: 4 of the file's columns are known to the mapping",
        "  reworded: items.heard, 'Minua kuultiin' is now 'Kuultiinko sinua?' (72 % the same)",
    ]
    assert "'Melko tärkeä', 2 answers, each given by fewer than 3" in " ".join(told.split())

from arvio.params import Source
from arvio.sources.mapping.decisions import decide
from arvio.sources.mapping.export import Setting
from arvio.sources.mapping.intake import sift
from arvio.sources.personal.identity import person_key
from arvio.sources.raw_table import raw_table
from arvio.sources.source_file import SourceFile

FILE = SourceFile(None, "vienti.csv")
SECRET = b"only for this test, never a real one"


def sifted(rows, **source):
    wanted = {"table": "partner_actions", "reader": "csv", "files": "vienti.csv"}
    setting = Setting("example", Source(**wanted, **source), "params.yaml", SECRET)
    raw = raw_table(FILE, rows, header_row=1)
    return sift(raw, setting, decide([raw], setting).repeated)


def test_counts_each_row_once_under_the_first_rule_that_it_meets():
    found = sifted(
        [["Nimi", "Lupa"], ["Testi", "ei"], ["TESTI ", "kyllä"], ["Matti", "ei"], ["Teppo", "kyllä"]],
        leave_out=[
            {"column": "Nimi", "values": ["testi"], "reason": "test"},
            {"column": "Lupa", "values": ["ei"], "reason": "withdrawn"},
        ],
    )
    assert (found.intake.left_out_test, found.intake.left_out_withdrawn, found.intake.kept) == (2, 1, 1)
    assert list(found.raw.cells["Nimi"]) == ["Teppo"]


def test_a_withdrawn_consent_names_the_person_by_key():
    found = sifted(
        [["Nimi", "Lupa"], ["Matti", "ei"], ["Teppo", "kyllä"]],
        person="Nimi",
        leave_out=[{"column": "Lupa", "values": ["ei"], "reason": "withdrawn"}],
    )
    assert found.withdrawn == {person_key("Matti", SECRET)}


def test_the_last_of_repeated_rows_is_kept_unless_told_otherwise():
    rows = [["Nimi", "Luku"], ["Matti", 1], ["MATTI ", 2], ["Teppo", 3]]
    last = sifted(rows, duplicates={"by": ["Nimi"]})
    first = sifted(rows, duplicates={"by": ["Nimi"], "keep": "first"})
    assert list(last.raw.cells["Luku"]) == [2, 3]
    assert list(first.raw.cells["Luku"]) == [1, 3]
    assert last.intake.duplicates == 1


def test_anonymous_rows_are_nobodys_duplicates():
    found = sifted([["Nimi", "Luku"], ["", 1], ["", 2]], duplicates={"by": ["Nimi"]})
    assert found.intake.duplicates == 0


def test_a_test_row_does_not_push_out_the_answer_it_repeats():
    found = sifted(
        [["Nimi", "Laji"], ["Matti", "aito"], ["Matti", "testi"]],
        duplicates={"by": ["Nimi"]},
        leave_out=[{"column": "Laji", "values": ["testi"], "reason": "test"}],
    )
    assert list(found.raw.cells["Laji"]) == ["aito"]


def test_blank_rows_among_the_others_are_counted():
    found = sifted([["Nimi"], ["Matti"], [""], ["Teppo"]])
    assert (found.intake.read, found.intake.left_out_empty, found.intake.kept) == (3, 1, 2)

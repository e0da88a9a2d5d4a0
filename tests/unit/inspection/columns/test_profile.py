from arvio.inspection.columns.profile import look_through
from arvio.sources import raw_table


def test_an_export_is_counted_part_by_part(written, monkeypatch):
    rows = [["Arvio", "Palvelu"], *([str(n % 5 + 1), "chat"] for n in range(25))]
    monkeypatch.setattr(raw_table, "ROWS_AT_ONCE", 10)
    found = look_through(written(rows))
    assert found.rows == 25
    assert found.tallies["Arvio"].forms == dict.fromkeys("12345", 5)


def test_a_profile_holds_headers_and_no_rows(written):
    found = look_through(written([["Arvio", "Palvelu"], ["5", "chat"]]))
    assert (found.raw.headers, len(found.raw.cells)) == (["Arvio", "Palvelu"], 0)


def test_notes_of_the_reader_are_kept_once(written):
    rows = [["StartDate", "EndDate", "ResponseId", "Status", "Q1"]]
    rows += [["2024-01-01", "2024-01-01", f"R_{n}", "1", "5"] for n in range(3)]
    assert len(look_through(written(rows)).notes) == 1


def test_wholly_blank_rows_are_counted(written):
    assert look_through(written([["A", "B"], ["1", "2"], ["", ""], ["3", "4"]])).raw.blank == 1

from arvio.params import Source
from arvio.sources.mapping.conversion import Place, convert
from arvio.sources.mapping.decisions import decide
from arvio.sources.mapping.export import Setting
from arvio.sources.raw_table import raw_table
from arvio.sources.source_file import SourceFile

FILE = SourceFile(None, "vienti.csv")


def setting(**source):
    wanted = {"table": "enrolments", "reader": "csv", "files": "vienti.csv"}
    columns = {"start": "Alku", "end": "Loppu", "cost_eur": "Hinta"}
    return Setting("example", Source(**wanted, columns=columns, **source), "params.yaml", b"x" * 32)


def raw(*rows):
    return raw_table(FILE, [["Alku", "Loppu", "Hinta"], *rows])


def test_the_order_of_dates_is_found_over_all_parts_and_each_column_by_itself():
    first = raw(["07/10/2024", "1/2/2024", "1"])
    second = raw(["26/10/2024", "1/31/2024", "1"])
    orders = {header: found.order for header, found in decide([first, second], setting()).dates.items()}
    assert orders == {"Alku": "day_first", "Loppu": "month_first"}
    assert decide([first], setting()).dates["Alku"].order is None


def test_decimal_signs_are_found_for_each_column_and_not_for_the_file():
    table = raw_table(FILE, [["Alku", "Loppu", "Hinta"], ["", "", "1,54"], ["", "", "1,234"]])
    found = decide([table], setting()).decimals["Hinta"]
    assert (found.sign, found.needs_saying) == (",", False)


def test_a_number_that_can_be_read_in_two_ways_is_refused_until_params_say():
    source = {"table": "contacts", "reader": "csv", "files": "vienti.csv", "columns": {"n_people": "Määrä"}}
    table = raw_table(FILE, [["Määrä"], ["1.234"]])
    for decimal, expected in ((None, []), (",", [1234]), (".", [1.234])):
        one = Setting("example", Source(**source, decimal=decimal), "params.yaml", b"x" * 32)
        place = Place("n_people", "Määrä", one.columns["n_people"], one, decide([table], one))
        column, findings = convert(table.cells["Määrä"], place)
        assert list(column.dropna()) == expected
        assert [finding.what for finding in findings] == (
            ["ambiguous numbers: 1.234 can be read in two ways"] if decimal is None else []
        )


def test_rows_that_repeat_one_of_an_earlier_part_are_found():
    parts = [raw(["1.1.2024", "", "5"]), raw(["1.1.2024", "", "6"], ["2.1.2024", "", "7"])]
    parts[1].cells.index = [10, 11]
    first = decide(parts, setting(duplicates={"by": ["Alku"], "keep": "first"}))
    last = decide(parts, setting(duplicates={"by": ["Alku"]}))
    assert (list(first.repeated), list(last.repeated)) == ([10], [2])

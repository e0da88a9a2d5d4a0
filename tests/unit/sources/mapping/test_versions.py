from arvio.params import Source
from arvio.sources.mapping.versions import as_in, not_asked, not_comparable, versions_of

SOURCE = Source.model_validate(
    {
        "table": "answers",
        "reader": "google_forms",
        "files": "kysely_*.csv",
        "items": {"heard": "Kuultiinko sinua?", "met": "Kohdattiinko sinut?"},
        "labels": {"Kyllä": 5},
        "versions": [
            {
                "files": "kysely_2021.csv",
                "date_order": "month_first",
                "items": {"heard": "Kuultiinko?"},
                "labels": {"Joo": 5},
                "not_asked": ["met"],
                "not_comparable": ["heard"],
            },
            {"files": "vanhat/*", "encoding": "cp1252"},
        ],
    }
)


def test_a_file_of_no_version_is_read_as_the_source():
    assert versions_of(SOURCE, "kysely_2024.csv") == []
    assert as_in(SOURCE, []) == SOURCE


def test_a_version_adds_its_headers_and_labels_and_replaces_the_rest():
    found = as_in(SOURCE, versions_of(SOURCE, "kysely_2021.csv"))
    assert found.items == {"heard": ["Kuultiinko?"]}
    assert found.labels == {"Kyllä": 5, "Joo": 5}
    assert found.date_order == "month_first"


def test_questions_that_a_year_did_not_ask_or_worded_otherwise_are_known():
    versions = versions_of(SOURCE, "kysely_2021.csv")
    assert not_asked(versions) == {"met"}
    assert not_comparable(versions) == {"heard"}


def test_a_folder_may_be_a_version():
    assert as_in(SOURCE, versions_of(SOURCE, "vanhat/kysely_2021.csv")).encoding == "cp1252"
    assert as_in(SOURCE, versions_of(SOURCE, "vanhat/kysely_2021.csv")).date_order == "month_first"

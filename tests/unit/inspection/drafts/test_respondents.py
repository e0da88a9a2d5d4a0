import pytest

from arvio.inspection.drafts.respondents import respondents


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Henkilöstökysely 2025", "workers"),
        ("worker_feedback", "workers"),
        ("personalenkät_2025", "workers"),
        ("sidosryhmat", "stakeholders"),
        ("Vapaaehtoisten palaute", "volunteers"),
        ("personal_feedback", "participants"),
        ("palaute", "participants"),
    ],
)
def test_the_name_of_a_file_tells_who_answered(name, group):
    assert respondents(name) == group

"""The attack finds what is planted in pages made by hand, so that a report in which it finds nothing is protected."""

import pandas as pd
import pytest

from .audited import attack
from .pages import read_page, told_otherwise
from .printed import Printed, ends_of, number_of, numbers_in
from .registered import register_of, unregistered

BOX = (
    "Counts of fewer than 5 persons are withheld, as are means and shares of fewer than 10 answers; "
    "on sensitive subjects the limit is 10."
)
ROUNDED = "Counts of persons on sensitive subjects, and the n of their figures, are rounded to the nearest 5."
ONCE = "Each person counts once, by the county of residence."
MEANS = ("Statement", "Mean", "n")
ANSWERS = ("Statement", "Mean", "n", "1–2", "3", "4–5")
SCALE = "Answers to each statement, on a scale from 1 to 5"
BY_COUNTY = ("Target group", "All counties", "Kainuu", "Satakunta")
TWO_WAYS = "Different persons by county and target group"


@pytest.fixture
def page(tmp_path):
    """Writes a page of one table and reads it."""

    def write(columns, *lines, caption=SCALE, notes="", place="org/2025/feedback.en", box=BOX):
        path = tmp_path / f"{place}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        heads = "".join(f"<th scope='col'>{column}</th>" for column in columns)
        rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
        table = f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        method = f"<h2>Methods</h2><div class='part-method'><li>{box}</li></div>"
        path.write_text(f"<html><body><main><h2>Results</h2><p>{notes}</p>{table}{method}</main></body></html>")
        return read_page(path, tmp_path)

    return write


def test_a_star_beside_totals_and_margins_is_a_subtraction(page):
    table = (
        ("All", "40", "22", "18"),
        ("Unemployed", "29", "19", "10"),
        ("Immigrants", "11", "••", "8"),
    )
    (leak,) = attack([page(BY_COUNTY, *table, caption=TWO_WAYS, notes=ONCE)]).leaks()
    assert leak.startswith("count: org 2025 different persons 40 Immigrants Kainuu: known to be few: 3.")


def test_the_same_table_with_all_of_it_rounded_tells_nothing(page):
    table = (
        ("All", "40", "20", "20"),
        ("Unemployed", "30", "20", "10"),
        ("Immigrants", "10", "••", "••"),
    )
    attacked = attack([page(BY_COUNTY, *table, caption=TWO_WAYS, notes=ONCE, box=f"{BOX} {ROUNDED}")])
    assert attacked.leaks() == attacked.contradictions() == []
    assert any("Immigrants Kainuu" in name.name for name in attacked.told.protected.values())


def test_persons_in_several_groups_are_not_subtracted(page):
    """Of 20 persons 18 were in one county: in the other there may have been any number from 2 on."""
    table = (("All", "20", "40"), ("Kainuu", "18", "30"), ("Satakunta", "••", "••"))
    columns = ("County", "Different persons", "Visits")
    notes = "A person who came in two counties counts once in the total."
    assert attack([page(columns, *table, caption="Reach", notes=notes)]).leaks() == []


def test_a_mean_of_two_decimals_and_n_is_the_distribution(page):
    leaks = attack([page(MEANS, ("I was heard", "4.86", "7"))]).leaks()
    assert any(leak.startswith("answers: org 2025 answers I was heard 4: known to be few: 1.") for leak in leaks)
    assert all("Mean: 4.86" in leak and "n: 7" in leak for leak in leaks)


def test_a_mean_of_one_decimal_of_forty_is_not(page):
    assert attack([page(MEANS, ("I was heard", "4.0", "40"))]).leaks() == []


def test_shares_of_three_groups_count_a_small_one(page):
    (leak,) = attack([page(ANSWERS, ("I was heard", "4.6", "177", "••", "4%", "94%"))]).leaks()
    assert "I was heard 1 and 2: known to be few: 3 to 4" in leak


def test_the_same_shares_are_enough_where_the_last_is_told(page):
    (leak,) = attack([page(ANSWERS, ("I was heard", "4.6", "210", "2%", "4%", "94%"))]).leaks()
    assert "I was heard 1 and 2: known too closely: 4 to 5" in leak


def test_a_year_beside_its_quarters_tells_the_one_withheld(page):
    quarters = zip(("Q1", "Q2", "Q3", "Q4"), ("12", "13", "12", "••"), strict=True)
    pages = [page(MEANS, ("I was heard", "••", n), place=f"org/2025-{name}/feedback.en") for name, n in quarters]
    pages.append(page(MEANS, ("I was heard", "3.9", "40")))
    leaks = attack(pages).leaks()
    assert any("2025-Q4 answers I was heard 1 and 2, 3, 4, 5: known to be few: 3." in leak for leak in leaks)
    assert attack(pages[:-1]).leaks() == []


def test_who_had_no_opinion_is_among_the_rest_of_those_who_answered(page):
    waves = page(
        *(("Wave", "Invited", "Answered", "Response rate"), ("Whole period", "80", "41", "51%")),
        caption="Who was asked and who answered",
        place="org/2025/annual.en",
    )
    answers = page(("Statement", "Mean", "n", "Don't know"), ("I was heard", "4.0", "40", "••"))
    (leak,) = attack([waves, answers]).leaks()
    assert leak.startswith("count: org 2025 don't know I was heard: known too closely: 0 to 1.")
    assert attack([answers]).leaks() == []


def test_a_county_left_out_of_one_report_is_found_in_another(page):
    without = (("All", "40"), ("Kainuu", "21"), ("Lappi", "16"), ("Satakunta", "••"))
    columns = ("County", "Different persons")
    one = page(columns, *without, caption="Reach", notes=ONCE)
    assert "Satakunta: known to be few: 3." in attack([one]).leaks()[0]
    hidden = page(columns, ("All", "••"), *without[1:], caption="Reach", notes=ONCE)
    assert attack([hidden]).leaks() == []
    years = ("Counted", "2026", "Year before")
    other = page(years, ("Different persons", "50", "40"), caption="Years", place="org/2026/annual.en")
    assert attack([hidden, other]).leaks() == []
    assert "Satakunta" in attack([one, other]).leaks()[0]


def test_what_cannot_be_true_is_told_by_the_cells_in_conflict(page):
    attacked = attack([page(ANSWERS, ("I was heard", "4.9", "100", "50%", "30%", "20%"))])
    (conflict,) = attacked.contradictions()
    assert "Mean: 4.9" in conflict
    assert "4–5: 20%" in conflict


def test_a_page_without_its_rules_is_not_taken_for_protected(page):
    with pytest.raises(AssertionError, match="does not tell"):
        attack([page(MEANS, ("I was heard", "4.0", "40"), box="")])


def test_what_one_language_withholds_and_the_other_shows(page):
    english = page(MEANS, ("I was heard", "4.0", "••"))
    finnish = page(MEANS, ("Minua kuultiin", "4,0", "11"), place="org/2025/feedback.fi")
    assert told_otherwise(english, finnish) == [f"org/2025/feedback.en, {SCALE}, I was heard: •• and 11"]
    assert told_otherwise(english, page(MEANS, ("Minua", "4,0", "••"), place="org/2025/feedback.fi")) == []


def test_a_number_that_the_register_does_not_hold(page):
    facts = pd.DataFrame(
        {
            "status": ["shown", "withheld"],
            "breakdown": "",
            "group": "",
            "value": [3.96, 5.0],
            "low": [3.7, None],
            "high": [4.2, None],
            "n": [40.0, 40.0],
        }
    )
    columns = ("Statement", "Mean", "95% interval", "n", "Don't know")
    true = page(columns, ("I was heard", "4.0", "3.7–4.2", "40", "••"), notes="On 1 June 2025 the mean was 4.0.")
    assert unregistered(true, register_of(facts)) == []
    false = page(columns, ("I was heard", "4.1", "3.7–3.8", "41", "5"), notes="Of them 7 were told of.")
    assert [str(found.number.value) for found in unregistered(false, register_of(facts))] == [
        *("41/10", "19/5", "37/10", "41", "5", "7")
    ]


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ("1,743", "en", Printed(1743, 0)),
        ("1\u00a0743", "fi", Printed(1743, 0)),
        ("1\u202f743", "fi", Printed(1743, 0)),
        ("4,25", "fi", Printed(17 / 4, 2)),
        ("−0.5", "en", Printed(-1 / 2, 1)),
        ("over 90%", "en", Printed(90, 0, "%", "over")),
        ("alle 10\u00a0%", "fi", Printed(10, 0, "%", "under")),
        ("noin 10", "fi", Printed(10, 0, "", "about")),
        ("över 90\u00a0%", "sv", Printed(90, 0, "%", "over")),
        ("cirka 10", "sv", Printed(10, 0, "", "about")),
        ("1\u00a0743", "sv", Printed(1743, 0)),
        ("€2,607", "en", Printed(2607, 0, "€")),
        ("2025-H1", "en", None),
        ("••", "fi", None),
        ("–", "en", None),
    ],
)
def test_a_printed_number(text, language, printed):
    assert number_of(text, language) == printed


@pytest.mark.parametrize(
    ("text", "language", "ends"),
    [
        ("77–89\u00a0%", "fi", (0.77, 0.89)),
        ("−0.3…+0.2", "en", (-0.3, 0.2)),
        ("4,4–4,6", "fi", (4.4, 4.6)),
    ],
)
def test_both_ends_of_an_interval(text, language, ends):
    assert tuple(float(end.share) for end in ends_of(text, language)) == ends


@pytest.mark.parametrize("text", ["1 January–31 December 2025", "1.1.–31.12.2025", "4.5", "••"])
def test_days_and_single_numbers_are_no_interval(text):
    assert ends_of(text, "fi") is None


def test_every_number_of_a_sentence():
    found = numbers_in("Of the 412 invited 212 (51%) answered, over 90% of 1,001.", "en")
    assert [(int(one.value), one.unit, one.bound) for one in found] == [
        (412, "", ""), (212, "", ""), (51, "%", ""), (90, "%", "over"), (1001, "", "")
    ]  # fmt: skip

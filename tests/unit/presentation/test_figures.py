import datetime as dt
import re

import lxml.etree
import lxml.html
import pytest

from arvio.errors import ProtectionError
from arvio.presentation import figures
from arvio.results import results

from .released import empty, mean, released

HOSTILE = '<script>alert(1)</script>"{}%s'


def share(part, value, group="participants", **more):
    row = {"indicator": "worker_gender", "breakdown": "respondent_group", "group": group, "statistic": f"share_{part}"}
    return {**row, "value": value, "n": 50, **more}


def likert(group="participants", **more):
    return [share(part, value, group, **more) for part, value in (("low", 0.1), ("middle", 0.2), ("high", 0.7))]


def count(statistic, value, group="all", **more):
    return {"indicator": "x", "breakdown": "x", "group": group, "statistic": statistic, "value": value, **more}


def both(group, persons, visits, **more):
    return [
        count("persons", persons, group, n=persons, **more),
        count("visits", visits, group, n=persons, **more),
    ]


def group(number, start, end, model="project_only", county="kymenlaakso"):
    days = {"start": start.toordinal(), "end": end.toordinal() if end else float("nan")}
    row = {"indicator": "group_period", "breakdown": model, "group": number, "wave": county}
    return [{**row, "statistic": statistic, "value": value} for statistic, value in days.items()]


def changed(indicator, first, last, low=0.1, high=1.1, **more):
    row = {"indicator": indicator, "breakdown": "baseline", "group": "all", "n": 41, **more}
    return [
        {**row, "wave": "baseline", "statistic": "mean", "value": first},
        {**row, "wave": "follow_up", "statistic": "mean", "value": last},
        {**row, "statistic": "mean_change", "value": last - first, "low": low, "high": high},
    ]


GROUPS = [*group("1", dt.date(2022, 9, 6), dt.date(2023, 5, 30)), *group("2", dt.date(2023, 4, 4), None)]
REACHED = {"2023-H1": 62, "2024-H1": 112}
RATE = {"low": 0.8, "high": 0.84, "n": 112}
FLOW = [
    count("persons", 148, breakdown="started", n=148),
    count("persons", 68, breakdown="came_back", n=68),
    count("persons", 41, "both", breakdown="came_back", n=41),
    count("persons", 27, "only_baseline", breakdown="came_back", n=27),
]
CHANGED = [
    *changed("worker_gender", 3.0, 3.5),
    *changed("heard", 3.5, 3.0),
]
KINDS = {
    "likert": (figures.likert, likert()),
    "dots": (figures.dots, [mean(), mean("workers", 4.2), mean("stakeholders", 4.4)]),
    "ranking": (figures.ranking, [mean(), mean(indicator="heard", value=4.6)]),
    "trend": (figures.trend, [mean(wave="2024-1"), mean(wave="2025-1", value=4.3)]),
    "timeline": (figures.timeline, GROUPS),
    "persons_and_visits": (figures.persons_and_visits, [*both("all", 112, 1743), *both("kymenlaakso", 57, 898)]),
    "reach": (
        figures.reach,
        [count("persons", 62, wave="2023-H1", n=62), count("persons", 112, wave="2024-H1", n=112)],
    ),
    "attendance": (figures.attendance, [count("attendance_rate", 0.82, **RATE)]),
    "partner_forms": (figures.partner_forms, [count("actions", 15, "referral", wave="2023")]),
    "flow": (figures.flow, FLOW),
    "levels": (figures.levels, CHANGED),
    "changes": (figures.changes, CHANGED),
    "continuity": (figures.continuity, [count("groups", 12), count("groups", 9, "yes"), count("groups", 3, "no")]),
}
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


def shown(kind, language="en", **labels):
    figure, rows = KINDS[kind]
    return figure(released(*rows, language=language, **labels))


def page(part):
    return lxml.html.fromstring(part.html)


def descriptions(part):
    return [description.text for description in page(part).iter("desc")]


def words_of(part):
    return [text.text_content() for text in page(part).iter("text")]


def cells(part):
    rows = page(part).xpath(".//tbody/tr[td]")
    return [[cell.text_content() for cell in row] for row in rows]


@EVERY_KIND
def test_a_figure_has_a_heading_two_drawings_and_its_data(kind):
    figure = page(shown(kind))
    assert shown(kind).kind == "figure"
    assert figure.tag == "figure"
    assert figure.find("h3").text_content()
    assert [drawing.get("class") for drawing in figure.xpath("div[svg]")] == ["arvio-wide", "arvio-narrow"]
    assert figure.xpath("details/div/table/caption")
    assert figure.xpath("details/summary")[0].text_content()


@EVERY_KIND
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_is_described_in_words_and_numbers_of_its_language(kind, language):
    for description in descriptions(shown(kind, language)):
        assert 20 <= len(description) <= 300
        assert re.search(r"\d", description)
        assert not (language != "en" and re.search(r"\d\.\d(?!\d*\.)(?!\d{3})|\d%", description))


@EVERY_KIND
def test_every_number_that_is_drawn_or_described_is_in_the_table_or_on_the_scale(kind):
    part = shown(kind, "fi")
    in_table = {number for row in cells(part) for cell in row for number in re.findall(r"[\d\u00a0,.]+", cell)}
    wide = page(part).xpath(".//div[@class='arvio-wide']//text")
    ends = [text.text_content() for text in wide if re.fullmatch(r"[\d\u00a0,]+(\u00a0%)?", text.text_content())]
    shares = {f"{share}\u00a0%" for share in (0, 25, 50, 75, 100)}
    scale = {"0,0", *shares, *"12345", *map(str, range(2021, 2027))}
    assert {end for end in ends if end not in scale} <= {cell for row in cells(part) for cell in row}
    assert in_table


@EVERY_KIND
def test_the_same_results_give_the_same_bytes(kind):
    assert shown(kind).html == shown(kind).html


@EVERY_KIND
def test_ids_are_unique_in_a_figure(kind):
    ids = page(shown(kind)).xpath(".//@id")
    assert len(ids) == len(set(ids))


@EVERY_KIND
def test_drawings_are_well_formed(kind):
    for drawing in re.findall(r"<svg.*?</svg>", shown(kind, "fi").html, re.DOTALL):
        lxml.etree.fromstring(drawing)


@EVERY_KIND
def test_what_was_not_collected_is_said_in_one_sentence(kind):
    assert KINDS[kind][0](empty("fi")).text == "Tietoa ei ole kerätty tältä osin jakson aikana."


@EVERY_KIND
def test_results_that_were_not_released_are_refused(kind):
    with pytest.raises(ProtectionError, match=r"evaluation\.release"):
        KINDS[kind][0](results([]))


@pytest.mark.parametrize("kind", ["likert", "dots", "ranking", "trend"])
def test_hostile_words_are_shown_as_text(kind):
    part = shown(kind, worker_gender=HOSTILE)
    assert "<script>" not in part.html
    assert any(HOSTILE in text for text in (page(part).text_content(),))


@pytest.mark.parametrize("kind", ["likert", "dots", "trend"])
def test_a_withheld_value_is_marked_and_leaves_no_number(kind):
    figure, rows = KINDS[kind]
    participants = [row for row in rows if row["group"] == "participants"]
    part = figure(released(*participants, *({**row, "group": "workers", "status": "withheld"} for row in participants)))
    workers = [row for row in cells(part) if any("Workers" in cell for cell in row)]
    assert workers
    assert all(re.fullmatch(r"••|–", cell) for row in workers for cell in row[-3:])
    assert "••" in page(part).xpath("string(p[@class='arvio-note'][last()])")
    assert not any(re.search(r"Workers[^;]*: \d", description) for description in descriptions(part))


def test_what_is_withheld_whole_is_said_in_words():
    part = figures.likert(released(*likert(status="withheld")))
    assert not list(page(part).iter("svg"))
    assert page(part).xpath("string(p[@class='arvio-not-collected'])")


def test_intervals_are_explained_only_where_they_are_drawn():
    assert "95%" in page(shown("dots")).xpath("string(p[@class='arvio-note'])")
    assert not page(shown("likert")).xpath("p[@class='arvio-note']")
    bare = figures.dots(released(mean(low=float("nan"), high=float("nan"))))
    assert not page(bare).xpath("p[@class='arvio-note']")


def test_an_item_stands_above_its_respondent_groups():
    words = words_of(shown("dots"))
    assert words.index("Gender of the worker") < words.index("Participants (n\u00a0=\u00a050)")
    assert "4.5" in words


def test_a_ranking_begins_with_the_highest_mean():
    assert [row[-3] for row in cells(shown("ranking"))] == ["4.6", "4.5"]


def test_a_coarsened_share_is_drawn_as_the_bound_that_it_is():
    row = count("attendance_rate", 0.9, status="coarsened", n=50)
    part = figures.attendance(released(row, language="fi"))
    assert "yli 90\u00a0%" in words_of(part)
    assert cells(part)[0][1] == "yli 90\u00a0%"


def test_groups_are_told_by_number_and_county():
    words = " ".join(words_of(shown("timeline", "fi")))
    assert "1. Kymenlaakso" in words
    assert cells(shown("timeline", "fi"))[1][-2:] == ["4.4.2023", "yhä käynnissä"]


def test_the_reform_stands_on_the_timeline():
    rows = released(*GROUPS, language="fi")
    assert "1.1.2023" in " ".join(words_of(figures.timeline(rows, reform=dt.date(2023, 1, 1))))
    assert "1.1.2023" not in " ".join(words_of(figures.timeline(rows, reform=dt.date(2030, 1, 1))))


def test_persons_never_stand_without_visits():
    part = shown("persons_and_visits", "fi")
    assert cells(part)[0][1:] == ["112", "1\u00a0743"]
    assert {"112", "1\u00a0743"} <= set(words_of(part))
    assert "112" in page(part).find("h3").text_content()


def test_the_target_stands_in_the_figure_of_reach():
    figure, rows = KINDS["reach"]
    assert "Tavoite 100" in words_of(figure(released(*rows, language="fi"), target=100))
    assert not any("Tavoite" in word for word in words_of(figure(released(*rows, language="fi"))))


def test_reach_is_told_by_the_last_day_of_each_half_year_and_of_the_period():
    rows = [count("persons", n, wave=wave) for n, wave in ((22, "2023-H1"), (42, "2023-H2"), (45, "2026-H1"))]
    shown = released(*rows, language="fi")
    (last,) = {one for one in words_of(figures.reach(shown)) if one.endswith(str(shown.context.end.year))}
    assert last == f"{shown.context.end.day}.{shown.context.end.month}.{shown.context.end.year}"
    assert {"30.6.2023", "31.12.2023"} <= set(words_of(figures.reach(shown)))


def test_a_reach_that_is_withheld_whole_shows_its_marks_and_the_target():
    row = count("persons", 3, wave="2023-H1", status="withheld")
    assert {"••", "Target 100"} <= set(words_of(figures.reach(released(row), target=100)))
    assert "••" in words_of(figures.reach(released(row)))


def test_groups_of_which_none_has_ended_are_zero():
    assert "0" in words_of(figures.continuity(released(count("groups", 0), count("groups", 0, "yes"))))

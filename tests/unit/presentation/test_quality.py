"""Tables, sentences and figures about the quality of data: names as they are, one sentence where nothing is known."""

import re
from typing import get_args

import lxml.html
import pytest

from arvio.errors import ProtectionError
from arvio.params.models import Table
from arvio.presentation import figures, narrative, tables
from arvio.presentation.quality_words import TABLES, weeks_in_words
from arvio.results import results

from .released import context, empty, released


def count(indicator, statistic, value, **more):
    return {"indicator": indicator, "statistic": statistic, "value": value, **more}


def files(group="all", **counts):
    numbers = {"files": 2, "read": 214, "duplicates": 6, "left_out": 3, "kept": 205, **counts}
    return [count("files", name, value, breakdown="source", group=group) for name, value in numbers.items()]


def decision(seen, value=38, indicator="dates", **more):
    row = {"breakdown": "workers_form", "group": "Aika", "wave": seen, **more}
    return count(indicator, "values", value, **row)


def missing(share=0.15, known=31, asked=206, **more):
    row = {"breakdown": "respondent_group", "group": "participants", "n": asked, **more}
    return [
        count("heard", "asked", asked, **row),
        count("heard", "does_not_know", known, **row),
        count("heard", "does_not_know_share", share, **row),
        count("heard", "missing_share", share, **row),
    ]


def weekly(*parts, total=30):
    row = {"breakdown": "week"}
    return [
        count("responses", "responses", total, n=total, **row),
        *(count("responses", "responses", value, group=week, wave="2025-1", n=value, **row) for week, value in parts),
    ]


def alike(value=0.12, **more):
    row = {"breakdown": "respondent_group", "group": "participants", "wave": "2025-1", "n": 104, **more}
    return [
        count("straight_lining", "same_answers", 12, **row),
        count("straight_lining", "same_answers_share", value, **row),
    ]


def waves(n=2, unkeyed=0, **more):
    row = {"breakdown": "respondent_group", "group": "participants", **more}
    return [count("matching", "waves", n, **row), count("matching", "unkeyed_waves", unkeyed, **row)]


def match(**more):
    row = {"breakdown": "respondent_group", "group": "participants", "wave": "start>end", "n": 68, **more}
    return [count("matching", "matched", 41, **row), count("matching", "match_rate", 0.6, **row)]


def hits(columns=3, unreviewed=0, found=2):
    row = {"breakdown": "workers_form", "group": "Mitä toivot?", "wave": "phone"}
    return [
        count("personal_data", "columns", columns),
        count("personal_data", "unreviewed", unreviewed),
        *([count("personal_data", "hits", found, **row)] if found else []),
    ]


def problem(name="workers_form", kind="outside_the_scale", place="source"):
    return count("problems", "problems", 3, breakdown=place, group=name, wave=kind)


def ready(state="ready", table="answers"):
    return count("readiness", state, 1, breakdown="feedback", group=table)


KINDS = {
    "files": (files("workers_form") + files(),),
    "problems": ([problem()],),
    "readiness": ([ready()],),
    "decisions": ([decision("ambiguous")],),
    "missing_answers": (missing(),),
    "straight_lining": (alike(),),
    "matching": (waves() + match(),),
    "personal_data": (hits(),),
}


def cells(shown):
    table = lxml.html.fromstring(shown.html).find(".//table")
    return [[cell.text_content() for cell in row] for row in table.iter("tr")]


def text(function, *rows, language="en", **labels):
    return getattr(narrative, function)(released(*rows, language=language, **labels)).text


# --- sentences


def test_the_rows_of_the_data_are_told_with_those_left_out():
    assert text("files", *files(), language="fi") == (
        "Aineistosta luettiin 214 riviä 2 tiedostosta. Kaksoiskappaleita poistettiin 6 ja muita rivejä 3 (testirivit,"
        " tyhjät rivit ja perutut suostumukset); mukaan jäi 205 riviä."
    )


def test_nothing_left_out_is_said_plainly():
    assert text("files", *files(files=1, duplicates=0, left_out=0, kept=214), language="fi") == (
        "Aineistosta luettiin 214 riviä yhdestä tiedostosta. Kaikki rivit ovat mukana."
    )


def test_a_source_with_problems_is_named_with_where_they_are_told():
    told = text("problems", problem(), problem(kind="unknown_label"), problem("attendance", place="table"))
    assert told.startswith("Something is wrong in: workers_form, attendance.")
    assert "arvio check talo" in told


def test_without_problems_the_page_says_so():
    assert narrative.problems(empty("fi")).text.startswith("Kaikki viennit voitiin lukea")
    assert tables.problems(empty("fi")).html == ""


@pytest.mark.parametrize(
    ("states", "words"),
    [
        (["ready", "ready"], "everything that it needs is ready"),
        (["not_collected", "not_collected"], "nothing that it needs is collected"),
        (["ready", "not_collected"], "these are not collected: surveys"),
        (["unreadable", "not_collected"], "answers, item by item cannot be read"),
    ],
)
def test_a_notebook_is_told_what_it_lacks(states, words):
    rows = [ready(state, table) for state, table in zip(states, ["answers", "surveys"], strict=True)]
    assert words in text("readiness", *rows, **{"notebooks/feedback": "Feedback"})


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (decision("ambiguous"), "since the file itself does not tell: Aika (workers_form)."),
        (decision("month_first"), "The month comes before the day: Aika (workers_form)."),
        (decision("times", indicator="times"), "Morning and afternoon cannot be told apart"),
        (decision("lost_letters", indicator="lost_letters"), "Letters may have been lost"),
        (decision("comma_and_dot", indicator="decimals"), "Both decimal comma and decimal dot"),
        (decision("day_first"), "could be read in one way only"),
    ],
)
def test_what_a_column_showed_is_told_where_it_needs_a_thought(row, words):
    assert words in text("decisions", row)


def test_remarks_of_a_reader_are_counted():
    row = count("remarks", "remarks", 2, breakdown="workers_form")
    assert "workers_form: lukuvaiheesta on 2 huomautusta" in text("decisions", row, language="fi")


def test_dont_knows_are_told_with_their_share():
    first, second = text("missing_answers", *missing(), language="fi").splitlines()
    assert first == (
        "”I was heard”, Osallistujat: vastauksista puuttuu 15\u00a0% (kysyttiin 206 vastaajalta). En osaa sanoa"
        " \u2011vastauksia on 31 (15\u00a0%)."
    )
    assert second.startswith("En osaa sanoa \u2011vastaukset on laskettu erikseen")


def test_the_statements_with_most_missing_answers_come_first():
    shares = {"met": 0.02, "trust": 0.3, "heard": 0.1, "respected": 0.2}
    told = text(
        "missing_answers", *({**row, "indicator": item} for item, share in shares.items() for row in missing(share))
    )
    assert re.findall(r"(\d+)% of the answers", told) == ["30", "20", "10"]


def test_shares_that_are_only_bounds_are_said_to_be():
    assert "told as bounds" in text("missing_answers", *missing(0.1, status="coarsened"))


def test_the_busiest_week_is_named():
    told = text("weekly_responses", *weekly(("2025-W10", 8), ("2025-W11", 22)), language="fi")
    assert told == "Jaksolla palautettiin 30 lomaketta. Vilkkain oli viikko 11/2025: 22 lomaketta."


def test_weeks_put_together_are_explained_and_never_the_busiest():
    told = text("weekly_responses", *weekly(("2025-W10", 4), ("2025-W11/2025-W20", 20), ("2025-W21", 6)))
    assert "The busiest was week 21/2025, with 6 forms." in told
    assert "stand together" in told


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        ("2025-W05", "viikko 5/2025"),
        ("2025-W10/2025-W12", "viikot 10–12/2025"),
        ("2024-W51/2025-W02", "viikot 51/2024–2/2025"),
    ],
)
def test_weeks_in_words(weeks, words):
    assert weeks_in_words(weeks, context("fi")) == words


def test_the_same_answer_throughout_is_told_as_a_share_of_the_forms():
    assert "Osallistujat, 2025-1: lomakkeista 12\u00a0% sisältää saman vastauksen" in text(
        "straight_lining", *alike(), language="fi"
    )
    assert "alle 10\u00a0%" in text("straight_lining", *alike(0.1, status="coarsened"), language="fi")


def test_persons_found_again_are_told_by_wave():
    assert text("matching", *waves(), *match(), language="fi") == (
        "Osallistujat: kyselykierrokselle ”Alkukysely” vastasi 68 henkilöä, ja heistä 41 vastasi myös kierrokselle"
        " ”Loppukysely” (60\u00a0%)."
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (waves(unkeyed=2), "forms cannot be matched, since they carry no key of a person"),
        (waves(1), "there is one wave only"),
        ([*waves(), *match(status="withheld")], "not shown, since they are few"),
    ],
)
def test_what_cannot_be_matched_is_said(rows, words):
    assert words in text("matching", *rows)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "Nobody has withdrawn a consent."),
        ([("with_consent", 115, "shown")], "115 persons have consented. Nobody has withdrawn"),
        ([("without_consent", 4, "shown"), ("withdrawn_rows", 60, "shown")], "4 persons have withdrawn"),
        ([("without_consent", 1, "withheld"), ("withdrawn_rows", 19, "withheld")], "So few have withdrawn"),
    ],
)
def test_consents_are_told_and_few_withdrawals_are_not_counted(rows, words):
    told = text("consents", *(count("consents", name, value, n=value, status=status) for name, value, status in rows))
    assert words in told
    assert "19" not in told


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (hits(columns=0, found=0), "Luetuissa vienneissä ei ole avovastauksia."),
        (hits(found=0), "Avovastaussarakkeita tutkittiin 3. Avovastauksista ei löytynyt henkilötietoja."),
        (hits(columns=1, found=0), "Avovastaussarakkeita tutkittiin yksi."),
        (hits(), "Avovastauksista löytyneet henkilötiedot on kaikki tarkistettu."),
        (hits(unreviewed=1), "Yksi avovastaussarake odottaa tarkistusta"),
        (hits(unreviewed=2), "2 avovastaussaraketta odottaa tarkistusta"),
    ],
)
def test_what_open_answers_hold_is_told_with_its_review(rows, words):
    assert words in text("personal_data", *rows, language="fi")


@pytest.mark.parametrize("kind", ["files", "readiness", "decisions", "missing_answers", "weekly_responses"])
def test_where_nothing_is_known_one_sentence_says_so(kind):
    assert getattr(narrative, kind)(empty()).text.startswith("Nothing can be told of this")


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_of_a_sentence_is_among_its_numbers(kind):
    shown = getattr(narrative, kind)(released(*KINDS[kind][0], language="fi"))
    stated = set(re.findall(r"(?<![\d-])\d[\d\u00a0]*(?=[^\d-]|$)", re.sub(r"20\d\d-\d", "", shown.text)))
    assert {number.strip("\u00a0") for number in stated} <= {
        number.removesuffix("%").strip("\u00a0") for number in shown.numbers
    }


# --- tables


@pytest.mark.parametrize("kind", KINDS)
def test_without_rows_there_is_no_table(kind):
    assert getattr(tables, kind)(empty()).html == ""


@pytest.mark.parametrize("kind", KINDS)
def test_results_that_were_not_released_are_refused(kind):
    for part in (tables, narrative):
        with pytest.raises(ProtectionError, match=r"evaluation\.release"):
            getattr(part, kind)(results([]))


def test_sources_and_columns_stand_as_they_are_called():
    rows = [decision("day_first"), decision("whole", float("nan"), "decimals", group="q_1: mean")]
    shown = tables.decisions(released(*rows, language="fi"))
    assert cells(shown)[1:] == [
        ["workers_form"],
        ["Aika", "päivä ensin (p.k.v)", "38", "–"],
        ["q_1: mean", "kokonaislukuja", "–", "–"],
    ]


def test_columns_stand_in_one_order_whatever_the_file_began_with():
    fates = [count("coverage", "columns", 1, breakdown="workers_form", group=fate) for fate in ("personal", "item")]
    assert [row[0] for row in cells(tables.coverage(released(*fates)))[2:]] == ["items", "personal data, dropped"]


def test_a_table_of_params_is_told_in_words_and_by_its_name():
    rows = [ready(), ready("unreadable", "surveys")]
    shown = tables.readiness(released(*rows, **{"notebooks/feedback": "Feedback"}))
    assert cells(shown)[1:] == [
        ["Feedback"],
        ["answers, item by item (answers)", "ready"],
        ["surveys", "cannot be read"],
    ]


def test_a_missing_answer_is_told_with_its_share_or_only_its_bound():
    few = [{**row, "group": "workers", "status": "withheld"} for row in missing()[:2]]
    bound = [{**row, "group": "workers", "value": 0.1, "status": "coarsened"} for row in missing()[2:]]
    shown = tables.missing_answers(released(*missing(), *few, *bound, language="fi"))
    assert [row[1:] for row in cells(shown)[2:]] == [
        ["206", "31 (15\u00a0%)", "15\u00a0%"],
        ["••", "alle 10\u00a0%", "alle 10\u00a0%"],
    ]


def test_the_mark_is_explained_only_where_it_stands():
    assert "arvio-note" not in tables.missing_answers(released(*missing())).html
    assert "arvio-note" in tables.missing_answers(released(*missing(status="withheld"))).html


# --- figures

FIGURES = {"missing_answers": missing(), "weekly_responses": weekly(("2025-W10", 8), ("2025-W11/2025-W12", 22))}


@pytest.mark.parametrize("kind", FIGURES)
def test_without_results_there_is_no_figure(kind):
    assert getattr(figures, kind)(empty()).html == ""


@pytest.mark.parametrize("kind", FIGURES)
def test_a_figure_has_two_drawings_and_its_numbers_in_a_table(kind):
    page = lxml.html.fromstring(getattr(figures, kind)(released(*FIGURES[kind], language="fi")).html)
    drawn = [words.text_content() for words in page.xpath(".//div[@class='arvio-wide']//text")]
    told = [cell.text_content() for cell in page.xpath(".//td")]
    assert len(page.xpath("div[svg]")) == 2
    assert {words for words in drawn if re.fullmatch(r"\d+(\u00a0%)?", words)} <= set(told)
    assert all(20 <= len(each.text) <= 300 for each in page.iter("desc"))


def test_a_bound_has_words_in_place_of_a_bar():
    rows = [*missing(), *missing(0.1, group="workers", status="coarsened")]
    page = lxml.html.fromstring(figures.missing_answers(released(*rows)).html)
    wide = page.xpath(".//div[@class='arvio-wide']")[0]
    assert {"15%", "under 10%"} <= {words.text_content() for words in wide.iter("text")}
    assert lxml.html.tostring(wide).decode().count("--arvio-first") == 1


@pytest.mark.parametrize("status", ["coarsened", "withheld"])
def test_without_a_bar_there_is_no_figure(status):
    assert figures.missing_answers(released(*missing(0.1, status=status))).html == ""


def test_waves_stand_above_their_weeks():
    page = lxml.html.fromstring(figures.weekly_responses(released(*FIGURES["weekly_responses"], language="fi")).html)
    drawn = [words.text_content() for words in page.xpath(".//div[@class='arvio-wide']//text")]
    assert drawn[:2] == ["Kyselykierros: 2025-1", "viikko 10/2025"]
    assert "viikot 11–12/2025" in drawn


def test_hostile_headers_are_shown_as_text():
    shown = tables.decisions(released(decision("day_first", group='<script>alert(1)</script>"{}%s')))
    assert "<script>" not in shown.html
    assert cells(shown)[1][1] == '<script>alert(1)</script>"{}%s'


def test_every_table_that_is_told_of_has_words():
    assert set(get_args(Table)) <= set(TABLES)

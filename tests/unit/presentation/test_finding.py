"""No heading of a figure claims a difference or a change that no released figure bears out."""

import ast
import re
from pathlib import Path

import pytest

import arvio.presentation.figures as package
from arvio.errors import FindingError
from arvio.presentation.figures.figure import Caption, figure
from arvio.presentation.figures.finding import Finding, bears_out, claims_difference
from arvio.presentation.figures.rows import Bar, Chart, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.translations import LANGUAGES, catalogue

from .released import released

NAN = float("nan")
MODULES = sorted(Path(package.__file__).parent.glob("*.py"))
CLAIMING = {
    "en": ["Visits rose in 2025", "Women's mean was higher", "More than half answered", "The groups differ in 2025"],
    "fi": ["Käynnit lisääntyivät vuonna 2025", "Naisten keskiarvo oli korkeampi", "Ryhmien vastaukset eroavat"],
    "sv": ["Besöken ökade 2025", "Kvinnornas medelvärde var högre", "Fler än hälften svarade", "Grupperna skiljer sig"],
}
LEVELS = {
    "en": "The mean was 3.1 at the start and 3.9 at the end",
    "fi": "Keskiarvo oli alussa 3,1 ja lopussa 3,9",
    "sv": "Medelvärdet var 3,1 i början och 3,9 i slutet",
}


def difference(value=0.5, low=0.1, high=0.9, **more):
    row = {"indicator": "worker_gender", "breakdown": "baseline", "statistic": "mean_change", "n": 41}
    return {**row, "value": value, "low": low, "high": high, "basis": "sample", **more}


def row(**more):
    return released(difference(**more)).each()[0]


def drawn(heading, language="en"):
    """A figure under a heading, as an evaluator's own would be made too."""
    found = released(difference(), language=language)
    chart = Chart((Row("2025", (Bar(0, 1, "1"),)),), Scale(0, 1))
    return figure(chart, Caption(heading, "Mean", ["2025: 1"]), HtmlTable("Mean", ["a"], [["1"]]), released=found)


def test_a_claim_that_its_interval_bears_out_is_drawn():
    assert "The mean rose" in drawn(Finding("The mean rose", (row(),))).html


@pytest.mark.parametrize(
    ("words", "found", "said"),
    [
        ("The mean rose", {"low": -0.1}, r"chance may explain.*\+0\.5.*−0\.1…\+0\.9"),
        ("The mean rose", {"low": 0.0}, "chance may explain"),
        ("The mean rose", {"low": 0.04}, r"chance may explain.*0\.0…\+0\.9"),
        ("The mean rose", {"low": NAN, "high": NAN}, r"without an interval: .*\+0\.5"),
        ("The mean rose", {"status": "withheld"}, "is not shown"),
        ("The mean rose", {"statistic": "mean", "value": 4.0, "low": 3.9, "high": 4.1}, "figure of no difference"),
        ("The mean rose", {"value": -0.5, "low": -0.9, "high": -0.1}, "says the opposite"),
        ("The mean fell", {}, "says the opposite"),
        ("Visits rose", {"statistic": "change_of_visits", "low": NAN, "high": NAN}, "without an interval"),
    ],
)
def test_a_claim_that_nothing_bears_out_stops_the_build(words, found, said):
    with pytest.raises(FindingError, match=f"“{words}”.*{said}") as raised:
        drawn(Finding(words, (row(**found),)))
    assert "talo 2025" in str(raised.value)
    assert "give the heading as a Finding" in str(raised.value)


def test_what_was_counted_of_all_needs_no_interval():
    counted = {"statistic": "change_of_visits", "low": NAN, "high": NAN, "basis": "collected"}
    assert bears_out(row(**counted))
    assert not bears_out(row(**counted | {"value": 0.0}))
    assert not bears_out(row(**counted | {"basis": "estimate"}))
    assert not bears_out(row(**counted | {"statistic": "mean_change"}))  # of answers, and not of all who could answer


def test_a_claim_needs_a_row():
    with pytest.raises(FindingError, match="names no figure"):
        drawn(Finding("The mean rose", ()))


@pytest.mark.parametrize(("language", "words"), [(one, words) for one, all_ in CLAIMING.items() for words in all_])
def test_plain_words_that_claim_a_difference_stop_the_build_too(language, words):
    with pytest.raises(FindingError, match=re.escape(words)):
        drawn(words, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_means_of_two_times_claim_a_change(language):
    assert claims_difference(LEVELS[language], language)


def test_what_an_item_says_is_no_claim_of_the_heading():
    assert not claims_difference("Answers to “I feel better than before”", "en")
    assert not claims_difference("Vastaukset väittämään ”Oloni on parempi kuin ennen”", "fi")


# --- the catalogue


def claims_of(tree, language):
    """The messages of a module that claim something in a language, and the calls that translate them."""
    translations = catalogue(language) if language != "en" else ()
    translated = {forms(one.id)[0]: forms(one.string)[0] for one in translations}
    for call in calls(tree, "gettext", "ngettext", "later"):
        for message in call.args[:1]:
            words = translated.get(message.value, message.value) if isinstance(message, ast.Constant) else ""
            if claims_difference(re.sub(r"%\(\w+\)s", "1", words), language):
                yield message.value, call


def forms(text):
    return (text,) if isinstance(text, str) else text


def calls(tree, *names):
    return [one for one in ast.walk(tree) if isinstance(one, ast.Call) and getattr(one.func, "id", "") in names]


def headings(tree):
    """The first argument of each caption."""
    return [call.args[0] for call in calls(tree, "Caption")]


def reaching(tree):
    """What may become the words of a heading without being a Finding, through names and functions of the module."""
    found, waiting, seen = [], headings(tree), set()
    while waiting:
        for part in outside_findings(waiting.pop()):
            found.append(part)
            if isinstance(part, ast.Name) and part.id not in seen:
                seen.add(part.id)
                waiting += behind(tree, part.id)
    return found


def behind(tree, name):
    """What a name is: the values that are assigned to it, what a function returns, what is passed as it."""
    values = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and name in {one.id for one in ast.walk(node) if is_target(one)}:
            values.append(node.value)
        if isinstance(node, ast.FunctionDef) and node.name == name:
            values += [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value]
        if isinstance(node, ast.FunctionDef) and name in (names := [one.arg for one in node.args.args]):
            values += [
                call.args[names.index(name)] for call in calls(tree, node.name) if len(call.args) > names.index(name)
            ]
    return values


def is_target(node):
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def outside_findings(node):
    """The parts of an expression that make its words, but for what stands in a Finding."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
        return
    yield node
    if isinstance(node, ast.Call):  # its words come from the function, or are passed through it
        children = [node.func, *(node.args[:1] if getattr(node.func, "id", "") == "with_design" else [])]
    else:  # of "words" % figures and of "this" if so else "that" the words alone
        children = [child for name, child in ast.iter_fields(node) if name not in ("right", "test")]
    for child in children:
        if isinstance(child, ast.AST):
            yield from outside_findings(child)


def unsupported(source, language="en"):
    tree = ast.parse(source)
    plain = {id(node) for node in reaching(tree)}
    return [message for message, call in claims_of(tree, language) if id(call) in plain]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_claim_reach_a_heading_as_a_finding_only(language):
    sources = {path.name: path.read_text(encoding="utf-8") for path in MODULES}
    assert sum(len(headings(ast.parse(source))) for source in sources.values()) > 35
    assert {name: found for name, source in sources.items() if (found := unsupported(source, language))} == {}


@pytest.mark.parametrize(
    "source",
    [
        'Caption(gettext("Visits rose"), "", ())',
        'heading = gettext("Visits rose")\nCaption(heading, "", ())',
        'message = gettext("Visits rose by %(n)s")\nheading = message % {}\nCaption(heading, "", ())',
        'def _figure(released, heading):\n    return Caption(heading, "", ())\n_figure(found, gettext("Visits rose"))',
        'def _finding():\n    return gettext("Visits rose")\nCaption(_finding(), "", ())',
    ],
)
def test_a_heading_that_goes_round_the_finding_is_found(source):
    assert unsupported(source) != []


def test_a_heading_that_is_a_finding_is_let_through():
    assert unsupported('Caption(Finding(gettext("Visits rose"), rows), gettext("More than before"), ())') == []

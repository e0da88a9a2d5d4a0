"""Texts without Swedish are told where a report is Swedish, and nowhere else."""

from types import SimpleNamespace

from arvio.params.models import Organisation, Report, Text
from arvio.params.untranslated import SHOWN_AT_MOST, told_in_finnish, without_swedish

WHOLE = Text(fi="työ", en="work", sv="arbete")
LACKING = Text(fi="talous", en="money")


def project(languages, names):
    report = Report(notebook="plain", periods=["2025"], audiences=["public"], languages=languages, stage="draft")
    organisation = Organisation(
        organisation="harjula",
        name="Harjula",
        data="synthetic",
        data_folder="data",
        sensitivity="ordinary",
        names=names,
        sources={},
        reports=[report],
    )
    return SimpleNamespace(suite=SimpleNamespace(languages=["fi", "en"]), organisation=lambda name: organisation)


def test_names_the_places_of_a_swedish_report():
    found = project(["fi", "sv"], {"work": WHOLE, "money": LACKING})
    assert without_swedish(found, "harjula") == ("names.money",)
    [line] = told_in_finnish(found, "harjula")
    assert line == "harjula: told in Finnish in its Swedish reports, since they have no Swedish (1): names.money"


def test_says_nothing_where_no_report_is_swedish_or_nothing_lacks():
    assert told_in_finnish(project(["fi", "en"], {"money": LACKING}), "harjula") == []
    assert told_in_finnish(project(None, {"money": LACKING}), "harjula") == []
    assert told_in_finnish(project(["sv"], {"work": WHOLE}), "harjula") == []


def test_counts_what_it_does_not_name():
    names = {f"code_{n}": LACKING for n in range(SHOWN_AT_MOST + 2)}
    [line] = told_in_finnish(project(["sv"], names), "harjula")
    assert line.endswith("names.code_9 (+ 2)")

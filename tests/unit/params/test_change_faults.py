import pytest

from arvio.params.change_faults import change_faults
from arvio.params.models import Instrument, Organisation

ITEMS = Instrument.model_validate(
    {
        "instrument": "forms",
        "name": {"fi": "Lomakkeet", "en": "Forms"},
        "source": "made up for this test",
        "licence": "none",
        "shipping": "keys",
        "scale": {"lowest": 1, "highest": 5},
        "items": [{"item": "heard"}],
        "scores": [
            {
                "score": "one_by_one",
                "name": {"fi": "Yksitellen", "en": "One by one"},
                "method": "each_item",
                "lowest": 1,
                "highest": 5,
                "missing": {"allowed": 0, "source": "a test", "verified": "yes"},
                "source": "a test",
                "verified": "yes",
            }
        ],
    }
)


def form(wave):
    return {
        "table": "answers",
        "reader": "csv",
        "files": f"{wave}.csv",
        "instrument": "forms",
        "items": {"heard": "Heard"},
        **({"constants": {"wave": wave}} if wave else {"columns": {"wave": "Round"}}),
    }


def problems(*waves, notebook="change", **change):
    organisation = Organisation.model_validate(
        {
            "organisation": "talo",
            "name": "Talo ry",
            "data": "synthetic",
            "data_folder": "data/talo",
            "sensitivity": "ordinary",
            "sources": {f"form_{place}": form(wave) for place, wave in enumerate(waves)},
            "reports": [{"notebook": notebook, "periods": ["2025"], "audiences": ["internal"], "stage": "draft"}],
            "analysis": {"change": change},
        }
    )
    found = change_faults(organisation, {"forms": ITEMS})
    return [f"{'.'.join(map(str, key))}: {what}, got {value}" for key, what, _, _, value in found]


def test_waves_that_forms_have_are_no_fault():
    assert problems("start", "end") == []
    assert problems("before", "after", baseline="before", follow_up="after", scores=["heard"]) == []


def test_a_wave_that_no_form_has_is_told_where_another_is_compared_with_nothing():
    assert problems("start", "edn") == ["analysis.change.follow_up: there is no such wave, got end"]


@pytest.mark.parametrize("waves", [("start",), ("end",), ()])
def test_a_form_that_is_not_collected_yet_is_no_fault(waves):
    assert problems(*waves) == []


def test_a_then_test_needs_no_baseline():
    assert problems("end", design="then_test") == []


def test_waves_do_not_matter_where_no_report_on_change_is_asked_for():
    assert problems("2025-1", notebook="feedback") == []


def test_a_wave_that_stands_in_a_column_of_the_export_is_not_known_before():
    assert problems("") == []


@pytest.mark.parametrize("name", ["herd", "one_by_one"])
def test_a_score_that_no_instrument_gives_is_told(name):
    what = "no instrument of the sources gives such a score"
    assert problems("start", "end", scores=[name]) == [f"analysis.change.scores.0: {what}, got {name}"]

"""Each attack on a mirror is refused, with the file, its place and what to do; what is left compares like with like."""

import datetime as dt
import json
import shutil

import pytest

from arvio.errors import DataError, ProtectionError
from arvio.indicators import mirror
from arvio.mirror.gathering import gather

from .members_of_test import KEYS, NAMES, OWN, VALUES, Folder, content, fact


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def reasons(folder, **evaluation):
    return gather(folder.evaluation(**evaluation)).refusals["reason"].tolist()


def refusal(folder, error=DataError, **evaluation):
    with pytest.raises(error) as raised:
        gather(folder.evaluation(**evaluation))
    return str(raised.value)


def test_six_organisations_that_share_nothing_but_files_are_compared(folder):
    folder.everybody()
    found = gather(folder.evaluation())
    assert found.refusals.empty
    assert found.figures.loc[found.figures["whose"] == "own", "value"].tolist() == [4.5]
    assert sorted(found.figures.loc[found.figures["whose"] == "others", "value"]) == [4.0, 4.2, 4.4, 4.6, 4.8]
    assert not mirror(found.figures).table.empty


def test_no_pseudonym_is_left_and_the_others_stand_in_no_order_of_files(folder):
    folder.everybody()
    found = gather(folder.evaluation()).figures
    assert not found.astype(str).apply(lambda column: column.str.contains("m-0")).to_numpy().any()
    others = found.loc[found["whose"] == "others", "value"].tolist()
    assert others == sorted(others)


def test_a_changed_figure_is_refused(folder):
    folder.everybody()
    path = folder.files / f"{NAMES[1]}.json"
    path.write_bytes(path.read_bytes().replace(b'"value":4.0', b'"value":4.1'))
    said = refusal(folder)
    assert f"data/mirror/{NAMES[1]}.json: signature: was changed after it was signed" in said
    assert "to do: ask the member" in said


def test_a_changed_signature_is_refused(folder):
    folder.everybody()
    path = folder.files / f"{NAMES[1]}.json"
    path.write_bytes(path.read_bytes().replace(b'"signature":"', b'"signature":"AAAA'))
    assert "was changed after it was signed" in refusal(folder)


@pytest.mark.parametrize("kept", [0, 1, 100, -1, -3])
def test_a_truncated_file_is_refused(folder, kept):
    folder.everybody()
    path = folder.files / f"{NAMES[1]}.json"
    path.write_bytes(path.read_bytes()[:kept])
    assert f"{NAMES[1]}.json" in refusal(folder)


def test_a_file_written_otherwise_is_refused_though_its_figures_are_signed(folder):
    folder.everybody()
    path = folder.files / f"{NAMES[1]}.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=1))
    assert "is not written as arvio export writes it" in refusal(folder)


def test_the_same_file_twice_is_refused(folder):
    folder.everybody()
    shutil.copy(folder.files / f"{NAMES[1]}.json", folder.files / "copy.json")
    assert "is the same file as copy.json" in refusal(folder)


def test_two_files_of_one_member_are_refused(folder):
    folder.everybody()
    folder.send(content(NAMES[1], fact(4.9)), name="second")
    assert "is from the same member as m-00000002.json" in refusal(folder)


def test_an_unsigned_file_is_refused(folder):
    folder.everybody()
    path = folder.files / f"{NAMES[1]}.json"
    for plain in (
        {"content": json.loads(path.read_bytes())["content"]},
        {**json.loads(path.read_bytes()), "signature": ""},
    ):
        path.write_text(json.dumps(plain))
        assert "signature: is not signed" in refusal(folder)


def test_a_file_of_a_stranger_is_refused(folder):
    folder.everybody()
    folder.members(*NAMES[:5])
    assert "content.member: is from nobody among the members" in refusal(folder)


def test_a_file_that_another_member_signed_is_refused(folder):
    folder.everybody()
    folder.send(content(NAMES[1]), key=KEYS[NAMES[2]])
    assert "signed with another key than the member's" in refusal(folder)


def test_a_file_of_a_newer_schema_is_refused_before_anything_else(folder):
    folder.everybody()
    path = folder.files / f"{NAMES[1]}.json"
    path.write_bytes(path.read_bytes().replace(b'"schema_version":1', b'"schema_version":2'))
    said = refusal(folder)
    assert "content.schema_version: is of a newer schema (2)" in said
    assert "update arvio" in said


def test_text_has_no_place_in_a_file_even_if_it_is_signed(folder):
    folder.everybody()
    spoilt = content(NAMES[1]).model_copy(update={"facts": [fact().model_copy(update={"indicator": "Talo ry sanoi"})]})
    folder.send(spoilt)
    assert "content.facts.0.indicator" in refusal(folder) or "facts.0.indicator" in refusal(folder)


def test_a_file_of_other_days_is_refused(folder):
    folder.everybody()
    folder.send(content(NAMES[1], start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31)))
    assert "content.start: is about other days, got: '2024-01-01 to 2024-12-31'" in refusal(folder)


def test_every_bad_file_is_told_at_once(folder):
    folder.everybody()
    for name in NAMES[1:3]:
        (folder.files / f"{name}.json").write_bytes(b"{}")
    assert all(f"{name}.json" in refusal(folder) for name in NAMES[1:3])


def test_fewer_than_five_organisations_are_refused(folder):
    folder.everybody(4)
    assert "files of at least 5" in refusal(folder, ProtectionError)


def test_a_mirror_without_ones_own_file_is_refused(folder):
    folder.everybody()
    (folder.files / f"{OWN}.json").unlink()
    assert "one's own file is not among them" in refusal(folder, ProtectionError)


def test_a_mirror_is_never_for_the_public(folder):
    folder.everybody()
    assert "never for the public" in refusal(folder, ProtectionError, audience="public")


def test_one_organisation_with_more_than_60_percent_of_the_answers_is_refused(folder):
    folder.everybody()
    folder.send(content(NAMES[1], fact(4.0, n=800.0)))
    assert reasons(folder) == ["dominated"]


def test_an_indicator_that_four_have_after_suppression_is_refused(folder):
    folder.everybody()
    for name in NAMES[4:6]:
        folder.send(content(name, fact(indicator="trust")))
    assert reasons(folder) == ["too_few"]


def test_an_indicator_without_an_own_figure_is_refused(folder):
    folder.everybody()
    folder.send(content(OWN, fact(indicator="trust")))
    assert reasons(folder) == ["not_own"]


@pytest.mark.parametrize(
    "otherwise",
    [
        {"scale": [0.0, 10.0]},
        {"wording": "0123456789abcdef"},
        {"counting": "change/baseline/any_time"},
    ],
)
def test_another_question_is_not_compared(folder, otherwise):
    folder.everybody()
    for name in NAMES[2:4]:
        folder.send(content(name, fact(4.0, **otherwise)))
    assert reasons(folder) == ["other_question"]


def test_another_respondent_group_or_statistic_is_another_figure(folder):
    folder.everybody()
    folder.send(content(NAMES[2], fact(4.0, group="workers")))
    folder.send(content(NAMES[3], fact(0.8, statistic="share_high", low=0.7, high=0.9)))
    assert reasons(folder) == ["too_few"]


def test_the_same_mirror_again_is_shown_and_recorded_once(folder):
    folder.everybody()
    assert reasons(folder) == reasons(folder) == []
    assert len((folder.root / "reports" / ".run" / "mirrors.jsonl").read_text().splitlines()) == 1


def test_the_record_holds_no_figure(folder):
    folder.everybody()
    gather(folder.evaluation())
    record = (folder.root / "reports" / ".run" / "mirrors.jsonl").read_text()
    assert not any(str(value) in record for value in VALUES)


def test_one_who_joined_is_not_given_away(folder):
    folder.everybody(6)
    gather(folder.evaluation())
    folder.everybody(7)
    said = refusal(folder, ProtectionError)
    assert "so few joined or left" in said
    assert "hold the mirror among the same members" in said


def test_one_who_left_is_not_given_away(folder):
    folder.everybody(6)
    gather(folder.evaluation())
    (folder.files / f"{NAMES[5]}.json").unlink()
    assert "so few joined or left" in refusal(folder, ProtectionError)


def test_one_who_came_for_another_is_not_given_away_in_another_year_either(folder):
    folder.everybody(6)
    gather(folder.evaluation())
    folder.clear()
    for name in (*NAMES[:5], NAMES[6]):
        folder.send(content(name, start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31)))
    assert "so few joined or left" in refusal(folder, ProtectionError, year=2026)


def test_mirrors_that_the_convener_knows_of_count_too(folder):
    folder.everybody(6)
    folder.members(*NAMES, earlier=[{"start": "2024-01-01", "end": "2024-12-31", "members": list(NAMES[:7])}])
    assert "so few joined or left" in refusal(folder, ProtectionError)


def test_one_corrected_figure_of_the_same_days_is_not_given_away(folder):
    folder.everybody()
    gather(folder.evaluation())
    folder.send(content(NAMES[1], fact(4.9)))
    assert reasons(folder) == ["membership"]


def test_other_figures_of_the_same_members_in_another_year_are_compared(folder):
    folder.everybody()
    gather(folder.evaluation())
    folder.clear()
    for name, value in zip(NAMES[:6], reversed(VALUES[:6]), strict=True):
        folder.send(content(name, fact(value), start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31)))
    assert reasons(folder, year=2026) == []


def test_a_figure_that_one_member_no_longer_has_is_not_given_away(folder):
    folder.indicators = [{"indicator": "heard"}, {"indicator": "trust"}]
    folder.members(*NAMES)
    for name in NAMES[:6]:
        folder.send(content(name, fact(), fact(indicator="trust")))
    gather(folder.evaluation())
    days = {"start": dt.date(2026, 1, 1), "end": dt.date(2026, 12, 31)}
    for name in NAMES[:6]:
        both = [fact(), *([fact(indicator="trust")] if name != NAMES[5] else [])]
        folder.send(content(name, *both, **days))
    refused = gather(folder.evaluation(year=2026)).refusals
    assert refused[["indicator", "reason"]].to_numpy().tolist() == [["trust", "membership"]]


def test_differencing_two_mirrors_that_differ_by_one_member_gives_nothing_since_there_is_no_second(folder):
    folder.everybody(6)
    first = mirror(gather(folder.evaluation()).figures).table
    folder.everybody(7)
    refusal(folder, ProtectionError)
    (folder.files / f"{NAMES[6]}.json").unlink()
    again = mirror(gather(folder.evaluation()).figures).table
    assert first.equals(again)


def test_an_own_corrected_figure_gives_nobody_else_away(folder):
    folder.everybody(7)
    gather(folder.evaluation())
    folder.send(content(OWN, fact(4.4)))
    assert reasons(folder) == []


def test_an_own_corrected_figure_of_a_mirror_of_five_leaves_too_few_others(folder):
    folder.everybody(5)
    gather(folder.evaluation())
    folder.send(content(OWN, fact(4.4)))
    assert reasons(folder) == ["membership"]

"""What the shipped instruments make of answers, by published values and rules; one test or more for each of them."""

from itertools import product

import pytest

from arvio.instruments import at_cut_offs, cut_offs, score
from arvio.params.scores import score_names

SWEMWBS = {
    7: 7.00, 8: 9.51, 9: 11.25, 10: 12.40, 11: 13.33, 12: 14.08, 13: 14.75, 14: 15.32, 15: 15.84, 16: 16.36,
    17: 16.88, 18: 17.43, 19: 17.98, 20: 18.59, 21: 19.25, 22: 19.98, 23: 20.73, 24: 21.54, 25: 22.35, 26: 23.21,
    27: 24.11, 28: 25.03, 29: 26.02, 30: 27.03, 31: 28.13, 32: 29.31, 33: 30.70, 34: 32.55, 35: 35.00,
}  # fmt: skip
YES, MORE_OR_LESS, NO = 3, 2, 1
TEXTS_MAY_BE_SHIPPED = {"csat", "nps", "gas", "everyday_life", "family_work", "mens_work", "work_wellbeing"}


@pytest.fixture
def values(shipped, answers):
    """A function that scores one response, given as the answers in the order of the instrument: score: value."""

    def of(name, *given, items=None):
        items = items or [item.item for item in shipped[name].items]
        table = answers(**{item: [value] for item, value in zip(items, given, strict=True)})
        scores = score(table, shipped[name])
        return dict(zip(scores["score"], scores["value"], strict=True))

    return of


@pytest.fixture
def bands(shipped, answers):
    """The same for bands."""

    def of(name, *given):
        items = [item.item for item in shipped[name].items]
        table = answers(**{item: [value] for item, value in zip(items, given, strict=True)})
        scores = score(table, shipped[name])
        return dict(zip(scores["score"], scores["band"], strict=True))

    return of


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([3, 3, 2, 4, 1], 52),
        ([0, 0, 0, 0, 0], 0),
        ([5, 5, 5, 5, 5], 100),
        ([3, 3, 2, 3, 1], 48),
    ],
)
def test_who5_is_the_sum_times_four(values, given, expected):
    assert values("who5", *given)["who5"] == expected


@pytest.mark.parametrize("given", [[3, 3, 2, 4, 1], [0, 0, 0, 0, 0], [5, 5, 5, 5, 5], [1, 1, 1, 1, 1]])
def test_who5_is_not_the_sum_less_five_times_four(values, given):
    assert values("who5", *given)["who5"] != (sum(given) - 5) * 4


def test_who5_of_a_raw_sum_of_12_is_low_and_of_13_is_not(shipped, answers):
    items = [item.item for item in shipped["who5"].items]
    table = answers(**dict(zip(items, [[3, 3], [3, 3], [2, 2], [3, 3], [1, 2]], strict=True)))
    reached = at_cut_offs(score(table, shipped["who5"]), cut_offs(shipped["who5"]))
    assert list(reached[reached["cut_off"] == "low_wellbeing"]["reached"]) == [1, 0]


@pytest.mark.parametrize(("raw", "metric"), SWEMWBS.items())
def test_swemwbs_is_converted_by_its_table(values, raw, metric):
    given = [1 + (raw - 7) // 7 + (place < (raw - 7) % 7) for place in range(7)]
    assert sum(given) == raw
    assert values("swemwbs", *given)["swemwbs"] == metric


def test_the_table_of_swemwbs_has_the_published_sum(shipped):
    assert sum(shipped["swemwbs"].scores[0].conversion.values()) == pytest.approx(585.66)


@pytest.mark.parametrize(
    ("emotional", "social", "expected"),
    [
        (MORE_OR_LESS, MORE_OR_LESS, (6, 3, 3)),
        (YES, YES, (3, 3, 0)),
        (NO, YES, (0, 0, 0)),
        (NO, NO, (3, 0, 3)),
    ],
)
def test_de_jong_gierveld_counts_more_or_less_as_lonely(values, emotional, social, expected):
    found = values("de_jong_gierveld_6", emotional, social, social, emotional, social, emotional)
    assert (found["loneliness_6"], found["loneliness_6_emotional"], found["loneliness_6_social"]) == expected


def test_de_jong_gierveld_leaves_one_answer_out_of_the_total_and_none_out_of_a_part(values):
    found = values("de_jong_gierveld_6", None, YES, NO, YES, NO, YES)
    assert found["loneliness_6"] == 4
    assert found["loneliness_6_social"] == 2
    assert found["loneliness_6_emotional"] != found["loneliness_6_emotional"]  # missing
    found = values("de_jong_gierveld_6", None, None, NO, YES, NO, YES)
    assert found["loneliness_6"] != found["loneliness_6"]


@pytest.mark.parametrize(
    ("points", "band"),
    [(1, "not_lonely"), (2, "moderately_lonely"), (4, "moderately_lonely"), (5, "severely_lonely")],
)
def test_de_jong_gierveld_has_its_bands(bands, points, band):
    lonely, not_lonely = (YES, NO, NO, YES, NO, YES), (NO, YES, YES, NO, YES, NO)
    given = [*lonely[:points], *not_lonely[points:]]
    assert bands("de_jong_gierveld_6", *given)["loneliness_6"] == band


def test_ucla_3_is_a_sum_from_3_to_9(values):
    assert values("ucla_3", 1, 1, 1)["ucla_3"] == 3
    assert values("ucla_3", 3, 2, 3)["ucla_3"] == 8


def test_phq_2_and_audit_c_are_sums(values):
    assert values("phq_2", 3, 1)["phq_2"] == 4
    assert values("audit_c", 4, 2, 0)["audit_c"] == 6


def test_phq_9_fills_two_items_with_the_mean_of_the_others_and_no_more(values):
    assert values("phq_9", 1, 1, 1, 1, 1, 1, 1, None, None)["phq_9"] == 9
    found = values("phq_9", 1, 1, 1, 1, 1, 1, None, None, None)["phq_9"]
    assert found != found


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"), (15, "moderately_severe"),
        (19, "moderately_severe"), (20, "severe"), (27, "severe"),
    ],
)  # fmt: skip
def test_phq_9_has_its_bands(bands, total, band):
    assert bands("phq_9", *[total // 9 + (place < total % 9) for place in range(9)])["phq_9"] == band


def test_audit_c_has_the_finnish_limits_of_men_and_women(shipped):
    used = cut_offs(shipped["audit_c"]).set_index("cut_off")["value"]
    assert used.to_dict() == {"audit_c_men": 6, "audit_c_women": 5, "audit_c_over_65": 4}


def test_eurohis_is_a_mean_of_at_least_six_items(values):
    assert values("eurohis_qol_8", 5, 4, 3, 4, 5, 3, None, None)["eurohis_qol_8"] == 4
    found = values("eurohis_qol_8", 5, 4, 3, 4, 5, None, None, None)["eurohis_qol_8"]
    assert found != found


def test_esis_is_told_from_0_to_100_and_as_a_mean(values):
    assert values("esis", *[3] * 10) == {"esis": 50, "esis_mean": 3}
    assert values("esis", *[1] * 10)["esis"] == 0
    assert values("esis", *[5] * 8, None, None) == {"esis": 100, "esis_mean": 5}


def test_sdq_reverses_five_items_and_leaves_prosocial_out_of_the_total(values):
    worst = [0 if place in (7, 11, 14, 21, 25) else 2 for place in range(1, 26)]
    found = values("sdq", *worst)
    assert found["sdq_total"] == 40
    assert found["sdq_prosocial"] == 10  # its items were answered with 2, which is good


def test_sdq_prorates_a_part_from_three_answers_to_whole_points(values):
    given = [2 if place in (3, 8) else 1 for place in range(1, 26)]
    given[16 - 1] = given[24 - 1] = None
    found = values("sdq", *given)
    assert found["sdq_emotional"] == 8  # 5 of 3 answers is 8.33 of 5
    given[13 - 1] = None
    found = values("sdq", *given)
    assert found["sdq_total"] != found["sdq_total"]


def test_kykyviisari_sums_its_sections(values, shipped):
    names = [item.item for item in shipped["kykyviisari"].items]
    found = values("kykyviisari", *[7, *[1] * (len(names) - 1)])
    assert found == {
        "kykyviisari_work_ability_now": 7,
        "kykyviisari_inclusion": 12,
        "kykyviisari_mind": 9,
        "kykyviisari_everyday": 11,
        "kykyviisari_skills": 10,
        "kykyviisari_body": 2,
    }


def test_three_x10d_has_ten_areas_and_their_traffic_lights(values, bands):
    found = values("three_x10d", 0, 5, 6, 7, 8, 9, 10, 5, 6, 8)
    assert len(found) == 10
    assert found["three_x10d_housing"] == 6
    lights = list(bands("three_x10d", 0, 5, 6, 7, 8, 9, 10, 5, 6, 8).values())
    assert lights == ["red", "red", "yellow", "yellow", "green", "green", "green", "red", "yellow", "green"]


def test_bat_12_is_a_mean_of_all_items_and_of_four_parts(values):
    found = values("bat_12", 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4)
    assert found["bat_12"] == 2.5
    assert [found[f"bat_12_{part}"] for part in ("exhaustion", "mental_distance", "cognitive", "emotional")] == [
        1, 2, 3, 4,
    ]  # fmt: skip


def test_uwes_are_means_from_0_to_6(values):
    assert values("uwes_3", 6, 5, 4)["uwes_3"] == 5
    found = values("uwes_9", 6, 6, 3, 3, 6, 0, 3, 0, 0)
    assert (found["uwes_9"], found["uwes_9_vigour"], found["uwes_9_dedication"], found["uwes_9_absorption"]) == (
        3, 6, 3, 0,
    )  # fmt: skip


def test_ors_and_srs_add_centimetres(values):
    assert values("ors", 2.5, 7.1, 6.4, 8.5)["ors"] == 24.5
    assert values("srs", 10, 9.9, 8, 8.1)["srs"] == 36


@pytest.mark.parametrize(("given", "points"), [(0, -100), (6, -100), (7, 0), (8, 0), (9, 100), (10, 100)])
def test_nps_counts_promoters_and_detractors(values, given, points):
    assert values("nps", given)["nps"] == points


def test_nps_of_a_group_is_the_mean_of_its_members(shipped, answers):
    given = [10, 9, 9, 8, 7, 6, 0, 10, 9, 3]  # 5 promoters and 3 detractors of 10
    assert score(answers(nps_recommend=given), shipped["nps"])["value"].mean() == 20


def test_csat_of_a_group_is_the_share_of_the_two_highest_answers(shipped, answers):
    assert score(answers(csat_satisfied=[5, 4, 3, 1]), shipped["csat"])["value"].mean() == 0.5


def test_own_items_are_scored_one_by_one_and_never_reversed(values):
    found = values("everyday_life", 5, 5, 4, 4, 3, 2, 1)
    assert found["loneliness"] == 5
    assert found["timeliness"] == 2


def test_only_instruments_whose_licence_allows_it_ship_their_texts(shipped):
    with_texts = {name for name, one in shipped.items() if any(item.text for item in one.items)}
    assert with_texts == TEXTS_MAY_BE_SHIPPED == {name for name, one in shipped.items() if one.shipping == "text"}


def test_every_score_of_every_instrument_has_a_name_of_its_own(shipped):
    scored = {name: set(score_names(one)) for name, one in shipped.items() if name not in ("family_work", "mens_work")}
    for one, other in product(scored, repeat=2):
        assert one == other or not scored[one] & scored[other]  # the own forms ask some items of each other


def test_no_two_instruments_share_an_item_unless_they_are_the_projects_own(shipped):
    own = {"everyday_life", "family_work", "mens_work", "work_wellbeing"}
    items = [item.item for name, one in shipped.items() if name not in own for item in one.items]
    assert len(items) == len(set(items))


def test_every_instrument_has_scores_and_the_number_of_items_of_its_manual(shipped):
    own = {"everyday_life", "family_work", "mens_work", "work_wellbeing"}
    assert [name for name, one in shipped.items() if not one.scores] == []
    assert [name for name, one in shipped.items() if one.number_of_items is None] == sorted(own)

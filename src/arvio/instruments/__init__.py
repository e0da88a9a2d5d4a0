"""Questionnaires as data: their items, and the scores that answers to them make.

One scorer serves every instrument: what is peculiar to one stands in params/instruments, with its source. How answers
are written in exports is the business of reading: arvio.sources.mapping.answers.
"""

from arvio.instruments.cautions import REGRESSION_TO_THE_MEAN, THEN_TEST, cautions
from arvio.instruments.constants import change_threshold, constants, reliability
from arvio.instruments.cut_offs import at_cut_offs, cut_offs
from arvio.instruments.goals import goal_attainment, goals_without_score
from arvio.instruments.items import direction, find_item, item_names
from arvio.instruments.pairs import design_of, paired, then_test_pairs, with_persons
from arvio.instruments.protection import of_response, refuse_small_group, smallest_group
from arvio.instruments.score_table import score_table, whole_marks
from arvio.instruments.scoring import find_score, score, score_direction

__all__ = [
    "REGRESSION_TO_THE_MEAN",
    "THEN_TEST",
    "at_cut_offs",
    "cautions",
    "change_threshold",
    "constants",
    "cut_offs",
    "design_of",
    "direction",
    "find_item",
    "find_score",
    "goal_attainment",
    "goals_without_score",
    "item_names",
    "of_response",
    "paired",
    "refuse_small_group",
    "reliability",
    "score",
    "score_direction",
    "score_table",
    "smallest_group",
    "then_test_pairs",
    "whole_marks",
    "with_persons",
]

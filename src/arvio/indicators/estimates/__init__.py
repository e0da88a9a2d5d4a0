"""Estimates with their intervals, for few answers on short scales; one module per family. All intervals are of 95 %.

Pure functions on arrays. docs/methods.md is built from their docstrings: formula, source, what happens to missing
answers, the smallest n, and the values of R that each reproduces.
"""

from arvio.indicators.estimates.agreement import Agreement, intraclass_correlations
from arvio.indicators.estimates.changes import (
    EffectSizes,
    PairedTest,
    ShareChange,
    change_of_share,
    each_change,
    effect_sizes,
    mean_change,
    paired_t,
    pairs,
)
from arvio.indicators.estimates.consistency import ItemRest, alpha, alpha_pairwise, item_rest, omega_total
from arvio.indicators.estimates.differences import (
    Equivalence,
    adjusted_difference,
    difference_of_means,
    difference_of_shares,
    equivalence,
    square_and_add,
)
from arvio.indicators.estimates.estimate import CONFIDENCE, NOTHING, Estimate
from arvio.indicators.estimates.families import Family, benjamini_hochberg, holm
from arvio.indicators.estimates.means import mean, mean_of_rates, t_interval
from arvio.indicators.estimates.participation import Attrition, Stage, answered_shares, attrition, stages
from arvio.indicators.estimates.populations import count_in_population, mean_of_population, share_of_population
from arvio.indicators.estimates.ranks import RankTest, rank_sum, signed_rank, signed_rank_approximate
from arvio.indicators.estimates.ratios import relative_change
from arvio.indicators.estimates.reliable_change import (
    ReliableChanges,
    reliable_change_index,
    reliable_changes,
    smallest_reliable_change,
)
from arvio.indicators.estimates.rounding import rounded
from arvio.indicators.estimates.shares import share, wilson_share
from arvio.indicators.estimates.staying import Staying, kaplan_meier
from arvio.indicators.estimates.units import (
    Funnel,
    Shrunken,
    funnel,
    heterogeneity,
    shrunken,
    shrunken_means,
    spread_behind,
    typical_range,
)
from arvio.indicators.estimates.weights import Raking, effective_n, rake

__all__ = [
    "CONFIDENCE",
    "NOTHING",
    "Agreement",
    "Attrition",
    "EffectSizes",
    "Equivalence",
    "Estimate",
    "Family",
    "Funnel",
    "ItemRest",
    "PairedTest",
    "Raking",
    "RankTest",
    "ReliableChanges",
    "ShareChange",
    "Shrunken",
    "Stage",
    "Staying",
    "adjusted_difference",
    "alpha",
    "alpha_pairwise",
    "answered_shares",
    "attrition",
    "benjamini_hochberg",
    "change_of_share",
    "count_in_population",
    "difference_of_means",
    "difference_of_shares",
    "each_change",
    "effect_sizes",
    "effective_n",
    "equivalence",
    "funnel",
    "heterogeneity",
    "holm",
    "intraclass_correlations",
    "item_rest",
    "kaplan_meier",
    "mean",
    "mean_change",
    "mean_of_population",
    "mean_of_rates",
    "omega_total",
    "paired_t",
    "pairs",
    "rake",
    "rank_sum",
    "relative_change",
    "reliable_change_index",
    "reliable_changes",
    "rounded",
    "share",
    "share_of_population",
    "shrunken",
    "shrunken_means",
    "signed_rank",
    "signed_rank_approximate",
    "smallest_reliable_change",
    "spread_behind",
    "square_and_add",
    "stages",
    "t_interval",
    "typical_range",
    "wilson_share",
]

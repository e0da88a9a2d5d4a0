"""What a notebook opens, and the one door through which results leave."""

from arvio.evaluation.evaluation import Evaluation, Quality
from arvio.evaluation.opening import IN_THE_BATCH, open_evaluation

__all__ = ["IN_THE_BATCH", "Evaluation", "Quality", "open_evaluation"]

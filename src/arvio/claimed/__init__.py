"""What public claims are judged by. The page of all claims and `arvio check --claims` ask here, so that neither repeats
what the other notebooks compute. An indicator that no entry computes leaves its claims unjudged.
"""

from arvio.claimed.judging import days, judged, latest_period, untold, verdict_lines, verdicts

__all__ = ["days", "judged", "latest_period", "untold", "verdict_lines", "verdicts"]

"""The evaluator's own words: what stands in their files, and the numbers that they were written about.

Words lie in params/commentary/<organisation>/<period>.<language>.md, a `## section` for each question, and no command
ever writes there. Which numbers they are about is kept apart: what they were first published with beside the register
(arvio.commentary.accepted), and what somebody confirmed since in a file of params.
"""

from arvio.commentary.sidecar import ShownWords, read_sidecar, sidecar_path

__all__ = ["ShownWords", "read_sidecar", "sidecar_path"]

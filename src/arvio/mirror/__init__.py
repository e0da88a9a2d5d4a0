"""The mirror: organisations that share nothing but signed files of released aggregates, side by side without names.

`export` writes an organisation's own file; `gather` reads those of a mirror for a notebook, or says why they may not be
held against one another. docs/mirror.md is the page for those who use it.
"""

from arvio.mirror.exporting import export
from arvio.mirror.gathering import Gathered, gather
from arvio.mirror.keys import create_key

__all__ = ["Gathered", "create_key", "export", "gather"]

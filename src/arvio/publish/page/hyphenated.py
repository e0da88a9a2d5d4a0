"""Soft hyphens in the long words of headings, captions and headers of tables, which stand in narrow columns."""

from __future__ import annotations

import re

from arvio.presentation.hyphens import with_soft_hyphens

_BROKEN = re.compile(r"<(h[1-6]|th|caption|figcaption)\b[^>]*>.*?</\1>", re.DOTALL)
_TEXT = re.compile(r">[^<]+<")


def hyphenated(page: str, language: str) -> str:
    """The page with words that may be broken. What is searched and what is copied is the same with and without."""
    return _BROKEN.sub(lambda part: _TEXT.sub(lambda text: with_soft_hyphens(text[0], language), part[0]), page)

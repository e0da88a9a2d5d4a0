"""Ranges, and n with its number, that no line may break: a period or an interval whose second part stands alone in the
next line is misread.

Browsers break a line behind the dash of 1.1.–31.12.2025. What is searched and copied is the same with and without: a
character that forbids the break would stand in both.
"""

from __future__ import annotations

import re

_TEXT = re.compile(
    r"<head>.*?</head>|<(svg|script|option)\b.*?</\1>|<td class=\"number-cell\">[^<]*|(?<=>)[^<]+", re.DOTALL
)
"""Texts, and what is left as it is: where no element may stand, and cells that are one line already."""
_END = r"[^ \n\t<>–…]"
_RANGE = re.compile(rf"{_END}{{0,24}}[\w.%€][–…][+−]?\d{_END}{{0,24}}|\bn = \d[\d\xa0]*")


def unbroken(page: str) -> str:
    """The page with each range of days or numbers, and each n with its number, in one line."""
    return _TEXT.sub(lambda found: _with_spans(found[0]), page)


def _with_spans(text: str) -> str:
    if text.startswith("<") or not any(sign in text for sign in ("–", "…", "n = ")):
        return text
    return _RANGE.sub(r'<span class="range">\g<0></span>', text)

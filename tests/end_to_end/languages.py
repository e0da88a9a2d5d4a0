"""What a page says in a language: its numbers however they are written, and the common words of each language in it."""

import re
from collections import Counter
from collections.abc import Iterable

from babel.dates import get_month_names
from lxml import html as markup

COMMON_WORDS = {
    "fi": "ja että ei ovat oli olla joka jotka kuin sekä mutta koska vain tai jos niitä siitä näytetä eikä jakson noin",
    "sv": "och att som inte är av för det ett med den från eller eftersom vad hur varje hade kan mellan över enligt",
    "en": "the and of with is are that was were this from which they those who how what about than been each",
}
"""Words that nearly every paragraph of a language has, and that no sentence of the other two has."""

NO_BREAK_SPACE = "\u00a0"

_SPOKEN = ("alt", "aria-label", "title", "placeholder")
"""Attributes that are shown, or read out."""


def numbers(texts: Iterable[str], language: str) -> Counter[str]:
    """How often each number stands in texts, the month of a day among them: 1240 and 4,5 in whatever language."""
    joined = " | ".join(texts)
    for month, name in _months(language):
        joined = re.sub(rf"(?<=\d ){name}\b|\b{name}(?= \d{{4}})", str(month), joined)
    thousands, decimals = (",", ".") if language == "en" else (NO_BREAK_SPACE, ",")
    found = re.findall(rf"\d{{1,3}}(?:{thousands}\d{{3}})+(?!\d)|\d+(?:{re.escape(decimals)}\d+)?", joined)
    return Counter(number.replace(thousands, "").replace(decimals, ",") for number in found)


def words(texts: Iterable[str], language: str) -> list[str]:
    """The common words of a language in texts of more than a word, each with what stands around it."""
    wanted = re.compile(rf"(?<!\w)(?:{'|'.join(COMMON_WORDS[language].split())})(?!\w)", re.IGNORECASE)
    longer = [text for text in texts if " " in text]
    return [text[max(0, at.start() - 40) : at.end() + 40] for text in longer for at in wanted.finditer(text)]


def shown(page: str) -> list[str]:
    """Every text of a page that is read or read out."""
    body = _body_without(page, "script", "style")
    spoken = [text for name in _SPOKEN for text in body.xpath(f".//@{name}")]
    return [" ".join(text.split("\n")).strip(" ") for text in (*body.xpath(".//text()[normalize-space()]"), *spoken)]


def written(page: str) -> list[str]:
    """The texts of a page that hold its figures: not its drawings, whose tables have them, nor its fingerprint, nor
    how large the files beside it are."""
    body = _body_without(page, "script", "style", "svg", "dl")
    return body.xpath(".//text()[normalize-space() and not(ancestor::section[@aria-labelledby='beside'])]")


def cells(page: str) -> list[str]:
    """The cells of the tables of a page, without their headers."""
    return [cell.text_content() for cell in _body_without(page, "script").xpath(".//td")]


def _body_without(page: str, *names: str) -> markup.HtmlElement:
    body = markup.fromstring(page).find("body")
    for part in list(body.iter(*names)):
        part.drop_tree()
    for held_together in body.find_class("range"):
        held_together.drop_tag()  # a date that a range ends in is one text
    return body


def _months(language: str) -> list[tuple[int, str]]:
    """Each month by its names, as they stand in a date and alone."""
    return [pair for where in ("format", "stand-alone") for pair in get_month_names("wide", where, language).items()]

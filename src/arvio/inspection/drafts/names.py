"""Names for params made of the words of an export: short, plain letters, each only once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LENGTH = 44
"""Names are cut at the end of a word before this, where there is one."""

_QUESTION_NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+")
_SMALL_ENGLISH = (
    "a an and any are as at be been did do does for from has have how in is it of on or please select that the these "
    "this to was were what which who with you your following apply all"
)
_SMALL_FINNISH = "ja on ovat tai että sekä kun jos oletko onko olet"
_SMALL_SWEDISH = "att av den det du din ditt en ett har i och om på som till är"
_SMALL_WORDS = (_SMALL_ENGLISH, _SMALL_FINNISH, _SMALL_SWEDISH)
_OTHERS = str.maketrans({"ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "AE", "’": "", "'": ""})


def without_number(words: str) -> str:
    """A question without its number, which changes when questions are added before it.

    >>> without_number("12. Minua kuultiin"), without_number("12.5 tuntia")
    ('Minua kuultiin', '12.5 tuntia')
    """
    return _QUESTION_NUMBER.sub("", words) or words


def name_of(words: str, taken: Iterable[str] = (), otherwise: str = "item") -> str:
    """A name in snake_case that is none of those taken; `otherwise` begins it where the words cannot.

    >>> name_of("3. Minua kuultiin työpajassa!"), name_of("How many of the meetings did you attend?")
    ('minua_kuultiin_tyopajassa', 'many_meetings_attend')
    """
    parts = _parts(without_number(words))
    small = {part for one in _SMALL_WORDS for part in _parts(one)}
    return _made([part for part in parts if part not in small] or parts, taken, otherwise)


def plain_name(words: str, taken: Iterable[str] = (), otherwise: str = "option") -> str:
    """The same with every word kept, for options and files, where small words tell one from another.

    >>> plain_name("26-30 v"), plain_name("26–30 v.", ["option_26_30_v"])
    ('option_26_30_v', 'option_26_30_v_2')
    """
    return _made(_parts(words), taken, otherwise)


def _made(parts: Iterable[str], taken: Iterable[str], otherwise: str) -> str:
    name = _cut("_".join(parts))
    if not name[:1].isalpha():
        name = f"{otherwise}_{name}".rstrip("_")
    return _once(name, set(taken))


def _parts(words: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", words.translate(_OTHERS).casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return [part for part in re.split(r"[^a-z0-9]+", plain) if part]


def _cut(name: str) -> str:
    if len(name) <= LENGTH:
        return name
    whole = name[: LENGTH + 1].rpartition("_")[0]
    return whole or name[:LENGTH]


def _once(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = next(number for number in range(2, len(taken) + 3) if f"{name}_{number}" not in taken)
    return f"{name}_{number}"

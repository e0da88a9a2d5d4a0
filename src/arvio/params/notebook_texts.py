"""The words of a project's own notebook in other languages: params/translations/<notebook>.yaml.

The headings and paragraphs of the notebooks that arvio ships are in its catalogues. An own notebook has its words here,
a text as it stands in the notebook and below it the text in each language:

    Who came back?:
      fi: Ketkä palasivat?
      sv: Vilka kom tillbaka?
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from arvio.errors import ParamsError, Problem
from arvio.observed import note_file
from arvio.params.yaml_file import YamlFile, read_yaml
from arvio.saying import say
from arvio.translations import LANGUAGES, Words, words

FOLDER = Path("params", "translations")

Texts = Mapping[str, Mapping[str, str]]
"""A text as it stands in the notebook: the text by language."""


def texts_of(root: Path, notebook: str) -> Texts:
    """The own words of a notebook; none where it has no such file. All that is wrong in the file is one error."""
    name = (FOLDER / f"{notebook}.yaml").as_posix()
    note_file(root / name)
    if not (root / name).exists():
        return {}
    file = read_yaml(root / name, name)
    if not isinstance(file.contents, dict):
        raise ParamsError(Problem(file.name, say("does not hold texts"), _expected()))
    problems = _problems(file, file.contents)
    if problems:
        raise ParamsError(problems)
    return {" ".join(text.split()): by_language for text, by_language in file.contents.items()}


def words_of(root: Path, notebook: str, language: str) -> Words:
    """What a notebook says in a language: by its own words, then by those of the catalogue."""
    own = {text: said[language] for text, said in texts_of(root, notebook).items() if said.get(language)}
    return _OwnWords(own, words(language)) if own else words(language)


class _OwnWords(Words):
    def __init__(self, own: Mapping[str, str], catalogue: Words) -> None:
        super().__init__()
        self._own = own
        self.add_fallback(catalogue)

    def gettext(self, message: str) -> str:
        return self._own.get(message) or super().gettext(message)


def _problems(file: YamlFile, contents: Mapping[str, object]) -> list[Problem]:
    what = say("does not say a text in languages that arvio has")
    return [
        Problem(file.name, what, _expected(), place=file.place((text,)))
        for text, said in contents.items()
        if not isinstance(said, dict) or not said.keys() <= set(LANGUAGES) or not all(map(_is_text, said.values()))
    ]


def _expected() -> str:
    return say("a text of the notebook, and below it the text in each language")


def _is_text(value: object) -> bool:
    return isinstance(value, str)

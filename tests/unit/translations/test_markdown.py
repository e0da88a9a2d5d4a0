import gettext

from arvio.translations.markdown import translated, units


class Finnish(gettext.NullTranslations):
    def gettext(self, message):
        return {"": "header", "What?": "Mitä?", "Who was asked, and when.": "Keneltä ja milloin kysyttiin."}.get(
            message, message
        )


def test_translates_headings_and_paragraphs_as_wholes():
    source = "## What?\n\nWho was asked,\nand when.\n\n- What?\n- Own words"
    assert translated(source, Finnish()) == "## Mitä?\n\nKeneltä ja milloin kysyttiin.\n\n- Mitä?\n- Own words"


def test_leaves_the_evaluators_own_words_as_written():
    source = "## Omat sanat\nensimmäinen rivi  \ntoinen\n\n```\nWhat?\n```\n\n| What? | b |\n|---|---|\n| 1 | 2 |"
    assert translated(source, Finnish()) == source


def test_an_empty_heading_is_not_the_catalogues_header():
    assert "header" not in translated("# \n\n-  ", Finnish())


def test_units_are_what_a_translator_sees():
    assert list(units("# Title\nText over\ntwo lines\n\n1. One\n2. Two")) == [
        "Title",
        "Text over two lines",
        "One",
        "Two",
    ]

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from arvio.inspection.drafts.yaml_text import flow, item, line, remarks, scalar
from arvio.sources.cells import text

WORDS = st.text(st.characters(exclude_categories=["Cs"])).map(text)


def as_texts(written):
    return yaml.load(written, Loader=yaml.BaseLoader)


@given(WORDS)
def test_any_header_is_read_back_as_it_is(words):
    assert as_texts(line(1, "fi", scalar(words))) == {"fi": words}
    assert as_texts(item(1, scalar(words))) == [words]
    assert as_texts(f"{scalar(words)}: x") == {words: "x"}


@given(st.lists(WORDS))
def test_any_list_is_read_back_as_it_is(words):
    assert as_texts(flow(words)) == words


@pytest.mark.parametrize("words", ["yes", "No", "null", "1", "2024-01-01", "", "a: b", "#x", "- a", "*", "\x85", "a "])
def test_what_yaml_would_read_otherwise_stands_in_quotes(words):
    assert scalar(words).startswith('"')


def test_plain_words_need_no_quotes():
    assert scalar("Oletko tyytyväinen (asteikolla)?") == "Oletko tyytyväinen (asteikolla)?"


def test_long_remarks_are_broken():
    lines = remarks(2, "sana " * 60)
    assert len(lines) > 1
    assert all(one.startswith("    # ") and len(one) <= 110 for one in lines)

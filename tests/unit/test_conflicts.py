"""Where git left two versions side by side."""

import pytest

from arvio.conflicts import conflict_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n<<<<<<< HEAD\ntwo\n=======\nthree\n>>>>>>> theirs\n", 2),
        ("one\r\ntwo\r\n>>>>>>> theirs\r\n", 3),
        ("<<<<<<<\n", 1),
        ("A heading\n=======\n", 0),
        ("a <<<<<<< b\n<<<<<<<< eight\n<<<<<<<x\n", 0),
        ("", 0),
    ],
)
def test_the_first_mark_is_found_and_nothing_that_is_none(text, line):
    assert conflict_line(text) == line

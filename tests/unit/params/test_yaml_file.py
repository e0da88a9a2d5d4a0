"""What a file of params may be before anybody knows what stands in it."""

import os

import pytest

from arvio.errors import ParamsError
from arvio.params.yaml_file import MOST_DEPTH, parsed, read_yaml


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 200_000, "a: " + "[" * 60 + "]" * 60, "".join(f"{' ' * n}a:\n" for n in range(60))]
)
def test_what_lies_in_itself_without_end_is_refused_before_the_stack_is_full(text):
    with pytest.raises(ParamsError, match="is nested too deep") as found:
        parsed(text.encode(), "talo.yaml")
    assert str(MOST_DEPTH) in str(found.value)


def test_an_alias_is_refused_and_not_multiplied():
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}]\n" for n in range(40))

    with pytest.raises(ParamsError, match="an alias"):
        parsed(bomb.encode(), "talo.yaml")


def test_a_tag_that_would_run_something_in_another_library_is_a_text_here():
    assert parsed(b"a: !!python/object/apply:os.system [echo]", "talo.yaml").contents == {"a": ["echo"]}


def test_half_a_letter_is_refused_where_it_stands():
    with pytest.raises(ParamsError, match="line 2, column 10: is not YAML"):
        parsed(b'# A name\nname: "\\ud800"\n', "talo.yaml")


def test_a_file_of_megabytes_is_refused(tmp_path):
    (tmp_path / "talo.yaml").write_bytes(b"a: " + b"x" * 6_000_000)

    with pytest.raises(ParamsError, match="larger than 5 MB"):
        read_yaml(tmp_path / "talo.yaml", "talo.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "talo.yaml")

    with pytest.raises(ParamsError, match="pipe"):
        read_yaml(tmp_path / "talo.yaml", "talo.yaml")

"""Whatever stands in a file that arvio keeps, is handed or lets people write, it is read or refused in our words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arvio.commentary.words import commentary_path, parts, sections
from arvio.errors import ArvioError

from .fuzzing import CHANGES, CUTS, DEEP, FUZZ, HALF, HUGE, bounded, changed, spoilt, written
from .kept import KINDS, PARAMS

TIMEOUT = pytest.mark.timeout(0 if FUZZ else 120)
WORDS = "## Miksi?\r\n\r\nKävijöitä oli enemmän.<!-- tarkista -->\n\n## Entä sitten?\n–\n"
MARKS = ("## Miksi?", "##", "<!--", "-->", "<<<<<<< HEAD", ">>>>>>> other", "–", "\r", "\n", "\x00", "\u2028", "\ufeff")


@pytest.fixture(autouse=True)
def said():
    """Problems quote the libraries' own English here, which no catalogue can have for every input."""


@pytest.fixture
def kind_of(tmp_path):
    """Whether the bytes of a file of a kind are read or refused by us; other errors come through."""

    def tried(name, contents):
        kind = KINDS[name]
        path = kind.place(tmp_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)
        try:
            kind.read(tmp_path, path)
        except ArvioError as error:
            return "refused" if str(error) else ""
        return "read"

    return tried


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_sound_file_is_read(name, kind_of):
    kind = KINDS[name]
    assert kind_of(name, kind.written(lambda content: _compact(name, content), kind.content)) == "read"


def _compact(name, content):
    spaced = KINDS[name].form != "signed"
    return json.dumps(content, sort_keys=not spaced, separators=None if spaced else (",", ":")).encode()


@TIMEOUT
@pytest.mark.parametrize("name", sorted(KINDS))
def test_spoilt_bytes_are_read_or_refused(name, kind_of):
    kind = KINDS[name]
    sound = kind.written(lambda content: _compact(name, content), kind.content)

    @bounded(60)
    @given(cuts=CUTS)
    def holds(cuts):
        assert kind_of(name, spoilt(sound, cuts))

    holds()


@TIMEOUT
@pytest.mark.parametrize("name", sorted(KINDS))
def test_values_that_nobody_expects_are_read_or_refused(name, kind_of):
    kind = KINDS[name]

    @bounded(80)
    @given(changes=CHANGES)
    def holds(changes):
        assert kind_of(name, kind.written(written, changed(kind.content, changes)))

    holds()


@TIMEOUT
@pytest.mark.parametrize("name", sorted(PARAMS))
def test_spoilt_params_are_read_or_refused(name, kind_of):
    assert kind_of(name, PARAMS[name]) == "read"

    @bounded(60)
    @given(cuts=CUTS)
    def holds(cuts):
        assert kind_of(name, spoilt(PARAMS[name], cuts))

    holds()


@pytest.mark.parametrize("strange", [DEEP, HUGE, HALF, float("inf")])
@pytest.mark.parametrize("name", sorted(KINDS))
def test_each_strange_value_in_the_place_of_all_is_read_or_refused(name, strange, kind_of):
    assert kind_of(name, KINDS[name].written(written, strange))


@pytest.mark.parametrize("name", sorted(KINDS))
def test_bytes_that_are_no_text_are_read_or_refused(name, kind_of):
    assert kind_of(name, b"\xff\xfe\xfd\n")


@TIMEOUT
def test_words_are_kept_whole_or_refused(tmp_path):
    path = commentary_path(tmp_path, "example", "2023", "fi")
    path.parent.mkdir(parents=True)

    @bounded(200)
    @given(text=st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=10)), max_size=12), cuts=CUTS)
    def holds(text, cuts):
        joined = "".join(text)
        assert "".join(part.text for part in parts(joined)) == joined
        path.write_bytes(spoilt((WORDS + joined).encode("utf-8", "surrogatepass"), cuts))
        try:
            found = sections(path)
        except ArvioError:
            return
        assert all(found.values())

    holds()

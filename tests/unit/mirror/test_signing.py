"""A file of a mirror is taken as its member signed it, or not at all."""

import base64
import json

import pytest

from arvio.errors import DataError
from arvio.mirror.content import canonical
from arvio.mirror.signing import _SIGNED_AS, opened, signed

from .members_of_test import KEYS, OWN, content, fact

PUBLIC = {OWN: KEYS[OWN].public_key()}


def sent(what: dict) -> bytes:
    """A file with any content at all, properly signed by a member."""
    signature = KEYS[OWN].sign(_SIGNED_AS + canonical(what))
    return json.dumps({"content": what, "signature": base64.b64encode(signature).decode()}).encode()


def plain(**more) -> dict:
    return {**content().model_dump(mode="json", by_alias=True), **more}


def refusal(written: bytes) -> str:
    with pytest.raises(DataError) as raised:
        opened(written, "m.json", PUBLIC)
    return str(raised.value)


def test_what_a_member_signed_comes_back_as_it_was():
    assert opened(signed(content(), KEYS[OWN]), "m.json", PUBLIC) == content()


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({"schema": "arvio-members"}, "content.schema: is signed content of something else"),
        ({"schema_version": 0}, "content.schema_version: is of a schema that there has never been"),
        ({"schema_version": True}, "content.schema_version: is of a schema that there has never been"),
        ({"schema_version": 99}, "is of a newer schema (99)"),
        ({"member": "m-99999999"}, "content.member: is from nobody among the members"),
    ],
)
def test_what_is_signed_but_of_something_else_is_refused(what, told):
    assert told in refusal(sent(plain(**what)))


def test_more_than_what_was_signed_is_refused():
    envelope = json.loads(sent(plain()))
    assert "holds more than was signed" in refusal(json.dumps({**envelope, "remark": "new"}).encode())


@pytest.mark.parametrize("written", [b"{", b"[" * 100_000, b"\xff"])
def test_a_file_that_was_cut_off_or_is_no_json_is_refused(written):
    assert "is no whole file of a mirror" in refusal(written)


@pytest.mark.parametrize("envelope", [[], {}, {"content": []}])
def test_json_of_something_else_is_refused(envelope):
    assert "is JSON, but no file of a mirror" in refusal(json.dumps(envelope).encode())


def test_a_file_without_a_signature_is_refused():
    assert "signature: is not signed" in refusal(json.dumps({"content": plain(), "signature": ""}).encode())


def test_a_figure_that_stands_twice_is_refused():
    twice = content(OWN, fact(4.5), fact(4.4))
    assert "content.facts: has the same figure twice" in refusal(signed(twice, KEYS[OWN]))


def test_content_that_is_signed_but_not_as_the_schema_has_it_names_each_place():
    told = refusal(canonical(json.loads(sent(plain(start="never", facts="none")))) + b"\n")
    assert "start" in told
    assert "facts" in told
    assert "is signed, but not as the schema has it" in told

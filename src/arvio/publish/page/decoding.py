"""A page as texts in which nothing can hide: as it is written, as it is read, and what is encoded in it."""

from __future__ import annotations

import base64
import binascii
import contextlib
import html
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

_DATA_URI = re.compile(r"data:([\w.+/-]*)((?:;[\w.=+-]+)*),([^\"'\s)>]*)", re.IGNORECASE)
_ENCODED = re.compile(r"(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{24,}={0,2}")
_NO_PAYLOAD = 200
"""A run of letters and digits so long is no word of any language and no id: it is encoded data."""
_PNG = b"\x89PNG\r\n\x1a\n"
_OF_POINTS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"sBIT", b"bKGD"}
_TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
_WRITTEN = re.compile(rb"[ -~\x80-\xf4]{16,}")
_FEWEST_LETTERS = 8
"""So many different letters in a row of points are words: a colour is the same few bytes again and again."""
_MOST_BYTES = 5_000_000
"""As much of a packed text is unpacked: a short one can be made to unpack without end."""


@dataclass(frozen=True)
class Decoded:
    """The texts of a page in every form, the ones among them that were encoded, and how much could not be read."""

    texts: tuple[str, ...]
    joined: str
    """As it is read when nothing is set between elements: a name in two of them is whole, and so are numbers that are
    not."""
    hidden: tuple[str, ...]
    opaque: int
    """Embedded contents that are neither text nor a picture of points alone."""


def decoded(page: str) -> Decoded:
    """The page as it is written and as it is read, with all that is encoded in it in plain text."""
    read = html.unescape(re.sub(r"<[^>]*>", "", page))
    spaced = html.unescape(re.sub(r"<[^>]*>", " ", page))
    hidden, opaque = _encoded(html.unescape(page))
    return Decoded((html.unescape(page), spaced, *hidden), read, tuple(hidden), opaque)


def plain(text: str) -> str:
    """A text as it is compared: in small letters and single spaces, without marks that nobody sees."""
    seen = unicodedata.normalize("NFKC", text)
    unseen = {ord(letter): None for letter in set(seen) if unicodedata.category(letter) == "Cf"}
    return " ".join(seen.translate(unseen).split() if unseen else seen.split()).casefold()


def _encoded(page: str) -> tuple[list[str], int]:
    hidden: list[str] = []
    opaque = 0
    for found in _DATA_URI.finditer(page):
        if not found[3]:
            continue  # a policy that names the scheme, and embeds nothing
        texts, is_opaque = _of_embedded(*_payload(found))
        hidden += texts
        opaque += is_opaque
    for found in _ENCODED.findall(_DATA_URI.sub(" ", page)):
        text = _as_text(_from_base64(found))
        hidden += [text] if text else []
        opaque += len(found) >= _NO_PAYLOAD
    return hidden, opaque


def _payload(found: re.Match[str]) -> tuple[str, bytes]:
    """The kind of a data URI and its contents."""
    if ";base64" in found[2].lower():
        return found[1].lower(), _from_base64(unquote_to_bytes(found[3]).decode("latin-1"))
    return found[1].lower(), unquote_to_bytes(found[3])


def _of_embedded(kind: str, content: bytes) -> tuple[list[str], bool]:
    """The texts within embedded contents, and whether they are anything but a picture of points alone."""
    if kind == "image/png" and content.startswith(_PNG):
        chunks = list(_chunks(content))
        whole = len(_PNG) + sum(len(data) + 12 for _, data in chunks) == len(content)
        points, ended = _points(b"".join(data for name, data in chunks if name == b"IDAT"))
        texts = [_text_of_chunk(name, data) for name, data in chunks if name in _TEXTS]
        return [*texts, *_written_in(points)], not (whole and ended and {name for name, _ in chunks} <= _OF_POINTS)
    return [content.decode("utf-8", errors="replace")], True


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG: name and contents, up to its end or to where it is cut off."""
    place = len(_PNG)
    while place + 12 <= len(content):
        length = struct.unpack(">I", content[place : place + 4])[0]
        name, data = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        yield name, data
        place += 12 + length
        if name == b"IEND" or len(data) < length:
            return


def _points(packed: bytes) -> tuple[bytes, bool]:
    """The points of a picture as far as they are unpacked, and whether nothing stands behind them."""
    unpacking = zlib.decompressobj()
    try:
        points = unpacking.decompress(packed, _MOST_BYTES)
    except zlib.error:
        return b"", False
    return points, not unpacking.unused_data and (unpacking.eof or len(points) == _MOST_BYTES)


def _written_in(points: bytes) -> list[str]:
    """Words whose letters stand in a picture as points."""
    found = (run.decode("utf-8", errors="replace") for run in _WRITTEN.findall(points))
    return [run for run in found if len({letter for letter in run if letter.isalpha()}) >= _FEWEST_LETTERS]


def _text_of_chunk(name: bytes, data: bytes) -> str:
    """What a text of a PNG says: keyword and text, unpacked where it is packed."""
    unpacked = b""
    if name != b"tEXt":
        for start in range(len(data)):
            if data[start : start + 1] == b"\x78":
                try:
                    unpacked = zlib.decompressobj().decompress(data[start:], _MOST_BYTES)
                    break
                except zlib.error:
                    continue
    return (data + b" " + unpacked).decode("utf-8", errors="replace")


def _from_base64(text: str) -> bytes:
    """What is encoded in a text, in either alphabet, as far as it can be read."""
    usual = re.sub(r"\s", "", text).rstrip("=").replace("-", "+").replace("_", "/")
    usual = usual[: len(usual) - 1] if len(usual) % 4 == 1 else usual
    try:
        return base64.b64decode(usual + "=" * (-len(usual) % 4))
    except (binascii.Error, ValueError):
        return b""


def _as_text(content: bytes) -> str:
    """The text, also if it is packed; empty where it is none."""
    with contextlib.suppress(zlib.error):
        content = zlib.decompressobj(47).decompress(content, _MOST_BYTES)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return text if text.isprintable() or "\n" in text or "\t" in text else ""

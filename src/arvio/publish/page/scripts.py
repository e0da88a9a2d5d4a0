"""The scripts of pages: one on the page with texts for a form, one on a catalogue, none elsewhere.

Each stands in its page whole, is named by the page's policy by its hash so that no other can run, calls nobody and
keeps nothing. A page without it has all that a reader needs.
"""

from __future__ import annotations

import base64
import functools
import hashlib

from arvio.publish.templates import FOLDER


@functools.cache
def script(name: str) -> str:
    """A script by its place below the templates, such as page/copy.js."""
    return (FOLDER / name).read_text(encoding="utf-8")


def source_of(script: str) -> str:
    """A script as a policy names it."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def element(script: str) -> str:
    """A script as it stands in its page."""
    return f"<script>{script}</script>"

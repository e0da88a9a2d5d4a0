"""Other programs, started without secrets that are none of theirs: a browser, the library that reads SPSS files.

They handle what somebody else wrote, and leave reports of their crashes where they like.
"""

from __future__ import annotations

import os
import re

KEY = "ARVIO_KEY"
"""Where the secret behind the keys of persons stands, if in no file."""
_WITH_PASSWORD = re.compile(r"://[^/\s@]*:[^/\s@]+@")
"""An address with the password to it, as of a database."""


def without_secrets() -> dict[str, str]:
    """The environment of this process but for the secret of the keys and addresses that hold a password."""
    return {name: value for name, value in os.environ.items() if name != KEY and not _WITH_PASSWORD.search(value)}

"""How a browser is started that prints: without a window, a network, or anything of the profile of whoever uses it."""

from __future__ import annotations

import os
from pathlib import Path

_WITHOUT = (
    *("background-networking", "component-update", "sync", "extensions", "default-apps", "gpu", "breakpad"),
    *("dev-shm-usage", "domain-reliability", "client-side-phishing-detection"),
)
CREATOR = "arvio"
"""Stands in each PDF as the program that it was made with; the browser would name this machine's system."""


def command(browser: Path, folder: Path) -> list[str]:
    """The browser with a profile of its own in a folder, and with every host unknown to it."""
    return [
        str(browser),
        *("--headless", "--no-first-run", "--no-default-browser-check", "--mute-audio"),
        *(f"--disable-{name}" for name in _WITHOUT),
        *(("--no-sandbox",) if _is_root() else ()),
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder / 'profile'}",
        f"--user-agent={CREATOR}",
    ]


def _is_root() -> bool:
    """As in containers, where Chromium does not start with its sandbox. Its pages are ours and run no script."""
    return hasattr(os, "geteuid") and os.geteuid() == 0

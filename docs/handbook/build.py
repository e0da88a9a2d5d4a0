"""The handbook in Finnish and English, and the documents it leads to, as pages that open from a folder.

python docs/handbook/build.py writes build/handbook; a warning of Sphinx is an error. Nothing is fetched.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PARTS = {"fi": (HERE / "fi", "fi"), "en": (HERE / "en", "en"), "reference": (ROOT, "en")}
"""Where each part's pages are written, and their language. The last holds docs/, which the pages lead to for detail."""
CHOICE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>arvio: käsikirja, handbook</title>
<link rel="stylesheet" href="en/_static/layout.css">
</head>
<body>
<main>
<h1>arvio</h1>
<ul>
<li lang="fi"><a href="fi/index.html" hreflang="fi">Käsikirja suomeksi</a></li>
<li><a href="en/index.html">Handbook in English</a></li>
</ul>
</main>
</body>
</html>
"""


def build(to: Path) -> list[str]:
    """Write all parts into a folder; what Sphinx complained of, part by part, empty where all is well."""
    with ThreadPoolExecutor() as side_by_side:
        complaints = list(side_by_side.map(lambda part: _build_part(part, to), PARTS))
    (to / "index.html").write_text(CHOICE, encoding="utf-8")
    return [complaint for complaint in complaints if complaint]


def _build_part(part: str, to: Path) -> str:
    source, language = PARTS[part]
    shutil.rmtree(to / part, ignore_errors=True)  # pages that have gone would stay
    quiet = ("-q", "-W", "--keep-going", "-E")  # -E: pages are few, and what is kept between two builds may be stale
    settings = ("-c", str(HERE), "-d", str(to / ".doctrees" / part), "-D", f"language={language}", "-t", part)
    ended = subprocess.run(
        [sys.executable, "-m", "sphinx", *quiet, *settings, str(source), str(to / part)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return f"{part}:\n{ended.stderr}" if ended.returncode else ""


if __name__ == "__main__":
    folder = ROOT / "build" / "handbook"
    if found := build(folder):
        sys.exit("\n".join(found))
    print((folder / "index.html").relative_to(ROOT).as_posix())

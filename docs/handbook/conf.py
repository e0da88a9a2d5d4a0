"""How Sphinx builds the handbook: Markdown in, plain pages out that ask nobody for anything.

Which part is built is told by a tag (build.py); Sphinx puts `tags` here.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PART = next(part for part in ("fi", "en", "reference") if tags.has(part))  # noqa: F821
sys.path.insert(0, str(HERE))

project = {"fi": "arvio: käsikirja", "en": "arvio: handbook", "reference": "arvio: in detail"}[PART]
extensions = ["myst_parser", "links", "said"]
myst_heading_anchors = 4
html_theme = "theme"
html_theme_path = [str(HERE)]
html_title = project
html_static_path = [
    str(HERE / "theme" / "found.js"),
    str(HERE / "theme" / "handbook.css"),
    str(ROOT / "src" / "arvio" / "publish" / "templates" / "page" / "layout.css"),
]
html_copy_source = False
html_show_search_summary = False  # it would be fetched, which browsers refuse of files
html_use_index = False
smartquotes = False  # what is quoted stands as it is shown
html_permalinks = False
highlight_language = "none"  # colours of code would say what its words say already, and have to be legible twice
html_context = {"part": PART}

if PART == "reference":
    root_doc = "docs/README"
    include_patterns = [
        "README.md",
        "GLOSSARY.md",
        "CONTRIBUTING.md",
        "docs/*.md",
        "docs/decisions/*.md",
        "docs/gallery/README.md",
    ]
    exclude_patterns = [".*", "build", "data", "docs/handbook", "outbox", "reports", "src", "tests", "workbench"]
    suppress_warnings = ["toc.not_included", "myst.header"]  # written for a folder of files, whose index is docs/README

"""Links between the parts of the handbook, which Sphinx builds one by one and so takes for links to nowhere.

In the sources a link is the path of a file, so that it leads somewhere in an editor too. On the page it leads to that
file's page in whichever part has it; a file that no part has (code, params) is named and not linked.
"""

from __future__ import annotations

import os
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "docs" / "handbook"
DETAIL = ("README.md", "GLOSSARY.md", "CONTRIBUTING.md", "docs/*.md", "docs/decisions/*.md", "docs/gallery/README.md")


def setup(app: Sphinx) -> dict[str, bool]:
    # Before Sphinx's own listeners, which would copy a file that is linked.
    app.connect("doctree-read", _lead_to_pages, priority=100)
    return {"parallel_read_safe": True}


def _lead_to_pages(app: Sphinx, tree: nodes.document) -> None:
    for link in [*tree.findall(addnodes.pending_xref), *tree.findall(addnodes.download_reference)]:
        if link.get("reftarget") not in app.env.found_docs:
            link.replace_self(_link_to(app, link))


def _link_to(app: Sphinx, link: nodes.Element) -> nodes.Node:
    """A link to the page of a file in another part, or its words alone."""
    file = _file_of(app, link)
    place = _place_of(file)
    words = [child.deepcopy() for child in link.children]
    if not file.exists():
        return link  # which Sphinx then complains of
    if place is None:
        return nodes.inline("", "", *words)
    here = (Path(app.outdir) / app.env.docname).parent
    address = Path(os.path.relpath(Path(app.outdir).parent / place, here)).as_posix()
    anchor = f"#{link['reftargetid']}" if link.get("reftargetid") else ""
    return nodes.reference("", "", *words, refuri=address + anchor, internal=True)


def _file_of(app: Sphinx, link: nodes.Element) -> Path:
    if link.get("refdomain") == "doc":
        return Path(os.path.normpath(app.srcdir / f"{link['reftarget']}.md"))
    folder = Path(app.env.doc2path(app.env.docname)).parent
    return Path(os.path.normpath(folder / link["reftarget"].partition("#")[0]))


def _place_of(file: Path) -> Path | None:
    """Where the page of a file lies in the built handbook; None where it has none."""
    if file.is_relative_to(HANDBOOK) and file.suffix == ".md":
        return file.relative_to(HANDBOOK).with_suffix(".html")
    if file.is_relative_to(ROOT) and any(file.relative_to(ROOT).match(pattern) for pattern in DETAIL):
        return Path("reference", file.relative_to(ROOT).with_suffix(".html"))
    return None

"""Reports of two organisations that lie there, of which some are current and printed."""

import hashlib
import json
from types import SimpleNamespace

import pytest

from arvio.params import Run, parse_period
from arvio.publish import manifest, places
from arvio.publish.editions import edition
from arvio.publish.freshness.code import versions
from arvio.publish.freshness.inputs import Inputs, digest_of_edition

_AUDIENCES = ("funder", "public")
_PARTS = {"organisations": "organisation", "audiences": "audience", "periods": "period", "languages": "language"}


class Project(SimpleNamespace):
    """Two organisations with a report for two audiences in two years and two languages."""

    def __init__(self, root):
        organisations = {
            "others": SimpleNamespace(name="Others ry", data="real"),
            "testers": SimpleNamespace(name="Testers ry", data="synthetic"),
        }
        limits = {"time_limit_seconds": 60, "memory_limit_mb": 4000, "funder_form": None}
        suite = SimpleNamespace(languages=["fi", "en"], audiences=dict.fromkeys(_AUDIENCES), **limits)
        super().__init__(root=root, suite=suite, organisations=organisations, drafts=())

    @property
    def names(self):
        return tuple(self.organisations)

    def organisation(self, name):
        return self.organisations[name]

    def period(self, organisation, text):
        return parse_period(text)

    def stage(self, run):
        return "draft" if run in self.drafts else "final"

    def signature(self, run):
        return None

    def annexes(self, run):
        return []

    def runs(self, **wanted):
        every = (
            Run(name, year, "plain", audience, language)
            for name in self.organisations
            for year in ("2024", "2025")
            for audience in _AUDIENCES
            for language in ("en", "fi")
        )
        named = {_PARTS[part]: names for part, names in wanted.items() if names}
        return tuple(sorted(run for run in every if all(getattr(run, part) in named[part] for part in named)))


@pytest.fixture
def project(tmp_path, save, notebook):
    save("plain", notebook())
    (listed := places.code(tmp_path, "none")).parent.mkdir(parents=True)
    listed.write_text("{}")
    return Project(tmp_path)


@pytest.fixture
def make(project):
    """Lay a report there as a run that was done leaves it, or as one that ended otherwise."""

    def made(run, state="done"):
        page, told = places.report(project.root, run), places.manifest(project.root, run)
        for path in (page, told):
            path.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<p>{run}</p>")
        inputs = Inputs(digest_of_edition(edition(project, run)), "none", versions=versions()).plain()
        files = {page.name: hashlib.sha256(page.read_bytes()).hexdigest()}
        told.write_text(json.dumps({"state": state, "files": files, **inputs}))
        return page

    return made


@pytest.fixture
def printed(project):
    """Lay the PDF of a report beside it, as it is when it was printed from its page."""

    def made(run):
        paper = places.paper(project.root, run)
        paper.write_bytes(f"%PDF {run}".encode())
        page = places.report(project.root, run).read_bytes()
        digests = {"sha256": hashlib.sha256(paper.read_bytes()).hexdigest(), "page": hashlib.sha256(page).hexdigest()}
        manifest.keep_paper(project.root, run, digests)
        return paper

    return made

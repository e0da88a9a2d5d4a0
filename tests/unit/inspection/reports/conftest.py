"""A source of last year's form, and what a new file changes against it."""

import pytest

from arvio.inspection.columns.kinds import columns_of
from arvio.inspection.columns.profile import look_through
from arvio.inspection.reports.changes import changes
from arvio.inspection.reports.target import Target
from arvio.params import Instrument, Source

INSTRUMENT = Instrument.model_validate(
    {
        "instrument": "oma",
        "name": {"fi": "Oma", "en": "Own"},
        "source": "made up for this test",
        "licence": "none",
        "shipping": "text",
        "scale": {"lowest": 1, "highest": 5, "labels": {5: ["erittäin tärkeä"]}},
        "items": [
            {"item": "heard"},
            {"item": "met"},
            {"item": "service", "kind": "choice", "options": {"chat": ["Chat"], "group": ["Ryhmä"]}},
            {"item": "heard_of", "kind": "choices", "options": {"net": ["Netti"], "friend": ["Ystävä"]}},
        ],
    }
)
FEEDBACK = {
    "table": "answers",
    "reader": "google_forms",
    "files": "palaute_*.csv",
    "encoding": "utf-8",
    "instrument": "oma",
    "constants": {"respondent_group": "participants"},
    "columns": {"submitted_at": "Aikaleima"},
    "items": {"heard": "1. Minua kuultiin ryhmässä", "met": "2. Minut kohdattiin", "service": "3. Palvelu"},
    "open_text": ["Vapaa sana"],
}


@pytest.fixture
def changed(written, tmp_path):
    def found(rows, before=None, reading=None, **source):
        profile = look_through(written(rows, "palaute_2025.csv", **(reading or {})))
        target = Target("talo", "feedback", Source.model_validate(FEEDBACK | source), tmp_path, INSTRUMENT)
        return changes(profile, columns_of(profile, {}), target, before or {})

    return found

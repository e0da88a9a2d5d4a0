"""What a report means, read from its executed notebook."""

import hashlib

import pytest

from arvio.presentation.marks import Shown
from arvio.publish.versions.meaning import Made, meaning_of

WHOSE = "The evaluator's comment"
CHANGED = "The figures have changed since this comment was written:\n- Trust: 4.0 → 4.4"


@pytest.fixture
def comments(edition):
    """The comments of a report in which cells show some texts, where sections have some words."""

    def of(shown, **words):
        outputs = [Shown("commentary", "<p>…</p>", text)._repr_mimebundle_() for text in shown]
        cells = [
            {
                "cell_type": "code",
                "metadata": {},
                "source": "evaluation.commentary()",
                "outputs": [{"output_type": "display_data", "data": data, "metadata": metadata}],
            }
            for data, metadata in outputs
        ]
        digests = {section: hashlib.sha256(said.encode()).hexdigest() for section, said in words.items()}
        return dict(meaning_of({"cells": cells}, edition, Made((), digests, "2026-01-01T00:00:00Z")).commentary)

    return of


def test_a_comment_stands_under_its_section(comments):
    assert comments([f"{WHOSE}\nHigh.\n\nAnd rising."], trust="High.\n\nAnd rising.") == {
        "trust": "High.\n\nAnd rising."
    }


def test_what_a_draft_says_above_a_comment_is_no_part_of_it(comments):
    assert comments([f"{CHANGED}\n{WHOSE}\nHigh."], trust="High.") == {"trust": "High."}


def test_the_box_of_a_comment_that_is_missing_is_none(comments):
    assert comments(["The evaluator's comment is missing here.", f"{WHOSE}\nHigh."], trust="High.") == {
        "trust": "High."
    }


def test_sections_with_the_same_words_are_each_told(comments):
    assert comments([f"{WHOSE}\nAs before."] * 2, trust="As before.", change="As before.") == {
        "trust": "As before.",
        "change": "As before.",
    }

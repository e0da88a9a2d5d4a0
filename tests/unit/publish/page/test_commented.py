from dataclasses import replace

import pytest

from arvio.commentary import ShownWords
from arvio.errors import RunError
from arvio.publish.page.commented import require_words


def test_a_final_report_is_not_made_while_comments_lack(edition):
    shown = [
        ShownWords("activity", "missing"),
        ShownWords("benefit", "written", "a", "b"),
        ShownWords("goals", "stale", "a", "b", ("Trust: 4.2 → 4.5", "Heard: 3.1 → 3.2")),
        ShownWords("reached", "stale", "a", "b"),
        ShownWords("chain", "unknown", "a", "b"),
    ]
    with pytest.raises(RunError) as caught:
        require_words(shown, replace(edition, stage="final"))
    told = str(caught.value)
    assert [problem.place for problem in caught.value.problems] == ["## activity", "## goals", "## reached", "## chain"]
    assert "## activity: the comment is missing, and a final report needs it" in told
    assert "since the comment was written: Trust: 4.2 → 4.5; Heard: 3.1 → 3.2" in told
    assert "goals --by NAME" in told
    require_words(shown, replace(edition, stage="draft"))


@pytest.mark.parametrize("state", ["written", "optional", "nothing_to_say"])
def test_a_comment_that_is_in_order_stops_nothing(edition, state):
    require_words([ShownWords("activity", state)], replace(edition, stage="final"))


def test_of_many_changed_figures_some_are_named_and_the_rest_counted(edition):
    changes = tuple(f"figure {number}: 1 → 2" for number in range(20))
    with pytest.raises(RunError, match=r"figure 11: 1 → 2; and 8 more"):
        require_words([ShownWords("trust", "stale", "a", "b", changes)], replace(edition, stage="final"))

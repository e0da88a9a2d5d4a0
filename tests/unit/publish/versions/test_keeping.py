import json

import pytest

from arvio.disclosure.register import enter, fingerprint_of
from arvio.errors import RunError, UsageError
from arvio.params.signatures import Signature
from arvio.publish import places
from arvio.publish.versions.keeping import keep_preview, keep_version, numbers, version

from .test_comparing import RUN, fact, meaning


def keep(root, *facts, **more):
    enter(root, RUN, facts)
    return keep_version(root, meaning(*facts, **more))


def test_a_version_that_means_the_same_is_not_kept_again(tmp_path):
    assert [keep(tmp_path, fact()), keep(tmp_path, fact(), tools={"numpy": "2"}), keep(tmp_path, fact(3.5))] == [
        1,
        1,
        2,
    ]
    assert numbers(tmp_path, RUN) == [1, 2]


def test_a_version_comes_back_with_the_figures_of_the_register(tmp_path):
    keep(tmp_path, fact())
    keep(tmp_path, fact(3.5))
    first, last = version(tmp_path, RUN, "1"), version(tmp_path, RUN, "last")
    assert (first.facts, last.facts) == ((fact(),), (fact(3.5),))
    assert (first.number, first.sentences, first.commentary) == (1, meaning().sentences, meaning().commentary)


def test_the_signed_version_is_the_newest_with_its_facts(tmp_path):
    keep(tmp_path, fact())
    keep(tmp_path, fact(3.5))
    signature = Signature("Maija", "2026-03-02T10:20:30Z", fingerprint_of([fact()]))
    assert version(tmp_path, RUN, "signed", signature).number == 1
    with pytest.raises(UsageError, match="is not signed"):
        version(tmp_path, RUN, "signed")


def test_a_preview_has_its_figures_with_it(tmp_path):
    keep_preview(tmp_path, meaning(fact()))
    found = version(tmp_path, RUN, "preview")
    assert (found.number, found.facts) == (0, (fact(),))
    assert numbers(tmp_path, RUN) == []


@pytest.mark.parametrize("wanted", ["3", "0", "newest", "preview"])
def test_a_version_that_there_is_not_is_told(wanted, tmp_path):
    keep(tmp_path, fact())
    with pytest.raises(UsageError, match="there is no"):
        version(tmp_path, RUN, wanted)


def test_a_spoilt_version_is_told_and_costs_no_new_one(tmp_path):
    keep(tmp_path, fact())
    path = places.versions(tmp_path, RUN) / "1.json"
    path.write_text(json.dumps({"format": 1}))
    with pytest.raises(RunError, match="is no version of a report"):
        version(tmp_path, RUN, "1")
    assert keep(tmp_path, fact()) == 2

"""A report that somebody signed with one figure and one comment."""

import hashlib
import json
from dataclasses import replace

import pytest

from arvio.disclosure.register import enter, fingerprint_of
from arvio.params.signatures import Signature, Signed, SignedReport, add_event
from arvio.publish import places
from arvio.publish.batch.lots import Lot
from arvio.publish.cluster.homecoming import without_manifest
from arvio.publish.signing.signed import held_back, is_out, stays

from ..versions.test_comparing import fact

WORDS = {"lessons": "a" * 64}


@pytest.fixture
def signed(edition):
    signature = Signature("Maija", "2026-03-02T10:20:30Z", fingerprint_of([fact()]), WORDS)
    return replace(edition, signature=signature)


def test_what_was_signed_goes_out_and_what_nobody_signed_too(signed, edition):
    assert held_back(signed, [fact()], WORDS) is None
    assert held_back(edition, [fact(3.5)], {}) is None


def test_other_figures_are_held_back_with_the_old_ones_of_the_register(signed):
    enter(signed.root, signed.run, [fact()])
    held = held_back(signed, [fact(3.5)], WORDS)
    assert held.state == "refused"
    assert "differs from what Maija signed on 2026-03-02" in held.summary
    assert "trust, all, mean: 4.5 → 3.5" in held.summary
    assert [(one["before"]["value"], one["now"]["value"]) for one in held.differences] == [(4.5, 3.5)]


def test_where_the_register_does_not_know_what_was_signed_that_is_told(signed):
    held = held_back(signed, [fact(3.5)], WORDS)
    assert "the figures that were signed are not in the register here" in held.summary
    assert held.differences == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"lessons": "b" * 64}, "the comment on lessons has other words"),
        ({}, "the comment on lessons is gone"),
        ({**WORDS, "reach": "c" * 64}, "the comment on reach is new"),
    ],
)
def test_other_words_are_held_back(signed, words, told):
    held = held_back(signed, [fact()], words)
    assert told in held.summary


def test_many_differences_are_listed_below_the_first(signed):
    enter(signed.root, signed.run, [fact()])
    held = held_back(signed, [fact(group=f"g{number}") for number in range(9)], WORDS)
    assert "and 7 more" in held.summary
    assert held.reason.count("\n    trust, ") == 10


def test_what_a_signed_report_tells_is_out_once_it_was_published(signed, edition):
    assert not is_out(signed)
    enter(signed.root, signed.run, [fact()])
    assert is_out(signed)
    assert not is_out(edition)


def lay(edition, **more):
    page = places.report(edition.root, edition.run)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("signed")
    told = {"files": {page.name: hashlib.sha256(b"signed").hexdigest()}, "facts": fingerprint_of([fact()])}
    manifest = places.manifest(edition.root, edition.run)
    manifest.parent.mkdir(parents=True, exist_ok=True)
    manifest.write_text(json.dumps({**told, "words": WORDS, **more}))
    return page


def test_the_signed_page_stays_as_long_as_it_is_the_one_that_was_signed(signed, edition):
    assert not stays(signed)
    page = lay(signed)
    assert stays(signed)
    assert not stays(edition)
    page.write_text("changed by hand")
    assert not stays(signed)
    lay(signed, facts="b" * 64)
    assert not stays(signed)


def test_a_report_that_was_signed_after_the_batch_began_is_left_as_it_is(edition, add_signature):
    page = lay(edition)
    add_signature(edition)
    (outcome,) = Lot(edition.run.organisation, [edition]).begin().outcomes
    assert outcome.state == "failed"
    assert outcome.reason == "was signed, or its signature withdrawn, after this batch began: run it again"
    assert page.read_text() == "signed"


@pytest.fixture
def add_signature():
    def add(edition):
        run = edition.run
        report = SignedReport(
            notebook=run.notebook, audience=run.audience, language=run.language, facts=fingerprint_of([fact()])
        )
        event = Signed(event="signed", at="2026-03-02T10:20:30Z", by="Maija", reports=[report])
        add_event(edition.root, run.organisation, run.period, event)

    return add


def test_the_manifest_that_came_from_a_cluster_is_left_out_and_nothing_else(edition):
    place = places.manifest(edition.root, edition.run).relative_to(edition.root).as_posix()
    found = {place: b"{}", place.replace(".json", ".error.html"): b"why"}
    assert list(without_manifest(edition.run, found)) == [place.replace(".json", ".error.html")]

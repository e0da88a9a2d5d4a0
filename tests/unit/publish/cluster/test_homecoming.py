import hashlib

import pytest

from arvio.disclosure import register
from arvio.disclosure.coarsening import uncoarsened
from arvio.errors import RunError
from arvio.publish import places
from arvio.publish.cluster.homecoming import put_in_place


def put(edition, found, log=""):
    put_in_place(edition.root, edition.run, found, log)


def name_of(edition, path):
    return path.relative_to(edition.root).as_posix()


def test_files_come_to_where_a_worker_here_would_have_left_them(edition):
    path = places.ready(edition.root, edition.run, places.report(edition.root, edition.run))
    put(edition, {name_of(edition, path): b"<p>4,5\n</p>"})
    assert path.read_bytes() == b"<p>4,5\n</p>"
    assert [*places.partial(edition.root).iterdir()] == []


def test_what_an_earlier_run_left_and_this_one_did_not_is_gone(edition):
    root, run = edition.root, edition.run
    facts = register.facts_path(root, run, by="batch")
    left = [
        facts,
        uncoarsened(facts),
        places.ready_record(root, run),
        places.ready(root, run, places.form_text(root, run)),
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("old")
    put(edition, {name_of(edition, facts): b"new"})
    assert facts.read_bytes() == b"new"
    assert [path for path in left[1:] if path.exists()] == []


def test_the_list_of_sources_is_taken_under_its_own_digest_only(edition):
    content = b'{"cli.py": "1"}'
    path = places.code(edition.root, hashlib.sha256(content).hexdigest())
    put(edition, {name_of(edition, path): content})
    assert path.read_bytes() == content
    with pytest.raises(RunError, match="does not belong to its report"):
        put(edition, {name_of(edition, path): b"something else"})


@pytest.mark.parametrize(
    "name",
    [
        "reports/.run/register.sqlite",
        "reports/.run/coarsened/testers.json",
        "reports/public/testers/2025/plain.en.html",
        "reports/.run/public/testers/2025/other.en.facts.jsonl",
        "reports/.run/public/testers/2025/plain.fi.facts.jsonl",
        "reports/.run/public/testers/2024/plain.en.facts.jsonl",
        "params/suite.yaml",
    ],
)
def test_nothing_of_another_report_or_of_the_register_is_taken(edition, name):
    with pytest.raises(RunError, match="does not belong to its report"):
        put(edition, {name: b"1"})
    assert not (edition.root / name).exists()


def test_what_was_printed_is_added_to_the_log(edition):
    put(edition, {}, "one\n")
    put(edition, {}, "two\n")
    assert places.log(edition.root).read_text() == "one\ntwo\n"

"""Every function, class and method is used by something other than its tests."""

import vulture

from .conftest import PROJECT

KINDS = {"function", "method", "property", "class", "import"}
BY_OTHERS = {
    # what Python, Jupyter, IPython, papermill, nbclient, matplotlib and the parser of HTML call by these names
    *("__dir__", "__getattr__", "_abort_queues", "_schedule_flush", "add_callback", "call_later", "deserialize"),
    *("feed_identities", "get_code_name", "get_msg", "handle_comment", "handle_data", "handle_endtag", "handle_pi"),
    *("handle_starttag", "schedule", "stop_channels", "unknown_decl"),
}
FOR_THOSE_WHO_LOOK_CLOSER = {
    "known_to_insiders",  # for whoever doubts a table (docs/disclosure.md): no report is refused for what insiders know
    # what the auditor can say of figures that no report tells yet: a report that will is not told without it
    *("median_of", "extremes_of"),
}
SHOWN = ("notebooks/*.ipynb", "src/arvio/**/*.j2", "data/sample/generator/*.py", "benchmarks/notebooks/*.ipynb")


def is_command(one):
    """Whether click calls it by what it is decorated with."""
    return one.filename.parent.name == "cli"


def test_nothing_is_there_that_nobody_uses():
    looked = vulture.Vulture()
    looked.scavenge([str(PROJECT / "src" / "arvio")])
    found = {
        one.name: one for one in looked.get_unused_code(min_confidence=60) if one.typ in KINDS and not is_command(one)
    }
    shown = "".join(path.read_text(encoding="utf-8") for pattern in SHOWN for path in PROJECT.glob(pattern))
    left = {name for name in found if name not in shown} - BY_OTHERS - FOR_THOSE_WHO_LOOK_CLOSER
    assert {f"{found[name].filename}:{found[name].first_lineno}: {name}" for name in left} == set()
    assert found.keys() >= {*BY_OTHERS, *FOR_THOSE_WHO_LOOK_CLOSER}, "a name in the lists is used by now, or is gone"

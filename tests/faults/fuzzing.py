"""What the tests of arbitrary input share: how many inputs, sound bytes spoilt, and values that no program expects."""

import copy
import functools
import json
import os
from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

FUZZ = int(os.environ.get("ARVIO_FUZZ_EXAMPLES", "0"))
TRIED = Counter()
"""How many inputs the tests of each module were given."""
DEEP, HUGE, HALF = "@deep@", "@huge@", "@half@"
"""Stand for what cannot be written by json.dumps: a hundred thousand lists in one another, a number of 5,000 digits,
and half of a letter."""
_WRITTEN = {DEEP: "[" * 100_000 + "]" * 100_000, HUGE: "9" * 5_000, HALF: '"\\ud800"'}
STRANGE = st.one_of(
    st.sampled_from((None, True, 0, -1, 1e308, float("inf"), float("nan"), "", "../../x", "\x00", [], {}, [[]])),
    st.sampled_from((DEEP, HUGE, HALF)),
    st.integers(),
    st.text(max_size=20),
)
CUTS = st.lists(
    st.tuples(st.integers(0, 20_000), st.sampled_from(["replace", "cut", "end", "repeat"]), st.integers(0, 255)),
    min_size=1,
    max_size=4,
)
CHANGES = st.lists(
    st.tuples(st.integers(0, 1000), st.sampled_from(["value", "key", "drop", "twice"]), STRANGE), min_size=1, max_size=3
)


def bounded(examples):
    """A fixed set of inputs in the tests, new ones at each `make fuzz`, which tells how many there were."""
    wanted = settings(
        max_examples=FUZZ or examples,
        deadline=None,
        derandomize=not FUZZ,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    return lambda test: wanted(_counted(test))


def _counted(test):
    inner = test.hypothesis.inner_test

    @functools.wraps(inner)
    def counting(*given, **named):
        TRIED[inner.__module__] += 1
        return inner(*given, **named)

    test.hypothesis.inner_test = counting
    return test


def spoilt(contents, cuts):
    """The bytes with some of them replaced, taken out or repeated."""
    found = bytearray(contents)
    for place, way, byte in cuts:
        place %= max(1, len(found))
        if way == "replace":
            found[place : place + 1] = bytes([byte])
        elif way == "cut":
            del found[place : place + byte]
        elif way == "end":
            del found[place:]
        else:
            found[place:place] = found[place : place + byte]
    return bytes(found)


def changed(content, changes):
    """A structure with some of its values replaced, taken out, repeated or given to a new key; itself untouched."""
    found = json.loads(json.dumps(content))
    for place, way, value in changes:
        homes = list(_homes(found))
        if not homes:
            return copy.deepcopy(value)
        home, key = homes[place % len(homes)]
        _change(home, key, way, value)
    return found


def written(content):
    """A structure as bytes of JSON, with what json.dumps cannot write."""
    text = json.dumps(content)
    for sign, instead in _WRITTEN.items():
        text = text.replace(f'"{sign}"', instead)
    return text.encode()


def _homes(content):
    pairs = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in pairs:
        yield content, key
        yield from _homes(value)


def _change(home, key, way, value):
    value, there = copy.deepcopy(value), copy.deepcopy(home[key])  # what stands in two places could be put into itself
    if way == "drop":
        del home[key]
    elif way == "value":
        home[key] = value
    elif isinstance(home, list):
        home.insert(key, there if way == "twice" else value)
    else:
        home[str(value) if way == "key" else f"{key}_"] = there

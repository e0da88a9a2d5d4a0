"""Two executions of a notebook held against each other, cell by cell."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

_NUMBERS_OF_A_PROCESS = (
    (re.compile(r"/[\w/.-]*/ipykernel_\d+"), "ipykernel"),
    (re.compile(r"0x[0-9a-f]{6,}"), "0x"),
)
_TIMES = {"papermill", "execution"}


def differences(first: Mapping, second: Mapping) -> list[str]:
    """What differs between the cells of two executed notebooks: outputs, data, metadata, execution counts."""
    pairs = zip(first["cells"], second["cells"], strict=True)
    return [
        f"cell {number}: {what}"
        for number, pair in enumerate(pairs)
        for what in _between(*map(dict, map(_plain, pair)))
    ]


def _between(first: Mapping, second: Mapping) -> Iterator[str]:
    for part in sorted(first.keys() | second.keys()):
        if first.get(part) != second.get(part):
            yield f"{first['source'][:80]!r} has other {part}: {first.get(part)!r:.2000} / {second.get(part)!r:.2000}"


def _plain(cell: Mapping) -> dict:
    """What a cell shows. What only tells one process from another, or one moment, is left out."""
    plain = json.loads(_of_any_process(json.dumps(cell)))
    plain.pop("id", None)  # which papermill gives anew to the cell that it puts in
    plain["metadata"] = {name: value for name, value in plain["metadata"].items() if name not in _TIMES}
    if "outputs" in plain:
        plain["outputs"] = list(_joined(plain["outputs"]))
    return plain


def _joined(outputs: Sequence[Mapping]) -> Iterator[Mapping]:
    """Streams between other outputs as one each: a kernel of its own sends what it prints in parts, by the clock."""
    streams: dict[str, str] = {}
    for output in [*outputs, None]:
        if output is not None and output["output_type"] == "stream":
            streams[output["name"]] = streams.get(output["name"], "") + "".join(output["text"])
            continue
        yield from ({"stream": name, "text": text} for name, text in sorted(streams.items()))
        streams = {}
        if output is not None:
            yield output


def _of_any_process(text: str) -> str:
    for pattern, instead in _NUMBERS_OF_A_PROCESS:
        text = pattern.sub(instead, text)
    return text

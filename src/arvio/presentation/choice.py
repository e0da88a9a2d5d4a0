"""A choice of report in JupyterLab, which writes the parameters cell of the open notebook and nothing else.

The document says what is open, and never a hidden state: no variable of the kernel is changed, and what a page is about
stands in the parameters cell for whoever reads it. A script writes it through the application that `arvio open` has
JupyterLab expose; elsewhere, as in VS Code, the lines are shown to be pasted.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from arvio.saying import say, spoken

PARTS = ("organisation", "period", "language", "audience")
SCRIPT = Path(__file__).with_name("choice.js")

Combination = Mapping[str, str]
"""A value for each of the four parts."""


def choices_of(part: str, now: Combination, combinations: Sequence[Combination]) -> list[str]:
    """What can be chosen of a part: of an organisation everything, of the others what goes with those before it.

    >>> choices_of("period", {"organisation": "a", "period": "2023"}, [{"organisation": "a", "period": "2024"}])
    ['2023', '2024']
    """
    before = PARTS[: PARTS.index(part)][:2]
    fit = [one[part] for one in combinations if all(one[name] == now[name] for name in before)]
    return sorted({now[part], *fit})


def fitting(now: Combination, combinations: Sequence[Combination]) -> dict[str, str]:
    """The combination nearest to what is chosen: of organisation and period first, then language, then audience."""
    return dict(max(combinations, key=lambda one: [one[part] == now[part] for part in PARTS], default=now))


def lines(values: Combination) -> str:
    """The parameters cell of a choice.

    >>> print(lines({"organisation": "voimaa", "period": "2023", "language": "fi", "audience": "public"}))
    organisation = "voimaa"
    period = "2023"
    language = "fi"
    audience = "public"
    """
    return "\n".join(f"{part} = {json.dumps(values[part], ensure_ascii=False)}" for part in PARTS)


def script(values: Combination, *, kernel: str, place: str, choice: int, run: bool) -> str:
    """What the browser does with a choice; `place` is the element that says what came of it."""
    done, refused = _RUNNING if run else _DONE, _REFUSED
    asked = {
        "values": dict(values),
        "kernel": kernel,
        "place": place,
        "choice": str(choice),
        "run": run,
        "done": spoken(done),
        "refused": spoken(refused),
    }
    given = json.dumps(asked).replace("</", "<\\/")  # which would end the script of a page that shows it
    return f"{SCRIPT.read_text(encoding='utf-8').strip()}({given})"


def show_choice(now: Combination, combinations: Sequence[Combination], kernel: str) -> None:
    """Show four lists and a button in a cell of JupyterLab; nothing happens until somebody chooses."""
    from IPython.display import display

    display(_Choice(now, combinations, kernel).box)


class _Choice:
    """The lists, and what was chosen in them last."""

    def __init__(self, now: Combination, combinations: Sequence[Combination], kernel: str) -> None:
        import ipywidgets as widgets

        self._combinations, self._kernel = combinations, kernel
        self._place, self._number, self._is_filling = f"arvio-{uuid.uuid4().hex}", 0, False
        self._values = dict(now)
        wide = {"description_width": "9em"}
        self._lists = {
            part: widgets.Dropdown(
                options=choices_of(part, now, combinations),
                value=now[part],
                description=spoken(_LABELS[part]),
                style=wide,
            )
            for part in PARTS
        }
        self._told, self._scripts = widgets.HTML(), widgets.Output()
        button = widgets.Button(description=spoken(_RUN), layout={"width": "max-content"})
        button.on_click(lambda _: self._write(run=True))
        for one in self._lists.values():
            one.observe(lambda change: self._choose(), names="value")
        self.box = widgets.VBox([*self._lists.values(), button, self._told, self._scripts])

    def _choose(self) -> None:
        """Follow what was chosen: the lists below it hold what goes with it, and the document is written."""
        if self._is_filling:
            return
        self._is_filling = True
        try:
            chosen = {part: one.value for part, one in self._lists.items()}
            if not any(chosen == dict(one) for one in self._combinations) and chosen != self._values:
                chosen = fitting(chosen, self._combinations)
            for part, one in self._lists.items():
                one.options = choices_of(part, chosen, self._combinations)
                one.value = chosen[part]
            self._values = chosen
        finally:
            self._is_filling = False
        self._write(run=False)

    def _write(self, *, run: bool) -> None:
        from IPython.display import Javascript, display

        self._number += 1
        paste = escape(f"{spoken(_PASTE)}\n{lines(self._values)}").replace("\n", "<br>")
        told = f'<div id="{self._place}" data-choice="{self._number}" role="status">{paste}</div>'
        self._told.value = told
        code = script(self._values, kernel=self._kernel, place=self._place, choice=self._number, run=run)
        self._scripts.clear_output()
        with self._scripts:
            display(Javascript(code))


_LABELS = {
    "organisation": say("Organisation"),
    "period": say("Period"),
    "language": say("Language"),
    "audience": say("Audience"),
}
_RUN = say("Restart and run all cells")
_DONE = say("Written into the parameters cell. The figures below are of the choice before: run all cells.")
_RUNNING = say("Written into the parameters cell. All cells are run from the beginning.")
_REFUSED = say("The parameters cell could not be written: it must be there once, with one line for each of the four.")
_PASTE = say("Write these lines into the parameters cell, then run all cells:")

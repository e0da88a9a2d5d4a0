"""Commands as the evaluator reads them: their help, and what click complains of, in her own language.

Help is written in English, as docstrings of the commands and `help=` of their options, and collected from there
(`arvio.translations.extract`); each paragraph is a message. It is translated when it is shown.
"""

from __future__ import annotations

import copy
import importlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from arvio.errors import ArvioError
from arvio.saying import ENGLISH, LANGUAGES, VARIABLE, evaluators_language, say, say_count, spoken, unknown_language
from arvio.terminal import echo

if TYPE_CHECKING:
    from gettext import NullTranslations

Asked = TypeVar("Asked", bound=click.Command)

OF_CLICK = (
    say("Usage:"),
    say("Options"),
    say("Commands"),
    say("Show this message and exit."),
    say("Show the version and exit."),
    say("default: {default}"),
    say("required"),
    say("Error: {message}"),
    say("Try '{command} {option}' for help."),
    say("Missing command."),
    say("Missing argument"),
    say("Missing option"),
    say("Invalid value: {message}"),
    say("Invalid value for {param_hint}: {message}"),
    say("No such option {name!r}."),
    say("No such command {name!r}."),
    say("Option {name!r} does not take a value."),
    say("{name} {filename!r} is a file."),
    say("{name} {filename!r} is a directory."),
    say("{name} {filename!r} is not readable."),
    say("{name} {filename!r} does not exist."),
    say("{value!r} is not a valid {number_type}."),
    say("{value} is not in the range {range}."),
    say_count("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    say_count("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    say_count("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    say_count("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
)
"""What click says to whoever uses our commands; anything else, or of another version of it, is said in English."""
_SPEAKING = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""The modules of click that say it, by functions of gettext, of which click takes the standard library's."""


FOR = {
    say("To begin"): ("setting_up", "new"),
    say("To work on a report"): ("workbench",),
    say("To make reports"): ("reports",),
    say("To answer for them"): ("review",),
    say("To see what they give away"): ("protection",),
    say("To hand them over"): ("handing_over",),
    say("To let data of persons go"): ("retention",),
}
"""What the commands of some modules of `arvio.cli` are for, in the order in which one comes to need them."""


class Commands(click.Group):
    """A group of commands that speak the evaluator's language and show what she can mend without a traceback."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command."""
        with click_translated():
            return super().main(*args, **extra)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """What a command is given; an error where it is to speak a language that we do not have."""
        asked = unknown_language()
        if asked:
            known = ", ".join(LANGUAGES)
            what = say(
                "%(variable)s asks for the language '%(asked)s', which there is not; there are: %(known)s",
                variable=VARIABLE,
                asked=asked,
                known=known,
            )
            raise click.UsageError(spoken(what))
        return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Do what is asked; the exit code of an error that the evaluator can mend."""
        try:
            return super().invoke(ctx)
        except ArvioError as error:
            echo(str(error), err=True)
            ctx.exit(error.exit_code)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command with its help in the evaluator's language."""
        found = super().get_command(ctx, cmd_name)
        return found and translated(found)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, which click makes once and keeps."""
        option = super().get_help_option(ctx)
        found = option and copy.copy(option)
        if found:
            found.help = _heard("Show this message and exit.")
        return found

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help of all commands together."""
        click.Group.format_help(translated(self), ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, those of arvio itself under what they are for."""
        if ctx.parent is not None:
            super().format_commands(ctx, formatter)
            return
        named = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        every = [(name, one) for name, one in named if one is not None]
        widest = max(len(name) for name, _ in every)
        for heading, modules in FOR.items():
            with formatter.section(spoken(heading)):
                of_it = [(name, one) for name, one in every if _module(one) in modules]
                room = formatter.width - widest - 6
                formatter.write_dl([(name.ljust(widest), one.get_short_help_str(room)) for name, one in of_it])


def _module(command: click.Command) -> str:
    return command.callback.__module__.rpartition(".")[2]


def translated(command: Asked) -> Asked:
    """The same command with its help and that of its options in the evaluator's language."""
    found = copy.copy(command)
    found.help = "\n\n".join(_heard(" ".join(one.split())) for one in (command.help or "").split("\n\n"))
    found.params = [_translated(param) for param in command.params]
    return found


@contextmanager
def click_translated() -> Iterator[None]:
    """What click says is in the evaluator's language from here to the end."""
    with ExitStack() as stack:
        for name in _SPEAKING:
            module = importlib.import_module(f"click.{name}")
            for function, ours in (("_", _heard), ("ngettext", _counted)):
                if hasattr(module, function):
                    stack.callback(setattr, module, function, getattr(module, function))
                    setattr(module, function, ours)
        yield


def _translated(param: click.Parameter) -> click.Parameter:
    found = copy.copy(param)
    if isinstance(found, click.Option) and found.help:
        found.help = _heard(found.help)
    return found


def _heard(text: str) -> str:
    """A text as it stands in the catalogue, with whatever in braces click fills in."""
    return _words().gettext(text) if text and evaluators_language() != ENGLISH else text


def _counted(one: str, several: str, count: int) -> str:
    if evaluators_language() == ENGLISH:
        return one if count == 1 else several
    return _words().ngettext(one, several, count)


def _words() -> NullTranslations:
    from arvio.translations import EVALUATOR, words  # babel takes a while to import, and English needs none of it

    return words(evaluators_language(), EVALUATOR)

"""The page that tells the evaluator why a report was not made. It is never handed over."""

from __future__ import annotations

from arvio.publish import places
from arvio.publish.editions import Edition
from arvio.publish.making.failures import Failure
from arvio.publish.templates import environment
from arvio.saying import ENGLISH, evaluators_language, spoken


def error_page(edition: Edition, failure: Failure, *, is_kept: bool = False) -> str:
    """The HTML of the error page, in the language of the report; all that it quotes is shown as text, in its own.

    `is_kept` says that the signed report stays in its place.
    """
    run = edition.run
    return (
        environment(run.language)
        .get_template("error.html.j2")
        .render(
            run=run,
            place=str(run.place),
            organisation_name=edition.organisation_name,
            failure=failure,
            is_kept=is_kept,
            reason=spoken(failure.reason),
            language_of_reason=ENGLISH if failure.is_quoted else evaluators_language(),
            parameters=run.parameters,
            command=command(edition),
            log=places.log(edition.root).relative_to(edition.root).as_posix(),
        )
    )


def command(edition: Edition) -> str:
    """The command that makes this report again."""
    run = edition.run
    return (
        f"arvio run {run.organisation} --period {run.period} --notebook {run.notebook}"
        f" --audience {run.audience} --language {run.language}"
    )

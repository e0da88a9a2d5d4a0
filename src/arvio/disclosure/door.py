"""The one door: results go in, what an audience may see comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from arvio.disclosure.coarsening import NOT_COARSENED, Steps
from arvio.disclosure.derived import Scale
from arvio.disclosure.released import Context, Released
from arvio.disclosure.rows import NO_SCALES
from arvio.disclosure.rules import no_limit, protect
from arvio.errors import Problem, ProtectionError
from arvio.params import Audience
from arvio.results import Results
from arvio.saying import say


def release(
    results: Results,
    *,
    audience: Audience,
    sensitivity: Callable[[str], str],
    smallest: Callable[[str], int] = no_limit,
    coarsened: Steps = NOT_COARSENED,
    scales: Mapping[str, Scale] = NO_SCALES,
    context: Context,
) -> Released:
    """Results as the context's audience may see them, by that audience's rules.

    `smallest` is the smallest group that an instrument lets an indicator be told of: no audience may see a smaller one.
    `coarsened` are the steps of the ladder that the gate decided on for tables of these reports.
    `scales` has the items that are answered in whole numbers: their means may be single answers.
    """
    if not isinstance(results, Results):
        raise ProtectionError(
            Problem(
                file="notebook",
                what=say("only results are released, got: %(name)s", name=type(results).__name__),
                remedy=say("pass on what an indicator of arvio.indicators returns"),
            )
        )
    table = protect(
        results.table,
        audience=audience,
        sensitivity=sensitivity,
        smallest=smallest,
        scales=scales,
        coarsened=coarsened,
    )
    return Released(table, context)

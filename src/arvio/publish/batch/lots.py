"""The reports of one organisation on their way: executed, judged together, made again or put in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import Any

from arvio.errors import ArvioError
from arvio.params import Run
from arvio.params.signatures import Signatures
from arvio.publish import manifest, places
from arvio.publish.batch.errands import PutOut, put_out
from arvio.publish.editions import Edition
from arvio.publish.freshness.judging import Judge
from arvio.publish.freshness.laid_ready import Ready, found_ready, lies_ready
from arvio.publish.making.failures import Failure, ended_by_itself, failure_of, failure_of_process
from arvio.publish.making.making import PAGE_SECONDS, execute_report, record_failure
from arvio.publish.manifest import Timing
from arvio.publish.outcomes import Event, Executed, Outcome, Waiting, fresh
from arvio.publish.running.ended import ChildEnded
from arvio.saying import say
from arvio.turns import TurnTakenError, in_turn


@dataclass(frozen=True)
class Task:
    """Something for a worker to do, and what to do with what came of it."""

    work: Callable[..., Any]
    given: tuple[Any, ...]
    ended: Callable[[Future[Any]], Progress]
    executes: Run | None = None
    """The run whose notebook is executed by it."""


@dataclass(frozen=True)
class Progress:
    """What is to be done next, and which runs have ended."""

    tasks: Sequence[Task | Lot] = ()
    outcomes: Sequence[Event] = ()


class Lot:
    """The reports of one organisation that are judged together and go out together.

    Of several batches that make reports of the same organisation, one waits for the other: else the facts of one could
    be judged without those of the other, or be registered with the page of the other.
    """

    def __init__(
        self,
        organisation: str,
        editions: Sequence[Edition],
        judge: Judge | None = None,
        audited: set[str] | None = None,
    ) -> None:
        """`judge` says which reports are fresh and need not be made; without one all are made.

        `audited`, where it is given, has the organisations whose audits were renewed with what went out last.
        """
        self.organisation = organisation
        self._editions = {edition.run: edition for edition in editions}
        self._judge = judge
        self._ready: dict[Run, Ready] = {}
        self._under_way = 0
        self._made_again = False
        self._audited = audited
        self._had_another_try = False
        self._waits = False
        self._turn = ExitStack()

    def begin(self) -> Progress:
        """Take the turn of the organisation and execute all reports; where another batch has it, first say so."""
        some = next(iter(self._editions.values()))
        longest = len(self._editions) * (some.time_limit_seconds + PAGE_SECONDS) if self._waits else 0
        try:
            lock = places.lock(some.root, self.organisation)
            self._turn.enter_context(in_turn(lock, seconds=longest, what=self.organisation))
        except TurnTakenError as error:
            if self._waits:
                return self._not_begun(error)
            self._waits = True
            return Progress([self], [Waiting(self.organisation)])
        except ArvioError as error:
            return self._not_begun(error)
        return self._begun()

    def give_up(self) -> None:
        """Let other batches have their turn."""
        self._turn.close()

    def _not_begun(self, error: ArvioError) -> Progress:
        """The turn never came: what another batch makes stays as it is."""
        return Progress(outcomes=[_not_begun(edition, error) for edition in self._editions.values()])

    def _begun(self) -> Progress:
        """Execute what is not fresh; what an earlier batch had executed and not put out waits for the rest."""
        try:
            unchanged, outcomes = set[Run](), self._without_signed_meanwhile()
        except ArvioError as error:
            self.give_up()
            return self._not_begun(error)
        judge = self._judge
        if judge is not None:
            if self._waits:
                judge.forget()  # what the other batch made in the meantime
            unchanged = {run for run, edition in self._editions.items() if judge.is_fresh(edition)}
            outcomes += [fresh(self._editions[run]) for run in sorted(unchanged)]
            self._ready = self._found_ready((run for run in self._editions if run not in unchanged), judge)
            outcomes += [Executed(run, 0) for run in self._ready]
        tasks = self._execute([run for run in self._editions if run not in unchanged and run not in self._ready])
        return Progress(tasks, outcomes) if tasks else self._all_executed(outcomes)

    def _without_signed_meanwhile(self) -> list[Event]:
        """Leave out what was signed, or whose signature was withdrawn, since the batch began: it would be made as what
        it no longer is. Who signs has the turn of the organisation, so that nothing changes from here on."""
        signatures = Signatures(next(iter(self._editions.values())).root)
        changed = [one for one in self._editions.values() if signatures.of(one.run) != one.signature]
        for one in changed:
            del self._editions[one.run]
        return [Outcome(one.run, "failed", 0, places.report(one.root, one.run), _SIGNED_MEANWHILE) for one in changed]

    def _found_ready(self, runs: Iterable[Run], judge: Judge) -> dict[Run, Ready]:
        found = {run: found_ready(self._editions[run], judge) for run in runs}
        return {run: ready for run, ready in found.items() if ready}

    def _execute(self, runs: Iterable[Run]) -> list[Task]:
        editions = [self._editions[run] for run in runs]
        self._under_way = len(editions)
        return [Task(execute_report, (one,), partial(self._executed, one), one.run) for one in editions]

    def _executed(self, edition: Edition, done: Future[Any]) -> Progress:
        made = _result(edition, done)
        if isinstance(made, Ready):
            self._ready[edition.run] = made
            return self._counted(Executed(edition.run, made.timing.execution_seconds))
        return self._counted(made)

    def _counted(self, *outcomes: Event) -> Progress:
        """One less is under way; when all have been executed they are judged."""
        self._under_way -= 1
        return Progress(outcomes=outcomes) if self._under_way else self._all_executed(outcomes)

    def _all_executed(self, outcomes: Sequence[Event]) -> Progress:
        if not self._ready:
            self.give_up()
            return Progress(outcomes=outcomes)
        if self._audited is not None:
            self._audited.discard(self.organisation)
        return Progress([self._put_out()], outcomes)

    def _put_out(self) -> Task:
        ready = tuple(self._ready[run] for run in sorted(self._ready))
        given = ready[0].edition.root, self.organisation, ready, self._made_again, self._audited is not None
        return Task(put_out, given, self._judged)

    def _judged(self, done: Future[Any]) -> Progress:
        error = done.exception()
        if isinstance(error, ChildEnded):
            return self._cut_off(error)
        if error is not None:
            return self._ended(self._held(dict.fromkeys(self._ready, _not_judged(error))))
        put: PutOut = done.result()
        if put.judgement.again:
            self._made_again = True
            for run in put.judgement.again:
                del self._ready[run]
            return Progress(self._execute(put.judgement.again))
        if put.is_audited and self._audited is not None:
            self._audited.add(self.organisation)
        held = {run: Failure("refused", reason) for run, reason in put.judgement.held.items()}
        return self._ended([*self._held(held), *put.outcomes])

    def _cut_off(self, error: ChildEnded) -> Progress:
        """The process died that judged the reports and put them out: what is out is out, the rest has another try."""
        left = {run: ready for run, ready in self._ready.items() if lies_ready(ready.edition)}
        outcomes = [_cut_off(ready, error) for run, ready in self._ready.items() if run not in left]
        self._ready = left
        if self._ready and self._had_another_try and not outcomes:
            return self._ended(self._held(dict.fromkeys(self._ready, _not_judged(error))))
        self._had_another_try = True
        return Progress([self._put_out()], outcomes) if self._ready else self._ended(outcomes)

    def _held(self, held: dict[Run, Failure]) -> list[Outcome]:
        return [record_failure(self._editions[run], why, self._ready[run].timing) for run, why in held.items()]

    def _ended(self, outcomes: Sequence[Event]) -> Progress:
        """All is out or held: what was laid ready is let go, since a batch has thousands of organisations."""
        self.give_up()
        self._ready = {}
        return Progress(outcomes=outcomes)


_SIGNED_MEANWHILE = say("was signed, or its signature withdrawn, after this batch began: run it again")


def _result(edition: Edition, done: Future[Any]) -> Ready | Outcome:
    """What became of a report; a failure where the worker died of it."""
    error = done.exception()
    if error is None:
        return done.result()
    if isinstance(error, ChildEnded):
        return record_failure(edition, failure_of_process(error, edition), _now())
    if isinstance(error, ArvioError):
        return record_failure(edition, failure_of(error, edition.time_limit_seconds), _now())
    return record_failure(edition, Failure("failed", ended_by_itself(type(error).__name__)), _now())


def _cut_off(ready: Ready, ended: ChildEnded) -> Outcome:
    """What became of a report that does not lie ready any more when the process died that put it out."""
    edition, timing = ready.edition, ready.timing
    root, run = edition.root, edition.run
    if places.ready_record(root, run).exists():  # it was on its way
        return record_failure(edition, failure_of_process(ended, edition), timing)
    if manifest.state(root, run) == "done":
        return Outcome(run, "done", timing.seconds, places.report(root, run))
    return Outcome(run, "failed", timing.seconds, places.error_page(root, run), manifest.reason(root, run))


def _not_begun(edition: Edition, error: ArvioError) -> Outcome:
    reason = failure_of(error, edition.time_limit_seconds).summary
    return Outcome(edition.run, "failed", 0, places.report(edition.root, edition.run), reason)


def _not_judged(error: BaseException) -> Failure:
    """What could not be judged does not go out."""
    if isinstance(error, ArvioError):
        return failure_of(error, 0)
    why = f"{type(error).__name__}: {error}"
    return Failure("refused", say("what it gives away could not be worked out (%(why)s)", why=why))


def _now() -> Timing:
    return Timing(dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), 0, 0)

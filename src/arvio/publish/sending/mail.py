"""Drafts of mails: for each organisation and period a short text and the PDFs of its current reports.

A mail is text only: pages as attachments are blocked or opened without their style by many mail programs. Nobody is
written to. The draft opens in the mail program as one that has not been sent, to the recipients that params name for
the organisation and audience, or to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from arvio.params import Project, Run
from arvio.params.notebook_texts import words_of
from arvio.params.recipients import recipients_of
from arvio.presentation import style
from arvio.publish import files, places
from arvio.publish.notebooks.notebooks import read_notebook
from arvio.publish.page.document import title_of
from arvio.publish.sending.current import Selection, pdf_of, select
from arvio.saying import say
from arvio.translations import later, words

Recipients = Mapping[tuple[str, str], tuple[str, ...]]
"""Addresses by organisation and audience."""

LONGEST_NAME = 120
"""Characters of an organisation's name in a mail: what a subject can show."""
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")
"""Line ends would begin another header, and marks of direction would show the rest of a line in another order."""
_ENCODED = "=?", "= ?"
"""What begins an encoded word is decoded in a header, line ends and all, also where somebody wrote it into a name."""
_MEANT_FOR = {
    "internal": later("They are for use within the organisation. Please do not send them on."),
    "funder": later("They are meant for the funder. Please do not publish them."),
    "public": later("They are public and may be sent on."),
}


@dataclass(frozen=True)
class Mails:
    """The drafts that were written."""

    paths: tuple[Path, ...]
    left_out: tuple[str, ...]
    """A line for each report that is in none, with the reason and what to do."""


def write_mails(project: Project, audience: str, organisation: str | None, **wanted: tuple[str, ...]) -> Mails:
    """Write the drafts of an audience's mails, of one organisation or of all. The same reports give the same bytes.

    `wanted` are periods and languages; without a language the suite's first. A draft that lay there before is taken
    away where there is nothing to send any more.
    """
    languages = wanted.get("languages") or (project.suite.languages[0],)
    found = select(project, audience, organisation, **{**wanted, "languages": tuple(languages)})
    recipients = recipients_of(project)
    paths, missing = [], []
    for of_one in _by_mail(found):
        path = places.mail(project.root, of_one[0])
        printed = {run: pdf_of(project, run) for run in of_one if run in found.current}
        missing += [_not_printed(run) for run, pdf in printed.items() if pdf is None]
        attached = {run: pdf[1] for run, pdf in printed.items() if pdf}
        if attached:
            files.write_bytes_whole(project.root, path, _draft(project, attached, recipients))
            paths.append(path)
        else:
            files.remove(path)
    return Mails(tuple(paths), (*found.left_out, *missing))


def _not_printed(run: Run) -> str:
    command = f"arvio run {run.organisation} --period {run.period} --audience {run.audience} --pdf"
    return say("%(run)s: not printed yet; to do: %(command)s", run=str(run), command=command)


def _by_mail(found: Selection) -> Iterable[list[Run]]:
    """The reports that belong into one mail."""

    def mail(run: Run) -> tuple[str, str, str]:
        return run.organisation, run.period, run.language

    return [list(of_one) for _, of_one in groupby(sorted(found.states, key=mail), key=mail)]


def _draft(project: Project, attached: dict[Run, bytes], recipients: Recipients) -> bytes:
    """A mail with PDFs, without a date or anything else of this machine."""
    first = next(iter(attached))
    to = recipients.get((first.organisation, first.audience), ())
    name = in_a_line(project.organisation(first.organisation).name)
    gettext = words(first.language).gettext
    message = EmailMessage(policy=SMTP)
    period = project.period(first.organisation, first.period)
    told = {"name": name, "period": style.period_name(period, first.language)}
    message["Subject"] = gettext("Evaluation reports: %(name)s %(period)s") % told
    if to:
        message["To"] = [Address(addr_spec=address) for address in to]
    message["X-Unsent"] = "1"
    message.set_content(_text(project, tuple(attached), name), cte="quoted-printable")
    for run, pdf in attached.items():
        file = f"{run.organisation}-{run.period}-{run.notebook}.{run.language}.pdf"
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=file)
    message["Content-Language"] = first.language
    message.set_boundary(f"arvio-{sha256(b''.join(attached.values())).hexdigest()[:32]}")
    return message.as_bytes()


def _text(project: Project, runs: tuple[Run, ...], name: str) -> str:
    """What the mail says, in the language of its reports."""
    first, language = runs[0], runs[0].language
    gettext, period = words(language).gettext, project.period(first.organisation, first.period)
    days = style.period(period.start, period.end, language)
    lines = [
        gettext("Hello,"),
        "",
        gettext("attached are evaluation reports of %(name)s; their data are of %(days)s:")
        % {"name": name, "days": days},
        "",
        *(f"- {_title(project, run)}" for run in runs),
        "",
        gettext(_MEANT_FOR[first.audience]),
    ]
    if project.organisation(first.organisation).data == "synthetic":
        lines += ["", gettext("Synthetic sample data: the persons and answers in these reports are invented.")]
    return "\n".join(lines) + "\n"


def _title(project: Project, run: Run) -> str:
    notebook = read_notebook(places.notebook(project.root, run.notebook))
    return title_of(notebook, words_of(project.root, run.notebook, run.language)) or run.notebook


def in_a_line(name: str) -> str:
    """A name as it stands in a header: in one line, in the direction of the line, and not longer than fits."""
    shown = " ".join(_UNSEEN.sub(" ", name).replace(*_ENCODED).split())
    return shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME - 1]}…"

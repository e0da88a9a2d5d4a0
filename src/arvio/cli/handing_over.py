"""Commands that put together what is handed over."""

from __future__ import annotations

import click

from arvio.cli.group import arvio, open_here
from arvio.saying import say, spoken
from arvio.terminal import echo


@arvio.command()
@click.argument("audience")
@click.argument("organisation", required=False)
def bundle(audience: str, organisation: str | None) -> int:
    """Pack an audience's current reports with a catalogue of their own, to be handed over in one file.

    Reports that are not current, and drafts, are left out and named; exit code 1 then.
    """
    from arvio.publish.screens import screen
    from arvio.publish.screens.following import near
    from arvio.publish.sending.bundle import write_bundle

    made = write_bundle(open_here(), audience, organisation)
    screen.print_left_out(made.left_out)
    echo(spoken(say("Reports packed: %(n)s", n=made.n)), err=True)
    echo(near(made.path))
    return int(bool(made.left_out))


@arvio.command()
@click.argument("audience")
@click.argument("organisation", required=False)
@click.option("--period", "periods", multiple=True, help="Only this period, such as 2025. Repeatable.")
@click.option("--language", "languages", multiple=True, help="In this language; the suite's first if left out.")
def mail(audience: str, organisation: str | None, **wanted: tuple[str, ...]) -> int:
    """Write a draft of a mail for each organisation and period, with the PDFs of the current reports. Sends nothing.

    Recipients are those of params/recipients.yaml, if any. Reports that are not current or not printed are left out and
    named; exit code 1 then.
    """
    from arvio.publish.screens import screen
    from arvio.publish.screens.following import near
    from arvio.publish.sending.mail import write_mails

    made = write_mails(open_here(), audience, organisation, **wanted)
    screen.print_left_out(made.left_out)
    for path in made.paths:
        echo(near(path))
    return int(bool(made.left_out))


@arvio.command()
@click.argument("organisation")
@click.option("--period", required=True, help="The period of the mirror, such as 2025.")
def export(organisation: str, period: str) -> int:
    """Write an organisation's signed file of released aggregates for a mirror: no persons, no text, no name."""
    from arvio.mirror import export as exported

    echo(exported(open_here(), organisation, period))
    return 0


@arvio.command("mirror-key")
@click.argument("organisation")
def mirror_key(organisation: str) -> int:
    """Make the key with which an organisation signs for a mirror; show its public half, which the convener needs."""
    from arvio.mirror import create_key

    echo(create_key(open_here().root, organisation))
    return 0

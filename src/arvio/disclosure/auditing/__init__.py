"""The auditor: what an outsider can work out from everything that was published, computed from the facts alone.

Facts (`told`) become statements on unknown whole numbers of persons (`model`): what each says (`said`) of which cells
(`cells`), and what holds between several (`structure`, between periods `periods`, between tables `same`). The exact
range of each number that nobody may work out (`protected`) follows by whole-number programming (`bounds`), each range
has a verdict (`verdicts`), and what leaks is told with the smallest set of facts that leaks it together (`explain`).
How the groups of each table lie is declared (`declared`), and how its periods hang together (`times`): a table that is
not declared there says nothing of other periods. Nothing here reads data.

    facts = facts_of(register, reader="public")
    said = statements(facts, Reading(rules, is_sensitive, scales))
    found = audit_verdicts(said.rows, said.protected, known=solved_before)
    for leak in found.leaking:
        print(explanation(leak, facts_behind(leak, said.rows), said.words))

Somebody who is one of the persons counted knows more. `known_to_insiders` looks at what a finished audit found to be
protected, on sensitive subjects only, and costs little beside it: does the one who answered otherwise know all the
others, and does one of a withheld few know of at most one other? `with_insider` makes the statements of somebody in a
cell, for an audit of everything that they know.

    inside = known_to_insiders(said, found, reading, known=solved_before)

Every statement is meant to be true of the tables, so that a contradiction is a mistake in the figures, or in a report
that was made of other data. Two are taken as a careful reader takes them: that the waves of a year make up its answers
where one of them is withheld, and that an answer was given in the period in which its wave was opened. What the auditor
does not know: figures that claims and goals repeat under a name of their own, differences between groups, effect sizes
and probabilities, the intervals of changes, events beside the persons they were of, and what stands in no register. Of
shares of goals, needs and waiting times (Kaplan and Meier) it takes the n only.
"""

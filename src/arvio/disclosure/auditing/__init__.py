"""The auditor: what an outsider can work out from everything that was published, computed from the facts alone.

Facts become statements on unknown whole numbers of persons (`model`, `facts`), the exact range of each protected number
follows by whole-number programming (`bounds`), each range has a verdict (`verdicts`), and what leaks is told with the
smallest set of facts that leaks it together (`explain`). How the groups of each table lie is declared (`declared`).
Nothing here reads data.

    facts = facts_of(register, reader="public")
    said = statements(facts, Reading(rules, is_sensitive, scales))
    found = audit_verdicts(said.rows, said.protected, known=solved_before)
    for leak in found.leaking:
        print(explanation(leak, facts_behind(leak, said.rows), said.words))

What it does not know: that tables of different indicators or breakdowns tell of the same persons (the total of one may
be that of another), differences of means and changes beside the means they are made of, figures that claims repeat
under a name of their own, probabilities and effect sizes, and what stands in no register. Of shares of goals, needs and
waiting times (Kaplan and Meier) it takes the n only.
"""

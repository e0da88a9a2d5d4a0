"""The auditor: what an outsider can work out from everything that was published, computed from the facts alone.

Facts become statements on unknown whole numbers of persons (`model`, `facts`), the exact range of each protected number
follows by whole-number programming (`bounds`), each range has a verdict (`verdicts`), and what leaks is told with the
smallest set of facts that leaks it together (`explain`). Nothing here reads data.
"""

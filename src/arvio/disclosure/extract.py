"""What the register knows of one organisation, as a register of its own: so much goes to where reports are made."""

from __future__ import annotations

from pathlib import Path

from arvio.disclosure.register_file import PATH, adding_to_register, note_of, register_of

_OF_ORGANISATION = {
    "fact": "select * from fact where organisation = ? order by number",
    "publication": "select * from publication where organisation = ? order by number",
    "told": """select told.* from told join publication on publication.number = told.publication
        where organisation = ? order by told.publication, told.fact""",
}


def last_number(root: Path, organisation: str) -> int:
    """The number of the last publication about an organisation; 0 where there is none. It grows with each."""
    with register_of(root) as register:
        wanted = "select max(number) from publication where organisation = ?"
        found = register.execute(wanted, [organisation]).fetchone() if register else None
    return (found and found[0]) or 0


def extract(root: Path, organisation: str, *, into: Path) -> Path:
    """Begin the register of an empty project with what was published about one organisation; where it lies."""
    with register_of(root) as register:
        rows = {
            table: register.execute(wanted, [organisation]).fetchall() if register else []
            for table, wanted in _OF_ORGANISATION.items()
        }
    with adding_to_register(into) as copy:
        for table, found in rows.items():
            if found:
                copy.executemany(f"insert into {table} values ({', '.join('?' * len(found[0]))})", found)
    note_of(into / PATH).unlink(missing_ok=True)
    return into / PATH

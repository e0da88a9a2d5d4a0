def sheet(*marks, group="R01"):
    rows = [[f"Ryhmä: {group}"], ["Nimi", "13.2.2024", "20.2.2024", "Huom."]]
    return [
        *rows,
        *([f"Uolevi Esimerkki {n}", mark, "x", "soitti"] for n, mark in enumerate(marks)),
        ["Yhteensä", 1, 2, ""],
    ]


def test_a_draft_of_an_attendance_list_reads_it(workbook, drafted):
    tables = drafted(workbook({"helmi": sheet("x", "-", "x"), "maalis": sheet("p", "1", group="R02")}, "lista.xlsx"))
    found = tables.table("attendance")
    assert found.groupby("group_id")["present"].sum().to_dict() == {"R01": 5, "R02": 4}
    assert found["person_key"].nunique() == 3


def test_names_are_keys_and_remarks_are_dropped(workbook, drafted, tmp_path):
    drafted(workbook({"helmi": sheet("x", "-", "x")}, "lista.xlsx"))
    text = (tmp_path / "params" / "organisations" / "kysely.yaml").read_text(encoding="utf-8")
    assert "    person: Nimi # kept as a key only\n" in text
    assert "Uolevi" not in text
    assert "Huom." in text


def test_marks_whose_meaning_is_not_known_are_told(workbook, drafted, tmp_path):
    many = {"helmi": sheet(*"xxxxxxxxxxx", "s", "s", "s")}
    drafted(workbook(many, "lista.xlsx"))
    text = (tmp_path / "params" / "organisations" / "kysely.yaml").read_text(encoding="utf-8")
    assert "# Marks whose meaning must be said: s." in text

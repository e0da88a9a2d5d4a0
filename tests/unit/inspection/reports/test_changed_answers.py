HEAD = ["Aikaleima", "1. Minua kuultiin ryhmässä", "2. Minut kohdattiin", "3. Palvelu", "Vapaa sana"]
ROWS = [[f"1{n}.2.2024", str(n), "4", ["Chat", "Ryhmä"][n % 2], f"lause {n}"] for n in range(1, 6)]


def test_answers_that_the_codebook_lacks_are_told_when_three_gave_them(changed):
    rows = [
        [f"1{n}.2.2024", "erittäin tärkeä", "melko tärkeä", "Puhelin" if n < 3 else "Chat", "x"] for n in range(1, 6)
    ]
    found = {one.key: one for one in changed([HEAD, *rows]).unknown}
    assert found["items.met"].labels == ("melko tärkeä",)
    assert (found["items.service"].labels, found["items.service"].rare) == ((), 2)
    assert "items.heard" not in found


def test_answers_of_rows_that_are_left_out_are_not_unknown(changed):
    rows = [*ROWS, ["19.2.2024", "5", "5", "Toinen järjestö", ""]]
    rule = {"column": "3. Palvelu", "values": ["toinen järjestö"], "reason": "other_service"}
    assert changed([HEAD, *rows], leave_out=[rule]).unknown == ()


def test_several_answers_in_a_cell_are_known_one_by_one(changed):
    rows = [[*row[:3], ["Netti", "Netti, Ystävä"][n % 2], row[4]] for n, row in enumerate(ROWS)]
    items = {"heard": HEAD[1], "met": HEAD[2], "heard_of": HEAD[3]}
    assert changed([HEAD, *rows], items=items).unknown == ()

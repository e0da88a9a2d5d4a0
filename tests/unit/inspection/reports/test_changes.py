HEAD = ["Aikaleima", "1. Minua kuultiin ryhmässä", "2. Minut kohdattiin", "3. Palvelu", "Vapaa sana"]
ROWS = [[f"1{n}.2.2024", str(n), "4", ["Chat", "Ryhmä"][n % 2], f"lause {n}"] for n in range(1, 6)]


def headed(*headers):
    return [list(headers), *ROWS]


def test_a_file_like_the_mapping_has_no_changes(changed):
    found = changed([HEAD, *ROWS])
    assert (found.are_none, found.same) == (True, 5)


def test_new_and_missing_questions_are_told(changed):
    found = changed(headed(*HEAD[:2], "Kuinka monta kertaa kävit?", *HEAD[3:]))
    assert [column.header for column in found.new] == ["Kuinka monta kertaa kävit?"]
    assert [one.key for one in found.missing] == ["items.met"]


def test_a_reworded_question_is_paired_with_what_it_was(changed):
    found = changed(headed(HEAD[0], "1. Minua kuultiin hyvin ryhmässä", *HEAD[2:]))
    pair = found.reworded[0]
    assert (pair.sought.key, pair.now) == ("items.heard", "1. Minua kuultiin hyvin ryhmässä")
    assert 0.8 < pair.alike < 1
    assert (found.new, found.missing) == ((), ())


def test_the_number_of_a_question_counts_beside_its_words(changed):
    found = changed(headed(HEAD[0], "1. Ohjaaja kuuli minua", *HEAD[2:]))
    assert [one.sought.key for one in found.reworded] == ["items.heard"]


def test_each_new_question_is_paired_once_and_with_the_nearest(changed):
    found = changed(headed(HEAD[0], "Minua kuultiin", "Minut kohdattiin hyvin", *HEAD[3:]))
    assert {one.sought.key: one.now for one in found.reworded} == {
        "items.heard": "Minua kuultiin",
        "items.met": "Minut kohdattiin hyvin",
    }


def test_reworded_open_questions_are_paired_too(changed):
    found = changed(headed(*HEAD[:4], "Vapaa sana tai toive"))
    assert [(one.sought.key, one.now) for one in found.reworded] == [("open_text", "Vapaa sana tai toive")]
    assert found.gone == ()


def test_items_of_a_version_are_compared_as_the_version_says(changed):
    versions = [{"files": "palaute_2025.csv", "items": {"met": "Kohtaaminen"}, "not_asked": ["service"]}]
    found = changed(headed(*HEAD[:2], "Kohtaaminen", "Uusi kysymys", "Vapaa sana"), versions=versions)
    assert (found.missing, found.reworded) == ((), ())
    assert [column.header for column in found.new] == ["Uusi kysymys"]

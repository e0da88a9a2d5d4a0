from arvio.inspection.reports.table import AS_ABOVE, WIDTH, seen, table


def test_each_column_has_its_letter_kind_and_counts(columns):
    rows = [["Palvelu", "Arvio"], *(["chat", "5"] for _ in range(3)), *(["ryhmä", ""] for _ in range(3))]
    lines = table(list(columns(rows).values()))
    assert lines[1].split() == ["A", "Palvelu", "choice", "2", "0", "%", "2", "options:", "chat", "|", "ryhmä"]
    assert lines[2].split()[:6] == ["B", "Arvio", "constant", "1", "50", "%"]


def test_no_line_is_wider_than_a_terminal(columns):
    rows = [["Palvelu, johon osallistuit " * 9], *([f"vaihtoehto {'x' * 60} {n % 9}"] for n in range(40))]
    assert max(len(line) for line in table(list(columns(rows).values()))) <= WIDTH


def test_rows_of_one_question_stand_under_it_and_are_told_once(columns):
    rows = [["Rivi", "Arvio: Chat", "Arvio: Ryhmä"], *([f"r{n}", str(n % 5 + 1), str(n % 5 + 1)] for n in range(9))]
    lines = table(list(columns(rows).values()))
    assert [line.strip() for line in lines if line.startswith("     ")][1] == "Arvio"
    assert lines[-1].endswith(AS_ABOVE)


def test_columns_of_which_nothing_is_told_are_not_told_as_above(columns):
    rows = [["Rivi", "Syyt: Apu", "Syyt: Seura"], ["a", "x", ""], ["b", "", "x"]]
    assert not any(line.endswith(AS_ABOVE) for line in table(list(columns(rows).values())))


def test_open_text_and_persons_show_nothing(columns):
    rows = [["Nimi", "Vapaa sana"], *(["Uolevi Esimerkki", "Salainen lause"] for _ in range(5))]
    shown = "\n".join(table(list(columns(rows).values())))
    assert "Uolevi" not in shown
    assert "Salainen" not in shown


def test_an_answer_of_one_or_two_is_counted_and_not_shown(columns):
    rows = [["Sukupuoli"], *([one] for one in ["nainen"] * 5 + ["mies"] * 5 + ["harvinainen vastaus"] * 2)]
    told = seen(columns(rows)["Sukupuoli"])
    assert told == "2 options: nainen | mies; 2 other answers, each given by fewer than 3"


def test_figures_show_their_decimal_sign_and_no_value(columns):
    assert seen(columns([["Palkka"], ["1234,5"], ["2345,5"]])["Palkka"]) == "decimal comma in 2 values"

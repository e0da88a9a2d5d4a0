from arvio.inspection.formats.format import Format, chosen, with_codebook
from arvio.params import Source


def found(reader):
    return Format(Source(table="answers", reader=reader, files="vienti.csv"), "text file", ("it looks so",))


def test_a_codebook_beside_the_export_becomes_part_of_its_source(written):
    written([["Variable / Field Name", "Form Name", "Field Type", "Field Label"], ["q1", "k", "text", "Q"]], "s.csv")
    told = with_codebook(found("redcap"), written([["q1"], ["1"]]), ["q1"])
    assert (told.source.codebook, told.evidence[-1]) == ("s.csv", "s.csv lies beside it and is its codebook")


def test_a_codebook_that_would_help_is_asked_for(written):
    told = with_codebook(found("redcap"), written([["q1"], ["1"]]), ["q1"])
    assert told.source.codebook is None
    assert told.evidence[-1].startswith("no codebook lies beside it: put the project's data dictionary")


def test_tools_without_codebooks_need_none(written):
    assert with_codebook(found("csv"), written([["q1"], ["1"]]), ["q1"]) == found("csv")


def test_the_table_that_is_read_is_told_with_the_others():
    words = "sheet B has most rows of answers (5); the others: A (2)"
    assert chosen("sheet", "B", {"A": 2, "B": 5}) == words
    assert chosen("sheet", "B", {"B": 5}) == "sheet B has most rows of answers (5)"

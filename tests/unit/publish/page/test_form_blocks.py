from arvio.params.models import FormQuestion, FunderForm, Text
from arvio.publish.page.form_blocks import blocks_of, length
from arvio.publish.page.parts import FORM_TEXT, Part

WORDS = Text(fi="Kenttä", en="Field")


def form(limit, *about):
    question = FormQuestion(question="one", heading=WORDS, limit=limit, about=list(about))
    return FunderForm(source=WORDS, questions=[question])


def part(topic, *sentences):
    told = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return Part(FORM_TEXT, f'<div class="arvio-form" data-topic="{topic}">{told}</div>', 1, "")


FIRST, SECOND = "a" * 30 + ".", "b" * 28 + "."


def test_a_text_that_fits_is_whole():
    (block,) = blocks_of(form(61, "activity"), [part("activity", FIRST, SECOND)], "en")
    assert block.text == f"{FIRST} {SECOND}"
    assert block.length == 61
    assert block.left_out == ()


def test_one_character_too_many_drops_the_last_sentence_whole():
    (block,) = blocks_of(form(60, "activity"), [part("activity", FIRST, SECOND)], "en")
    assert block.text == FIRST
    assert block.left_out == (SECOND,)


def test_the_topic_that_the_form_names_last_is_dropped_first():
    found = [part("reached", FIRST), part("activity", SECOND)]
    (block,) = blocks_of(form(50, "activity", "reached"), found, "en")
    assert block.text == SECOND
    assert block.left_out == (FIRST,)


def test_a_field_that_takes_not_even_one_sentence_has_no_text():
    (block,) = blocks_of(form(50, "activity"), [part("activity", "c" * 51)], "en")
    assert block.text == ""
    assert len(block.left_out) == 1


def test_topics_stand_on_lines_of_their_own_and_a_line_break_counts_as_two():
    (block,) = blocks_of(form(200, "activity", "reached"), [part("activity", "A."), part("reached", "B.")], "en")
    assert block.text == "A.\nB."
    assert block.length == length(block.text) == 6


def test_signs_of_html_are_text():
    (block,) = blocks_of(form(200, "activity"), [part("activity", "Kylä &amp; kaupunki &lt;5")], "en")
    assert block.text == "Kylä & kaupunki <5"


def test_a_topic_that_no_cell_wrote_of_gives_an_empty_field():
    (block,) = blocks_of(form(200, "goals"), [part("activity", FIRST)], "en")
    assert (block.text, block.left_out, block.heading) == ("", (), "Field")

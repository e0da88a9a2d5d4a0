"""The report for a word processor, read back by its elements, and opened by a program that people use."""

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from arvio.publish.annexes.archive import parts_of
from arvio.publish.annexes.word import HIGHEST_PICTURE, document
from arvio.publish.annexes.word_template import TEXT_WIDTH

from .conftest import ANSWERS, HOSTILE, figure, output, table_output

SENTENCES = (
    "<ol><li>One <strong>of two</strong></li><li>Two</li></ol><p>Then</p><ol><li>First again</li></ol>"
    '<p><a href="https://example.org/a">a page</a> and <a href="#section-1">a section</a></p>'
)


def read(annex):
    return docx.Document(io.BytesIO(annex))


def styles(written):
    return [(one.style.name, one.text) for one in written.paragraphs if one.text]


@pytest.fixture
def report(content, edition):
    made = content(figure(), table_output(ANSWERS), output("sentences", SENTENCES, finding="Most were heard."))
    return document(made, edition)


def test_title_findings_contents_and_sections_have_real_styles_in_order(report):
    found = styles(read(report))
    heads = [one for one in found if one[0].startswith(("Title", "Subtitle", "Heading", "toc"))]
    assert heads == [
        ("Title", "Feedback"),
        ("Subtitle", "Testers & Co 2025"),
        ("Heading 1", "Main findings"),
        ("Heading 1", "Contents"),
        ("toc 1", "What did they answer?"),
        ("Heading 1", "What did they answer?"),
    ]
    assert ("List Bullet", "Most were heard.") in found
    assert ("Normal", "Who was asked.") in found


def test_contents_lead_to_the_section(report):
    body = read(report).element.body
    [link] = [one for one in body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))]
    [mark] = body.iter(qn("w:bookmarkStart"))
    assert link.get(qn("w:anchor")) == mark.get(qn("w:name"))
    fields = [one.text for one in body.iter(qn("w:instrText"))]
    assert any(field.strip().startswith("TOC ") for field in fields)
    kinds = [one.get(qn("w:fldCharType")) for one in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_a_table_has_its_caption_a_repeated_header_and_every_cell(report):
    written = read(report)
    assert ("Caption", "Table 1. Answers to each statement") in styles(written)
    table = written.tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        list(ANSWERS.header),
        *(list(row) for row in ANSWERS.rows),
    ]
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, False, False, False]
    assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Table 1 Answers to each statement"
    assert ("Note", ANSWERS.notes[0]) in styles(written)


def test_a_figure_has_its_caption_a_picture_with_words_for_it_and_its_data(report):
    written = read(report)
    assert ("Caption", "Figure 1. Most were heard") in styles(written)
    [shape] = written.inline_shapes
    assert shape.width == TEXT_WIDTH
    assert shape._inline.docPr.get("descr") == "Participants: 4.5."
    assert shape._inline.docPr.get("title") == "Most were heard"
    assert [name for name in parts_of(report) if name.endswith(".png")] == ["word/media/image1.png"]
    assert [[cell.text for cell in row.cells] for row in written.tables[0].rows] == [
        ["Group", "Mean"],
        ["Participants", "4.5"],
    ]
    assert ("Note", "The lines are intervals.") in styles(written)


def test_a_tall_drawing_is_made_as_low_as_a_page(content, edition):
    tall = '<div class="arvio-wide"><svg viewBox="0 0 720 2000" xmlns="http://www.w3.org/2000/svg"></svg></div>'
    [shape] = read(document(content(figure(tall)), edition)).inline_shapes
    assert shape.height == HIGHEST_PICTURE
    assert shape.width < TEXT_WIDTH


def test_a_figure_of_which_all_is_withheld_says_so_without_a_picture(content, edition):
    empty = '<p class="arvio-not-collected">Everything is withheld.</p>'
    written = read(document(content(figure(empty)), edition))
    assert len(written.inline_shapes) == 0
    assert ("Note", "Everything is withheld.") in styles(written)


def test_the_language_is_that_of_the_report(report, content, edition):
    for language, tag in (("fi", "fi-FI"), ("en", "en-GB"), ("sv", "sv-FI")):
        made = read(document(content(), replace(edition, run=replace(edition.run, language=language))))
        assert made.core_properties.language == tag
        assert {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))} == {tag}


def test_properties_say_what_it_is_and_nothing_of_the_machine(report):
    properties = read(report).core_properties
    assert (properties.title, properties.subject) == ("Feedback – Testers & Co 2025", "public/testers/2025/plain.en")
    assert properties.author == properties.last_modified_by == "Testers & Co"
    assert properties.comments == ""
    assert properties.created == properties.modified
    assert properties.created.isoformat() == "2025-12-31T12:00:00+00:00"


@pytest.mark.parametrize(("stage", "data", "said"), [("draft", "real", "DRAFT"), ("final", "synthetic", "invented")])
def test_each_page_says_that_it_is_a_draft_or_of_a_sample(stage, data, said, content, edition):
    written = read(document(content(), replace(edition, stage=stage, data=data)))
    head = "\n".join(one.text for one in written.sections[0].header.paragraphs)
    assert said in head
    assert any(name == "Draft or sample" and said in text for name, text in styles(written))


def test_a_final_report_of_real_persons_bears_no_mark(content, edition):
    written = read(document(content(), replace(edition, data="real")))
    assert [text for name, text in styles(written) if name == "Draft or sample"] == []
    assert [one.text for one in written.sections[0].header.paragraphs] == ["Feedback – Testers & Co 2025"]


def test_lists_begin_with_one_and_words_keep_their_looks(report):
    written = read(report)
    numbers = [one._p.pPr.numPr.numId.val for one in written.paragraphs if one.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]
    numbering = written.part.numbering_part.element
    for number in set(numbers):
        assert numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val == 1
    [bold] = [run for one in written.paragraphs for run in one.runs if run.text == "of two"]
    assert bold.bold


def test_only_links_to_the_web_lead_anywhere(report):
    rels = read(report).part.rels.values()
    assert [rel.target_ref for rel in rels if rel.is_external] == ["https://example.org/a"]
    assert "a page and a section" in [text for _, text in styles(read(report))]


def test_the_file_has_nothing_of_the_template_but_its_styles(report):
    names = set(parts_of(report))
    assert not {
        name for name in names if any(other in name for other in ("thumbnail", "customXml", "theme", "app.xml"))
    }
    own = {one.name for one in read(report).styles if not one.builtin}
    assert {"Note", "Table text", "Draft or sample"} <= own
    assert not {"toc 1", "Hyperlink"} & own
    assert {name for name in names if not name.endswith((".xml", ".rels", ".png"))} == set()


def test_the_same_report_gives_the_same_bytes(report, content, edition):
    made = content(figure(), table_output(ANSWERS), output("sentences", SENTENCES, finding="Most were heard."))
    assert document(made, edition) == report


def test_hostile_words_are_words(hostile, edition):
    written = read(document(hostile, edition))
    told = {cell.text for table in written.tables for row in table.rows for cell in row.cells}
    for text in HOSTILE:
        seen = text.translate({1: "\ufffd", 11: "\ufffd", 31: "\ufffd"}).strip(" \n\t")
        assert seen in told
    assert not any(
        b"HYPERLINK &quot;" in part or b"<w:script" in part for part in parts_of(document(hostile, edition)).values()
    )


@pytest.mark.parametrize("made", ["report", "hostile"])
def test_libreoffice_opens_it(made, request, edition, libreoffice):
    found = request.getfixturevalue(made)
    annex = found if isinstance(found, bytes) else document(found, edition)
    [converted] = libreoffice({"report.docx": annex}, "fodt")
    text = converted.decode("utf-8")
    assert ">Feedback<" in text
    assert "What did they answer?" in text
    assert "table:table-header-rows" in text
    if made == "report":
        assert "Participants: 4.5." in text
        assert 'fo:language="en"' in text

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from arvio.errors import ProtectionError
from arvio.params.models import FormQuestion, FunderForm, Text
from arvio.presentation.marks import Shown
from arvio.publish.page.export import document_of, page_of
from arvio.publish.page.fingerprints import check_fingerprint
from arvio.publish.page.form import PAGE, TEXT, form_files, script
from arvio.publish.page.inspection import check_form_page

WORDS = Text(fi="Toiminta & muut", en="Activity & more")
FORM = FunderForm(
    source=Text(fi="Lomake 2026", en="Form of 2026"),
    questions=[FormQuestion(question="activity", heading=WORDS, limit=100, about=["activity"])],
)
TOLD = '<div class="arvio-form" data-topic="activity"><p>Persons: 12 (collected).</p></div>'


@pytest.fixture
def told(notebook):
    """An executed notebook with a text for the form."""
    data, metadata = Shown("form_text", TOLD, "Persons: 12")._repr_mimebundle_()
    return notebook({"output_type": "execute_result", "data": data, "metadata": metadata, "execution_count": 1})


@pytest.fixture
def funders(edition):
    return replace(edition, form=FORM, run=replace(edition.run, audience="funder"))


def test_the_page_holds_the_text_its_length_and_its_limit(told, funders):
    page = form_files(told, funders, told)[PAGE]
    assert '<p class="form-text" id="text-activity">Persons: 12 (collected).</p>' in page
    assert "24 of at most 100 characters" in page
    assert "Activity &amp; more" in page
    assert "Form of 2026" in page


def test_only_the_one_script_may_run_and_the_policy_names_it(told, funders):
    page = form_files(told, funders, told)[PAGE]
    (running,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(running.encode()).digest()).decode()
    assert f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in page
    assert "<img" not in page
    assert 'href="http' not in page


def test_the_button_is_hidden_until_the_script_shows_it(told, funders):
    assert re.search(r"<button [^>]*\bhidden>", form_files(told, funders, told)[PAGE])


def test_the_text_file_holds_the_same_text(told, funders):
    text = form_files(told, funders, told)[TEXT]
    assert "Activity & more\n== 24 of at most 100 characters\n\nPersons: 12 (collected).\n" in text
    assert "Synthetic sample data" in text
    assert "DRAFT" not in text


def test_a_draft_says_so_on_both(told, funders):
    made = form_files(told, replace(funders, stage="draft"), told)
    assert all("DRAFT" in each for each in made.values())


def test_the_page_carries_the_fingerprint_of_its_run(told, funders):
    page = form_files(told, funders, told)[PAGE]
    assert check_fingerprint(page, funders.run, told)
    with pytest.raises(ProtectionError):
        check_fingerprint(page.replace("12", "13"), funders.run, told)


def test_the_report_itself_does_not_hold_the_text(told, funders):
    assert "Persons: 12" not in page_of(document_of(told, funders), funders, told)


def test_without_a_form_or_without_texts_there_is_no_page(told, funders, notebook, marked):
    assert form_files(told, replace(funders, form=None), told) == {}
    assert form_files(notebook(marked()), funders, told) == {}


def test_the_same_inputs_give_the_same_bytes(told, funders):
    assert form_files(told, funders, told) == form_files(told, funders, told)


def test_a_second_script_or_a_link_to_outside_is_refused(funders):
    page = f"<script>{script()}</script>"
    check_form_page(page, "x.html", funders.root, script=script())
    for harmful in (page + page, page + "<script>1</script>", page + '<img src="https://example.org/a.png">', ""):
        with pytest.raises(ProtectionError):
            check_form_page(harmful, "x.html", funders.root, script=script())

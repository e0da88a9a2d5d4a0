from dataclasses import replace

import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from arvio.errors import ProtectionError
from arvio.params import Run
from arvio.publish.page.fingerprints import PLACE_FOR_IT, check_fingerprint, short, with_fingerprint

RUN = Run("testers", "2025", "plain", "public", "fi")
SOURCE = new_notebook(cells=[new_markdown_cell("# A", id="a")])
PAGE = f'<meta name="arvio-run" content="{RUN.place} {PLACE_FOR_IT}"><p>4,5 <code>{short(PLACE_FOR_IT)}</code></p>'


def test_a_page_carries_its_fingerprint_whole_and_shortened():
    page = with_fingerprint(PAGE, RUN, SOURCE)
    found = check_fingerprint(page, RUN, SOURCE)
    assert page.count(found) == 1
    assert f"<code>{short(found)}</code>" in page


def test_a_changed_page_is_found():
    page = with_fingerprint(PAGE, RUN, SOURCE).replace("4,5", "4,9")
    with pytest.raises(ProtectionError, match="changed after it was made"):
        check_fingerprint(page, RUN, SOURCE)


def test_a_page_of_another_organisation_is_found():
    with pytest.raises(ProtectionError, match="page of another run"):
        check_fingerprint(with_fingerprint(PAGE, RUN, SOURCE), replace(RUN, organisation="others"), SOURCE)


def test_a_renamed_page_of_another_organisation_is_found():
    other = replace(RUN, organisation="others")
    page = with_fingerprint(PAGE, RUN, SOURCE).replace(str(RUN.place), str(other.place))
    with pytest.raises(ProtectionError, match="changed after it was made"):
        check_fingerprint(page, other, SOURCE)


def test_a_page_without_a_fingerprint_is_refused():
    with pytest.raises(ProtectionError, match="page of another run"):
        check_fingerprint("<p>4,5</p>", RUN, SOURCE)


def test_another_notebook_gives_another_fingerprint():
    other = new_notebook(cells=[new_markdown_cell("# B", id="a")])
    assert with_fingerprint(PAGE, RUN, SOURCE) != with_fingerprint(PAGE, RUN, other)

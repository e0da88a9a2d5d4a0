"""The browser itself prints: pages as they are, and pages as nobody should write them."""

import contextlib
import socket
import tempfile
import threading
from html import escape
from pathlib import Path

import psutil
import pypdfium2
import pytest

from arvio.errors import RunError
from arvio.publish.paper import printing
from arvio.publish.paper.printing import Limits, printer

LIMITS = Limits(memory_mb=2000)
WAYS = ("linux", "win32")
"""One browser for all pages, and one for each."""
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">"""
PAGE = (
    '<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>Mitä kuului – Ääni ry 2025</title></head><body>'
    "<h1>Mitä kuului</h1><h2>Ensin</h2><p>Hyvää</p><h2>Sitten</h2>"
    "<table><caption>Luvut</caption><tr><th scope='col'>Ryhmä</th></tr><tr><td>4,5</td></tr></table>"
    '<p><a href="plain.fi.xlsx">tiedosto</a> <a href="#x">alas</a> <a href="https://example.org/">muualle</a></p>'
    "</body></html>"
)


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Where the browser keeps what it keeps."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(scope="module", params=WAYS)
def printed(request, program):
    with printer(program, LIMITS, request.param) as print_page:
        return print_page(PAGE)


@contextlib.contextmanager
def opened(printed):
    document = pypdfium2.PdfDocument(printed)
    try:
        yield document
    finally:
        document.close()


def text_of(printed):
    with opened(printed) as document:
        sheets = [document[number] for number in range(len(document))]
        texts = [sheet.get_textpage() for sheet in sheets]
        found = "\n".join(text.get_text_range() for text in texts)
        for each in (*texts, *sheets):
            each.close()
        return found


def test_a_pdf_has_the_text_the_title_and_the_outline_of_its_page(printed):
    assert "Hyvää" in text_of(printed)
    assert "4,5" in text_of(printed)
    with opened(printed) as document:
        assert document.get_metadata_value("Title") == "Mitä kuului – Ääni ry 2025"
        assert [one.get_title() for one in document.get_toc()] == ["Mitä kuului", "Ensin", "Sitten"]


def test_a_pdf_is_tagged_and_has_its_language(printed):
    assert b"/MarkInfo" in printed
    assert b"/Marked true" in printed
    assert b"/Lang (fi)" in printed
    assert b"/S /TH" in printed


def test_a_pdf_names_neither_this_machine_nor_the_time(printed):
    with opened(printed) as document:
        told = document.get_metadata_dict()
    assert (told["CreationDate"], told["ModDate"], told["Creator"]) == ("", "", "arvio")
    assert str(Path(tempfile.gettempdir())).encode() not in printed
    assert b"file:" not in printed
    assert b"/URI (https://example.org/)" in printed


@pytest.mark.parametrize("way", WAYS)
def test_the_same_page_gives_the_same_bytes(program, way):
    with printer(program, LIMITS, way) as print_page:
        first, other, again = print_page(PAGE), print_page(PAGE.replace("4,5", "3,2")), print_page(PAGE)
    with printer(program, LIMITS, way) as print_page:
        assert print_page(PAGE) == first == again != other


def test_elements_are_numbered_within_the_page():
    # a browser under load counts one element more or less before it comes to the page
    printed = b"/ID (node00000%d)>> /Headers [(node00000%d)] /Names [(node00000%d) 23 0 R (node00000%d) 24 0 R]"
    first, second = printed % (115, 115, 115, 120), printed % (216, 216, 216, 221)
    assert printing._with_own_numbers(first) == printing._with_own_numbers(second)
    assert len(printing._with_own_numbers(first)) == len(first)
    assert b"[(node00000001) 23 0 R (node00000002) 24 0 R]" in printing._with_own_numbers(first)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_left_of_the_browser(program, temporary, way):
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    with printer(program, LIMITS, way) as print_page:
        print_page(PAGE)
    assert list(temporary.iterdir()) == []
    assert {process.pid for process in psutil.Process().children(recursive=True)} <= before


@pytest.mark.parametrize("way", WAYS)
def test_no_page_reaches_the_network(program, way):
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        listening = threading.Event()

        def listen():
            while not listening.is_set():
                with contextlib.suppress(TimeoutError):
                    asked.append(server.accept())

        thread = threading.Thread(target=listen)
        thread.start()
        with printer(program, LIMITS, way) as print_page:
            page = PAGE.replace("<p>", f'<img src="http://127.0.0.1:{port}/a.png"><p>', 1)
            assert "Hyvää" in text_of(print_page(page))
        listening.set()
        thread.join()
    assert asked == []


def test_a_page_that_needs_too_much_memory_costs_only_itself(program, temporary):
    with printer(program, Limits(memory_mb=30)) as print_page, pytest.raises(RunError, match="more than 30 MB"):
        print_page(PAGE)
    assert list(temporary.iterdir()) == []


def test_a_page_after_one_that_took_too_long_has_a_new_browser(program):
    limits = Limits(memory_mb=2000, seconds=0.01)
    with printer(program, limits) as print_page:
        with pytest.raises(RunError, match="took longer than 0 s"):
            print_page(PAGE)
        object.__setattr__(limits, "seconds", 60)
        assert "Hyvää" in text_of(print_page(PAGE))


@pytest.mark.parametrize("way", WAYS)
def test_a_browser_that_ends_is_told_of_with_what_it_said(tmp_path, way):
    broken = tmp_path / "browser"
    broken.write_text("#!/bin/sh\necho no library >&2\nexit 1\n")
    broken.chmod(0o755)
    with (
        printer(broken, LIMITS, way) as print_page,
        pytest.raises(RunError, match=r"before it had printed.*no library"),
    ):
        print_page(PAGE)


@pytest.mark.parametrize("way", WAYS)
def test_a_browser_does_not_get_the_secret_of_the_keys(tmp_path, monkeypatch, way):
    monkeypatch.setenv("ARVIO_KEY", "planted")
    telling = tmp_path / "browser"
    telling.write_text('#!/bin/sh\necho "key: ${ARVIO_KEY-none}" >&2\nexit 1\n')
    telling.chmod(0o755)
    with printer(telling, LIMITS, way) as print_page, pytest.raises(RunError, match="key: none"):
        print_page(PAGE)


@pytest.mark.parametrize("way", WAYS)
def test_a_hostile_name_is_text_in_a_pdf(program, way):
    name = "(/CreationDate (D:2020)) /URI (file:///x) <script>alert(1)</script> \u202eoikealta"
    page = PAGE.replace("Ääni ry 2025", escape(name)).replace("Hyvää", f"{escape(name)}</p><p>{'Pitkä ' * 1700}loppu")
    with printer(program, LIMITS, way) as print_page:
        page = page.replace("<title>", f"{POLICY}<title>")
        made = print_page(page.replace("</body>", '<script>document.body.textContent = "ran"</script></body>'))
    with opened(made) as document:
        assert document.get_metadata_value("Title") == f"Mitä kuului – {name}"
    text = text_of(made)
    assert "<script>alert(1)</script>" in text
    assert "loppu" in text

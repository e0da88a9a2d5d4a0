import os
import re
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

import lxml.etree
import matplotlib
import pytest

from arvio.presentation.figures.drawing import NARROW, WIDE, WIDTH_OF_BOLD, WIDTH_OF_LETTER, draw, wrapped
from arvio.presentation.figures.rows import Bar, Chart, Dot, Note, Row, Scale
from arvio.presentation.svg import svg

HOSTILE = '</svg><script>alert(1)</script>" & {{ }} $x$ ]]> %s'
SVG = "{http://www.w3.org/2000/svg}"


def chart(label="Kymenlaakso", value=4.5):
    rows = (Row(label, (Dot(value, value - 0.2, value + 0.2, "4,5"),)), Row("Muu", (Bar(1, 3, "3"),)))
    return Chart(rows, Scale(1, 5, [(1, "1"), (5, "5")]))


def drawn(label="Kymenlaakso", title="Keskiarvot", description="Keskiarvo on 4,5."):
    return svg(draw(chart(label), WIDE), title, description)


def test_a_drawing_has_a_role_a_title_and_a_description():
    root = lxml.etree.fromstring(drawn())
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert (title.text, description.text) == ("Keskiarvot", "Keskiarvo on 4,5.")


def test_words_are_words_and_no_paths():
    texts = [text.text for text in lxml.etree.fromstring(drawn()).iter(f"{SVG}text")]
    assert texts == ["1", "5", "Kymenlaakso", "4,5", "Muu", "3"]
    assert not re.search(r"DejaVu|glyph|<use", drawn())


def test_the_page_decides_the_size_and_the_ink():
    root = lxml.etree.fromstring(drawn())
    assert root.get("viewBox").startswith("0 0 720 ")
    assert root.get("width") is None
    assert root.get("fill") == "currentColor"
    assert set(re.findall(r"#[0-9a-f]{6}", drawn())) == {"#12436d", "#8a8a8a", "#ffffff"}  # behind var(…) only
    assert not re.search(r"(?<!, )#[0-9a-f]{6}", drawn())


def test_nothing_tells_when_or_with_what_it_was_drawn():
    assert not re.search(r"metadata|Matplotlib|matplotlib|20\d\d-\d\d|<!--|<\?xml|DOCTYPE", drawn())


def test_the_same_chart_gives_the_same_bytes():
    assert drawn() == drawn()


def test_what_was_drawn_before_changes_nothing():
    other = svg(draw(chart("Muu", 2), NARROW), "t", "d")
    assert [drawn(), svg(draw(chart("Muu", 2), NARROW), "t", "d"), drawn()] == [drawn(), other, drawn()]


def test_another_process_gives_the_same_bytes():
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", "from test_svg import drawn; print(drawn(), end='')"]
    here = Path(__file__).parent
    ran = subprocess.run(command, capture_output=True, check=True, env=environment, cwd=here, encoding="utf-8")
    assert ran.stdout == drawn()


SETTINGS = {
    "font.size": 30,
    "font.family": "monospace",
    "figure.dpi": 200,
    "figure.autolayout": True,
    "lines.linewidth": 5,
    "lines.dash_capstyle": "round",
    "axes.facecolor": "red",
    "text.color": "red",
    "svg.fonttype": "path",
}


def test_what_an_evaluator_sets_for_other_figures_changes_nothing():
    with matplotlib.rc_context(SETTINGS), warnings.catch_warnings():
        warnings.simplefilter("error")
        under = drawn()
    assert under == drawn()


def test_ids_are_its_own():
    def ids(text):
        return re.findall(r'\bid="([^"]+)"', text)

    one, other = drawn(), drawn(title="Toinen")
    assert len(ids(one)) == len(set(ids(one)))
    assert not set(ids(one)) & set(ids(other))
    assert set(re.findall(r"(?:url\(|href=\")#([^)\"]+)", one)) <= set(ids(one))


def test_hostile_words_are_shown_as_text():
    root = lxml.etree.fromstring(drawn(HOSTILE, HOSTILE, HOSTILE))
    assert root.find(f"{SVG}title").text == root.find(f"{SVG}desc").text == HOSTILE
    assert not list(root.iter(f"{SVG}script"))
    written = "".join(text.text for text in root.iter(f"{SVG}text"))
    assert HOSTILE.replace(" ", "") in written.replace(" ", "")


@pytest.mark.parametrize("label", ["日本", "😀", "a\u202eb", "$x^2$", "", "W" * 10_000])
def test_any_label_is_drawn_without_a_warning(label):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        lxml.etree.fromstring(drawn(label, label, label))


def test_a_phone_shows_its_letters_at_11_px_or_more():
    narrow = svg(draw(chart(), NARROW), "t", "d")
    smallest = min(float(size) for size in re.findall(r"font-size: ([\d.]+)px", narrow))
    shown_width = 375 - 2 * 1.1 * 17
    assert smallest * shown_width / NARROW.width >= 11


def test_a_bold_heading_does_not_leave_a_phone():
    heading = "Services are communicated in a way that suits men"
    narrow = svg(draw(Chart((Row("All", (), heading),), Scale(1, 5)), NARROW), "t", "d")
    lines = [text.text for text in lxml.etree.fromstring(narrow).iter(f"{SVG}text") if text.text != "All"]
    assert " ".join(lines) == heading
    assert max(len(line) for line in lines) * WIDTH_OF_BOLD * NARROW.font <= NARROW.width


def test_a_label_leaves_no_word_alone_on_its_last_line():
    assert wrapped("1. Kymenlaakso, hanketyöntekijä yksin", WIDE) == ("1. Kymenlaakso,", "hanketyöntekijä yksin")


@pytest.mark.parametrize("label", ["", "Muu", "a " * 200, "W" * 100, "Hyvinvointialueyhteistyö ja muu " * 3])
def test_even_lines_are_no_more_and_no_longer_than_full_ones(label):
    letters = int(WIDE.labels / (WIDE.font * WIDTH_OF_LETTER))
    full = textwrap.wrap(label, letters) or [""]
    assert len(wrapped(label, WIDE)) == len(full)
    assert max(map(len, wrapped(label, WIDE))) <= letters


def test_a_weak_bar_has_a_strong_outline_and_no_grid_shines_through():
    weak = svg(draw(Chart((Row("Muu", (Bar(1, 3, strength=0.2),)),), Scale(1, 5, [(2, "2")])), WIDE), "t", "d")
    page, bar = re.findall(r'<path [^>]*style="([^"]*)"', weak)[-2:]
    assert "fill: var(--arvio-page" in page
    assert "opacity" not in page
    assert re.search(r"fill-opacity: 0\.2.*stroke: var\(--arvio-first", bar)


@pytest.mark.parametrize("scale", [Scale(0, 0), Scale(0, float("nan"))])
def test_a_scale_without_extent_still_shows_its_words(scale):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nothing = svg(draw(Chart((Row("Kaikki", (Note("••"),)),), scale), WIDE), "t", "d")
    assert "••" in [text.text for text in lxml.etree.fromstring(nothing).iter(f"{SVG}text")]

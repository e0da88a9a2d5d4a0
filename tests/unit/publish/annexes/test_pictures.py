"""Drawings as pictures of points."""

import io

import pytest
from PIL import Image

from arvio.publish.annexes.pictures import MOST_POINTS, picture

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" role="img" aria-labelledby="a b" '
    'font-family="system-ui, sans-serif" fill="currentColor"><title id="a">t</title><desc id="b">d</desc>'
    '<path d="M 0 0L 100 0L 100 100L 0 100z" style="fill: var(--arvio-first, #12436d)"/>'
    '<text x="200" y="50" style="font-size: 40px">{words}</text></svg>'
)


def opened(content):
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_the_colours_are_those_of_the_page_on_white():
    found = opened(picture(DRAWING.format(height=200, words="")))
    assert found.getpixel((20, 20)) == (0x12, 0x43, 0x6D)
    assert found.getpixel((600, 200)) == (255, 255, 255)


def test_words_are_drawn_with_letters_of_our_own():
    with_words = picture(DRAWING.format(height=200, words="Äö"))
    assert with_words != picture(DRAWING.format(height=200, words=""))
    assert opened(with_words).crop((320, 20, 500, 90)).convert("L").getextrema()[0] < 40


def test_the_same_drawing_gives_the_same_bytes():
    assert picture(DRAWING.format(height=200, words="4,5")) == picture(DRAWING.format(height=200, words="4,5"))


@pytest.mark.parametrize("height", [100, 1000, 8000])
def test_no_picture_has_more_points_than_are_searched(height):
    width, high = opened(picture(DRAWING.format(height=height, words=""))).size
    assert width * high <= MOST_POINTS * 1.01
    assert high / width == pytest.approx(height / 720, rel=0.01)


def test_the_words_of_title_and_description_are_not_in_the_file():
    drawing = DRAWING.format(height=100, words="").replace(">d<", ">Uolevi Kuukankorpi<")
    assert b"Uolevi" not in picture(drawing)

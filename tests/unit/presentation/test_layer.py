import io
import re

import pytest
from matplotlib.image import imread

from arvio.presentation.figures.layer import (
    Layer,
    Look,
    Words,
    circle,
    figure_of,
    polygon,
    rectangle,
    stroke,
)
from arvio.presentation.svg import svg

LEFT, RIGHT = 20, 180


def layer(*words):
    made = Layer(200, 100)
    made.drawn += words
    return made


def shown(made):
    return svg(figure_of(made), "t", "d")


def test_what_was_added_later_is_drawn_over_what_was_before():
    made = layer(Words(1, 1, "first", 10))
    rectangle(made, (0, 0), (5, 5), Look("#28a197"))
    made.drawn.append(Words(2, 2, "last", 10))
    assert re.findall(r"<(text|path)", shown(made)) == ["text", "path", "text"]


def test_a_rectangle_goes_right_and_down_from_its_corner():
    made = layer()
    rectangle(made, (10, 20), (30, 40), Look("#28a197"))
    assert 'd="M10 20L40 20L40 60L10 60z"' in shown(made)


def test_a_circle_is_around_its_centre():
    made = layer()
    circle(made, (50, 40), 5, Look("#28a197"))
    numbers = [float(number) for number in re.findall(r"[\d.]+", re.search(r' d="([^"]+)"', shown(made))[1])]
    across, down = numbers[::2], numbers[1::2]
    assert (min(across), max(across), min(down), max(down)) == (45, 55, 35, 45)


def test_a_shape_without_strength_is_an_outline():
    made = layer()
    polygon(made, [(0, 0), (9, 0), (9, 9)], Look("#28a197", 0, edge="#28a197"))
    assert 'style="fill: none; stroke: var(--arvio-second, #28a197)"' in shown(made)


def test_dashes_are_as_long_as_the_line_is_wide():
    made = layer()
    stroke(made, (0, 0), (9, 0), Look(edge="#801650", width=2, dashes=(4, 3)))
    assert shown(made).count("stroke-width: 2; stroke-dasharray: 8 6") == 1


@pytest.mark.parametrize(("align", "anchor"), [("left", None), ("center", "middle"), ("right", "end")])
def test_words_stand_at_their_point_by_their_anchor(align, anchor):
    text = re.search(r"<text[^>]*>", shown(layer(Words(60, 50, "Äänekoski", 10, align=align))))[0]
    assert 'x="60"' in text
    assert re.findall(r"text-anchor: (\w+)", text) == ([anchor] if anchor else [])


def test_words_of_a_row_stand_on_one_line():
    made = layer(*(Words(number, 50, words, 10) for number, words in enumerate(["Å", "e", "gp", "4,5", "日本"])))
    assert set(re.findall(r' y="([\d.]+)"', shown(made))) == {"53.8"}


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_other_renderers_of_matplotlib_draw_it_too(align):
    x = {"left": LEFT, "center": (LEFT + RIGHT) / 2, "right": RIGHT}[align]
    made = layer(Words(x, 50, "n" * 20, 12, align=align))
    rectangle(made, (LEFT, 80), (RIGHT - LEFT, 10), Look("#12436d"))
    written = io.BytesIO()
    figure_of(made).savefig(written, format="png", dpi=144, facecolor="white")
    picture = imread(io.BytesIO(written.getvalue()))[..., 0]
    assert picture.shape == (200, 400)
    assert (picture[160:180, 2 * LEFT + 2 : 2 * RIGHT - 2] < 0.2).all()
    inked = (picture[:150] < 0.5).nonzero()
    assert inked[0].mean() == pytest.approx(100, abs=8)
    ends = {"left": inked[1].min() - 2 * LEFT, "center": inked[1].mean() - 200, "right": inked[1].max() - 2 * RIGHT}
    assert abs(ends[align]) < 6

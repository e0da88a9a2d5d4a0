import math

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform

from arvio.presentation.svg_renderer import SvgRenderer

BLUE, BLACK = (0x12 / 255, 0x43 / 255, 0x6D / 255), (0.0, 0.0, 0.0)


def drawn(path, face=None, transform=None, **edge):
    renderer = SvgRenderer(200, 100)
    context = renderer.new_gc()
    context.set_linewidth(0)
    context.set_joinstyle("miter")
    for name, value in edge.items():
        getattr(context, f"set_{name}")(value)
    renderer.draw_path(context, path, transform or IdentityTransform(), face)
    return "".join(renderer.elements)


def written(words, colour=BLACK, x=10.0, y=20.0, **font):
    renderer = SvgRenderer(200, 100)
    context = renderer.new_gc()
    context.set_foreground((*colour, 1.0), isRGBA=True)
    renderer.draw_text(context, x, y, words, FontProperties(**font), 0)
    return "".join(renderer.elements)


def test_points_are_counted_from_the_top():
    assert drawn(Path([(0, 100), (10, 90)])) == '<path d="M0 0L10 10" style="fill: none"/>'


def test_a_transform_is_carried_out():
    assert 'd="M2 96L4 92"' in drawn(Path([(1, 2), (2, 4)]), transform=Affine2D().scale(2))


def test_every_kind_of_step_has_its_letter():
    steps = [Path.MOVETO, Path.LINETO, *[Path.CURVE3] * 2, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    path = Path([(number, 100 - number) for number in range(8)], steps)
    assert 'd="M0 0L1 1Q2 2 3 3C4 4 5 5 6 6z"' in drawn(path)


def test_several_outlines_of_a_path_are_kept():
    steps = [Path.MOVETO, Path.LINETO, Path.MOVETO, Path.LINETO]
    assert 'd="M0 0L1 1M2 2L3 3"' in drawn(Path([(number, 100 - number) for number in range(4)], steps))


def test_numbers_are_rounded_to_a_decimal_and_zero_has_no_sign():
    assert 'd="M-0.1 0L1062.8 33.3"' in drawn(Path([(-0.06, 100.04), (1062.75, 66.666)]))
    assert 'd="M0 0L1 1"' in drawn(Path([(-0.04, 100.04), (1, 99)]))


@pytest.mark.parametrize("broken", [math.nan, math.inf, -math.inf])
def test_what_has_no_place_is_not_drawn(broken):
    assert drawn(Path([(0, 0), (broken, 1)])) == ""
    assert written("a", x=broken) == written("a", y=broken) == ""


def test_known_colours_are_those_of_the_page():
    assert 'style="fill: var(--arvio-first, #12436d)"' in drawn(Path([(0, 0), (1, 1)]), (*BLUE, 1.0))
    assert 'style="fill: #ff0000; fill-opacity: 0.08"' in drawn(Path([(0, 0), (1, 1)]), (1.0, 0.0, 0.0, 0.08))


def test_black_is_the_ink_of_the_page():
    assert drawn(Path([(0, 100), (1, 99)]), (*BLACK, 1.0)) == '<path d="M0 0L1 1"/>'
    assert "stroke: currentColor" in drawn(Path([(0, 0), (1, 1)]), linewidth=2)


def test_an_edge_has_its_width_ends_corners_and_dashes():
    edge = drawn(Path([(0, 0), (1, 1)]), linewidth=1.25, capstyle="projecting", joinstyle="round")
    assert edge.endswith('stroke: currentColor; stroke-width: 1.25; stroke-linecap: square; stroke-linejoin: round"/>')
    renderer = SvgRenderer(200, 100)
    context = renderer.new_gc()
    context.set_dashes(0, [6.4, 4.8])
    renderer.draw_path(context, Path([(0, 0), (1, 1)]), IdentityTransform())
    assert "stroke-dasharray: 6.4 4.8" in renderer.elements[0]


def test_words_have_their_size_weight_and_colour():
    assert written("a", size=13) == '<text x="10" y="20" style="font-size: 13px">a</text>'
    bold = written("a", BLUE, size=18.2, weight="bold")
    assert 'style="font-size: 18.2px; font-weight: 700; fill: var(--arvio-first, #12436d)"' in bold


def test_signs_of_markup_are_words():
    assert written('<a> & "b" %s {}').endswith('>&lt;a&gt; &amp; "b" %s {}</text>')

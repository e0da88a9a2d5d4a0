"""Reports look as they look in the gallery: `make gallery` takes its pictures anew."""

import pytest
from PIL import Image

from ..sample import REPORTS
from . import gallery

TOLERANCE = 0.1
"""A figure that is gone, another style sheet or one line more is further from its picture than this; the same page
drawn by another build of the browser is nearer."""


@pytest.mark.parametrize("way", gallery.WAYS)
@pytest.mark.parametrize("notebook", gallery.SHOWN)
def test_a_report_looks_as_in_the_gallery(sample_reports, browser, notebook, way):
    page = sample_reports.reports / f"{gallery.SHOWN[notebook]}.html"
    with Image.open(gallery.path_of(notebook, way)) as kept:
        away = gallery.distance(gallery.picture(browser, page, way), kept)
    assert away <= TOLERANCE, f"{notebook} on {way} is {away:.2f} away: look at it, then make gallery"


def test_the_gallery_has_a_report_of_each_notebook_in_each_way():
    assert set(gallery.SHOWN) == {notebook for _, notebook, _, _ in REPORTS}
    kept = {path.name for path in gallery.FOLDER.glob("*.png")}
    assert kept == {gallery.path_of(notebook, way).name for notebook in gallery.SHOWN for way in gallery.WAYS}


def test_a_page_without_its_figures_or_its_style_is_far_from_its_picture(browser, tmp_path):
    figure = '<svg width="600" height="300"><path d="M0 0h600v300H0z"/></svg>'
    style = "<style>body{max-width:40rem;margin:auto;font:17px/1.5 sans-serif}</style>"
    page = f"<!doctype html>{style}<h1>Otsikko</h1>{figure}{'<p>Kappale tekstiä.</p>' * 9}"
    pictures = []
    for number, html in enumerate((page, page, page.replace(figure, ""), page.replace(style, ""))):
        path = tmp_path / f"{number}.html"
        path.write_text(html, encoding="utf-8")
        pictures.append(gallery.picture(browser, path, "desktop"))
    kept, again, without_figure, without_style = pictures
    assert gallery.distance(again, kept) < 0.01
    assert gallery.distance(without_figure, kept) > TOLERANCE
    assert gallery.distance(without_style, kept) > TOLERANCE

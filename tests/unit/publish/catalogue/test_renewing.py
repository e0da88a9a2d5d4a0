from arvio.params import open_project
from arvio.publish import places
from arvio.publish.catalogue.renewing import renew_catalogues

from ....faults import words


def test_a_catalogue_is_renewed_where_a_batch_wrote_one_and_begun_nowhere(tmp_path):
    project = open_project(words.make_project(tmp_path / "project"))
    page = places.catalogue(project.root, "internal")
    assert renew_catalogues(project) == ()
    assert not page.exists()
    page.parent.mkdir(parents=True)
    page.write_text("of the last batch", encoding="utf-8")
    assert renew_catalogues(project) == (page,)
    assert "not made yet" in page.read_text(encoding="utf-8")

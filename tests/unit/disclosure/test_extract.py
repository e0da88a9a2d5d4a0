from dataclasses import replace

from arvio.disclosure import register
from arvio.disclosure.extract import extract, last_number

from .test_register import RUN, written

OTHER = replace(RUN, organisation="toinen")


def test_an_extract_tells_of_one_organisation_what_the_register_does(tmp_path):
    for run, mean in ((RUN, 4.2), (OTHER, 3.1), (RUN, 4.0)):
        register.publish(tmp_path, run, written(tmp_path / f"{run.organisation}-{mean}", mean))
    extract(tmp_path, "talo", into=tmp_path / "there")
    for told in (register.published, register.history):
        assert told(tmp_path / "there", "talo").equals(told(tmp_path, "talo"))
        assert told(tmp_path / "there", "toinen").empty


def test_an_extract_is_one_file(tmp_path):
    register.publish(tmp_path, RUN, written(tmp_path / "facts", 4.2))
    path = extract(tmp_path, "talo", into=tmp_path / "there")
    assert [one for one in path.parent.iterdir() if one.suffix != ".lock"] == [path]


def test_the_number_grows_with_each_publication_of_the_organisation_only(tmp_path):
    assert last_number(tmp_path, "talo") == 0
    register.publish(tmp_path, RUN, written(tmp_path / "first", 4.2))
    first = last_number(tmp_path, "talo")
    register.publish(tmp_path, OTHER, written(tmp_path / "others", 4.2))
    assert last_number(tmp_path, "talo") == first
    register.publish(tmp_path, RUN, written(tmp_path / "second", 4.0))
    assert last_number(tmp_path, "talo") > first > 0

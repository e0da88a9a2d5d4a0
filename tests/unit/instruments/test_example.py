"""The example in the handbook is an instrument as it stands."""

import re
from pathlib import Path

from arvio.instruments import score
from arvio.params.checking import checked
from arvio.params.codebooks import instrument_faults
from arvio.params.models import Instrument
from arvio.params.yaml_file import read_yaml

PAGE = Path(__file__).parents[3] / "docs" / "instruments.md"


def test_the_example_of_the_handbook_can_be_copied(tmp_path, answers):
    example = re.search(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "evening_meetings.yaml"
    path.write_text(example[1], encoding="utf-8")
    instrument = checked(read_yaml(path, path.name), Instrument)
    assert list(instrument_faults(instrument)) == []
    given = answers(evening_meetings_i01=[5], evening_meetings_i02=[None], evening_meetings_i03=[2])
    assert score(given, instrument)["value"].tolist() == [4.5]

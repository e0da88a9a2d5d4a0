import json
from pathlib import Path

import pytest

from arvio.params.schemas import MODELS, schema_text

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", MODELS)
def test_the_committed_schema_is_the_one_of_the_model(name):
    committed = (ROOT / "params" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(MODELS[name]), "run: make schemas"


@pytest.mark.parametrize("name", MODELS)
def test_unknown_keys_are_errors_in_editors_too(name):
    schema = json.loads(schema_text(MODELS[name]))
    records = [schema, *schema.get("$defs", {}).values()]
    assert all(record["additionalProperties"] is False for record in records if "properties" in record)

"""JSON Schemas of the params files, for editors: `python -m arvio.params.schemas` writes them to params/schema."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from arvio.params.models import Instrument, Organisation, Recipients, Suite
from arvio.params.project import find_root

MODELS: dict[str, type[BaseModel]] = {
    "suite": Suite,
    "organisation": Organisation,
    "instrument": Instrument,
    "recipients": Recipients,
}


def schema_text(model: type[BaseModel]) -> str:
    return json.dumps(model.model_json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main() -> None:
    folder = find_root(Path.cwd()) / "params" / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in MODELS.items():
        (folder / f"{name}.schema.json").write_text(schema_text(model), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

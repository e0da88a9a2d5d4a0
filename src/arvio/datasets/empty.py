"""A canonical table without rows, for what an organisation does not collect."""

from __future__ import annotations

import pandas as pd

from arvio.datasets.schemas import COLUMN_TYPES, columns_of
from arvio.datasets.tables import SURVEYS
from arvio.datasets.waves import surveys_table


def empty_table(name: str) -> pd.DataFrame:
    """The columns of a canonical table with their types and no rows."""
    if name == SURVEYS:
        return surveys_table([])
    types = {column: COLUMN_TYPES.get(definition.kind, "str") for column, definition in columns_of(name).items()}
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in (*types.items(), ("basis", "str"))})

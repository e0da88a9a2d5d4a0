"""The ends of the scales that items are answered on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from arvio.params import Instrument


def scales_of(instruments: Sequence[Instrument]) -> pd.DataFrame:
    """item, scale_lowest, scale_highest of every item that is answered on a scale."""
    rows = [
        (item.item, float(scale.lowest), float(scale.highest))
        for instrument in instruments
        for item in instrument.items
        if item.kind == "scale" and (scale := item.scale or instrument.scale)
    ]
    scales = pd.DataFrame(rows, columns=["item", "scale_lowest", "scale_highest"])
    return scales.drop_duplicates("item").astype({"item": "str"})

import pandas as pd

from arvio.indicators import intake


def test_a_single_withdrawal_cannot_be_told_from_other_rows_left_out():
    files = pd.DataFrame(
        {
            "source": ["participants", "participants"],
            "read": [100, 50],
            "duplicates": [2, 0],
            "left_out_test": [1, 1],
            "left_out_withdrawn": [1, 0],
            "kept": [96, 49],
        }
    )
    found = intake(files).table.set_index("group")["value"]
    assert found.to_dict() == {"read": 150, "duplicates": 2, "left_out": 3, "kept": 145}

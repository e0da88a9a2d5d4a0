"""How much one export may hold. An export is hostile until it is read: somebody else may have made it."""

from __future__ import annotations

from pydantic import Field

from arvio.params.models.words import Strict


class Limits(Strict):
    """The most that a reader takes. Beyond it the file is refused before it fills the memory or never ends.

    Each is several times what the largest real exports have; whoever has more raises it in `limits` of the source.
    """

    file_mb: int = Field(
        default=10_000, ge=1, description="Megabytes of the file; text is read in parts, a workbook whole"
    )
    unpacked_mb: int = Field(
        default=1_000, ge=1, description="Megabytes of a workbook or an archive when unpacked: they are in memory"
    )
    unpacked_times: int = Field(
        default=200, ge=1, description="How many times its size a large file may unpack to: real ones take 5 to 30"
    )
    files_in_archive: int = Field(default=2_000, ge=1, description="Files in an archive or parts of a workbook")
    sheets: int = Field(default=200, ge=1, description="Sheets of a workbook: a year of weeks is 53")
    rows: int = Field(
        default=5_000_000, ge=1, description="Rows of one table, blank ones too: Excel's own limit is 1,048,576"
    )
    columns: int = Field(default=16_384, ge=1, description="Cells of a row: Excel's own limit")
    cells: int = Field(
        default=50_000_000, ge=1, description="Cells of a workbook, with the empty ones between: 8 bytes each"
    )
    cell_characters: int = Field(
        default=131_072, ge=1, description="Characters of one cell: Excel and SPSS take 32,767 at most"
    )
    line_characters: int = Field(
        default=4_000_000, ge=1, description="Characters of one line of a text file, which is in memory as a whole"
    )
    seconds: int = Field(
        default=300, ge=1, description="How long a database or the reader of SPSS files may take for one file"
    )

"""The ranking of many accounts as a workbook."""

import io

import pandas as pd

from worthsaving import formulas
from worthsaving.writing.xlsx import MOST_CHARACTERS, MOST_ROWS


def ranking_xlsx(table: pd.DataFrame, note: str) -> bytes:
    """Return an XLSX with the table on one sheet: handles as text that no spreadsheet runs, all else as numbers.

    `table`: the rows of `figures.across_accounts.ranking.table`; `note` stands at its first head. What is beyond the rows of a sheet is left out: the last places of all.
    """
    import xlsxwriter

    rows = table.head(MOST_ROWS)
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Accounts")
        head = book.add_format(
            {"bold": True, "bg_color": "#F3F0E8", "bottom": 1, "bottom_color": "#C77700", "text_wrap": True}
        )
        text, whole, part = (book.add_format({"num_format": form}) for form in ("@", "#,##0", "0.00"))
        sheet.freeze_panes(1, 1)
        for place, (name, values) in enumerate(rows.items()):
            sheet.set_column(place, place, 34 if place == 0 else 13)
            sheet.write_string(0, place, str(name), head)
            if values.dtype in ("str", "object"):
                for row, cell in enumerate(formulas.neutralise(values.astype("str")), start=1):
                    sheet.write_string(row, place, cell[:MOST_CHARACTERS], text)
            else:
                form = whole if str(values.dtype) == "Int64" else part
                for row, number in enumerate(values.astype("float64"), start=1):
                    sheet.write_number(row, place, number, form)
        sheet.write_comment(0, 0, note, {"x_scale": 3, "y_scale": 2, "author": "Worth Saving"})
        sheet.autofilter(0, 0, len(rows), len(rows.columns) - 1)
    return written.getvalue()

"""Opening a table: what a file is, told by its ending, and its batches of rows."""

from collections.abc import Callable
from pathlib import Path

from eligibility.errors import CallError, Fault
from eligibility.keeping.formats import CSV, PARQUET, XLSX, either
from eligibility.screening import columnar, delimited, workbooks
from eligibility.screening.batches import Table, refused
from eligibility.texts import Text


def opened(name: str, *, sheet: str | None = None) -> Table:
    """The table in a file: CSV, XLSX or Parquet, by its ending.

    `sheet` names the sheet of a workbook; else it is the first that is not hidden.
    Raises CallError with one clear sentence where there is no such file, TableError
    where it is no such table.
    """
    path = Path(name)
    ending = path.suffix.lower()
    kinds: dict[str, Callable[[], Table]] = {
        CSV.ending: lambda: delimited.opened(path, name),
        XLSX.ending: lambda: workbooks.opened(path, name, sheet=sheet),
        PARQUET.ending: lambda: columnar.opened(path, name),
    }
    if ending not in kinds:
        endings = either([CSV, XLSX, PARQUET])
        raise uncalled(
            name,
            Text("不知道这是哪种表格", "there is no telling what table this is"),
            Text(
                f"文件名要以 {endings.zh} 结尾；旧的 .xls 请另存为 .xlsx。",
                f"Its name ends in {endings.en}; save an old .xls as .xlsx.",
            ),
        )
    if sheet is not None and ending != XLSX.ending:
        raise uncalled(
            name, Text("只有 .xlsx 才有工作表", "only an .xlsx has sheets to choose")
        )
    _refuse_missing(path, name)
    try:
        return kinds[ending]()
    except OSError as error:
        why = error.strerror or type(error).__name__
        text = Text(f"打不开这个文件（{why}）", f"the file cannot be opened ({why})")
        raise uncalled(name, text) from None


def _refuse_missing(path: Path, name: str) -> None:
    if path.is_dir():
        raise uncalled(name, Text("这是一个文件夹", "this is a folder"))
    if not path.exists():
        raise uncalled(
            name,
            Text("没有这个文件", "there is no such file"),
            Text("看看文件名和所在的文件夹。", "Check the name and the folder."),
        )
    if path.stat().st_size == 0:
        raise refused(name, Text("文件是空的", "the file is empty"))


def uncalled(name: str, text: Text, hint: Text | None = None) -> CallError:
    """The error for a file that is not there, or cannot be opened as it was asked."""
    told = Text(f"{name}：{text.zh}", f"{name}: {text.en}")
    return CallError([Fault("table", told, hint=hint, subject=name)])

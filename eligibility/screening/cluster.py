"""A table screened by Spark: Parquet in, decisions and rejects out, on many machines.

Each task decides on its rows with the code that serves one machine, so rows come out
the same, in any order; `row` tells which they are. Rules travel to the workers, on
which the package alone must be installed. A task has one output, so rejects are found
by going over the table once more, with no measure decided but one.
"""

import os
import pickle
import shutil
import sys
import warnings
from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from importlib import import_module
from typing import Any

import polars as pl

from eligibility.assessment import chosen, day_of
from eligibility.binding.bound import BoundRulebook, bound_whole
from eligibility.errors import CallError, Fault, needing
from eligibility.readings.evaluation import plans
from eligibility.rulebook import Rulebook
from eligibility.screening.batches import Batch, named, no_faults, swept
from eligibility.screening.headings import Headings, headings
from eligibility.screening.mapping import Meaning
from eligibility.screening.personal import personal
from eligibility.screening.screener import BATCH, Output, Screened, Screener, Wanted
from eligibility.texts import Language, Text

ROW = "row"
LOCAL = "local[*]"
LOOKED_AT = 1000
REJECTS = pl.Schema(
    {
        ROW: pl.Int64(),
        "column": pl.String(),
        "value": pl.String(),
        "reason": pl.String(),
    }
)
SETTINGS = {
    "spark.sql.caseSensitive": "true",
    "spark.sql.codegen.maxFields": "1000",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH),
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of a table: each of its rows was decided or rejected. `withheld` are
    columns that were not carried, as they hold ID or phone numbers.
    """

    rows: int
    decided: int
    rejected: int
    withheld: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """What a worker must know: it is sent once, and unpacked once."""

    book: BoundRulebook
    headings: Headings
    output: Output


def screen_on_cluster(  # noqa: PLR0913 - as `screen` in frames, and the files
    table: str,
    book: Rulebook,
    *,
    on: date | str,
    out: str,
    rejects: str,
    master: str = LOCAL,
    measures: Collection[str] | None = None,
    columns: str = "all",
    mapping: Mapping[str, Meaning] | None = None,
    carry: Collection[str] = (),
    language: Language = "zh",
) -> Counts:
    """Screen a Parquet table, a file or a folder, into two folders of Parquet files.

    `master` is Spark's: the address of a cluster, or `local[N]` for N cores here. The
    paths are as Spark reads them. Raises CallError where Spark or Java is not here, or
    the table cannot be read, or a folder to write is there already.
    """
    refuse_impossible(master)
    day = day_of(on)
    asked = chosen(book, measures)
    bound = bound_whole(book.on(day))
    with opened(master) as spark:
        with _spoken():
            names, numbered = _numbered(spark, table)
        known = headings(named(table, names), book.facts, mapping=mapping)
        carried, withheld = _carried(numbered, known, carry)
        job = _Job(bound, known, Output(carried, asked, Wanted(columns)))
        schema = _schema(numbered, job)
        with _spoken():
            least = _Job(bound, known, Output((), asked[:1], Wanted.STATUS))
            wrong = _mapped(numbered, least, REJECTS_OF[language], REJECTS)
            wrong.write.parquet(rejects)
            _mapped(numbered, job, _decisions, schema).write.parquet(out)
        return _counts(spark, numbered, out, rejects, withheld)


def refuse_impossible(master: str = LOCAL) -> None:
    """CallError where Spark cannot run from here."""
    for name in ("pyspark", "pyarrow"):
        so = Text("不能用 --engine spark", "and --engine spark needs it")
        with needing("spark", so):
            import_module(name)
    if master.startswith("local") and not _java():
        text = Text(
            "没有找到 Java，Spark 无法运行",
            "Java is not here, and Spark cannot run without it",
        )
        hint = Text(
            "Debian 或 Ubuntu 上：apt-get install openjdk-17-jre-headless",
            "On Debian or Ubuntu: apt-get install openjdk-17-jre-headless",
        )
        raise CallError([Fault("java-missing", text, hint=hint)])


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(home and shutil.which(f"{home}/bin/java")) or bool(shutil.which("java"))


@contextmanager
def opened(master: str = LOCAL) -> Generator[Any]:
    """A session of Spark; one that runs already is used, and left running."""
    sql = import_module("pyspark.sql")
    running = sql.SparkSession.getActiveSession()
    if running is not None:
        for name, value in SETTINGS.items():
            if name.startswith("spark.sql."):
                running.conf.set(name, value)
        yield running
        return
    # Workers on this machine run this Python, in which the package is installed.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master(master).appName("eligibility")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    with warnings.catch_warnings():
        # It warns of the newest pandas, which is not used here.
        warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
        spark = builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        try:
            yield spark
        finally:
            spark.stop()


@contextmanager
def _spoken() -> Generator[None]:
    """Tells as CallError what Spark says of files that it cannot read or write."""
    errors = import_module("pyspark.errors")
    try:
        yield
    except errors.AnalysisException as error:
        told = str(error).partition("\n")[0].partition(" SQLSTATE")[0]
        text = Text(f"Spark 不能这样读写：{told}", f"Spark cannot do this: {told}")
        raise CallError([Fault("cluster", text)]) from None


def _numbered(spark: Any, table: str) -> tuple[list[str], Any]:
    """The columns of a table, and its rows with their numbers, from 1; files follow one
    another by name.

    Spark takes a dot in the name of a column for more than that, so there columns are
    called by their place.
    """
    functions = import_module("pyspark.sql.functions")
    read = spark.read.parquet(table)
    if ROW in read.columns:
        text = Text(
            f"“{ROW}”是行号用的列名，表格里不能有",
            f'"{ROW}" names the numbers of rows, so the table cannot have such a column',
        )
        hint = Text("请给它换一个名字。", "Give it another name.")
        raise CallError([Fault("heading-taken", text, hint=hint, subject=ROW)])
    file, index = functions.col("_metadata.file_path"), "_metadata.row_index"
    counted = read.groupBy(file.alias("_file")).count().orderBy("_file").collect()
    before, offsets = 1, []
    for name, count in counted:
        offsets.append((name, before))
        before += count
    firsts = spark.createDataFrame(offsets, "_file string, _first long")
    places = [str(place) for place in range(len(read.columns))]
    located = read.select("*", file, functions.col(index))
    located = located.toDF(*places, "_file", "_at")
    joined = located.join(functions.broadcast(firsts), "_file")
    number = (functions.col("_at") + functions.col("_first")).alias(ROW)
    return read.columns, joined.select(number, *places)


def _carried(
    numbered: Any, known: Headings, carry: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns to hand through, and those withheld."""
    others = [known.names[index] for index in known.others]
    asked = [name for name in others if name not in carry]
    private: tuple[str, ...] = ()
    if asked:
        first = _polars(numbered.limit(LOOKED_AT).toArrow(), known)
        private = personal(first.select(asked))
    return tuple(name for name in others if name not in private), private


def _schema(numbered: Any, job: _Job) -> Any:
    """The columns of decisions as Spark has them: what is carried keeps its type.

    Says before any work is done what columns cannot be read as facts; CallError.
    """
    types = import_module("pyspark.sql.types")
    screener = _made(job)
    empty = _polars(numbered.limit(0).toArrow(), job.headings)
    for part in _parts(iter([empty]), job.headings):
        screener.screened(part)
    number, *fields = numbered.schema.fields
    given = dict(zip(job.headings.names, fields, strict=True))
    carried = [
        types.StructField(name, given[name].dataType, given[name].nullable)
        for name in job.output.carried
    ]
    found = _spark_schema(screener.schema)
    return types.StructType([number, *carried, *found.fields])


def _spark_schema(schema: pl.Schema) -> Any:
    types = import_module("pyspark.sql.types")

    def kind(dtype: pl.DataType) -> Any:
        if isinstance(dtype, pl.List):
            return types.ArrayType(types.StringType())
        return types.LongType() if dtype.is_integer() else types.StringType()

    return types.StructType(
        [types.StructField(name, kind(dtype)) for name, dtype in schema.items()]
    )


def _mapped(numbered: Any, job: _Job, task: Any, schema: Any) -> Any:
    arrow = import_module("pyspark.sql.pandas.types")
    if isinstance(schema, pl.Schema):
        schema = _spark_schema(schema)
    context = numbered.sparkSession.sparkContext
    sent = context.broadcast(pickle.dumps(job, pickle.HIGHEST_PROTOCOL))
    run = partial(_run, task, sent, arrow.to_arrow_schema(schema))
    return numbered.mapInArrow(run, schema)


def _run(task: Any, sent: Any, schema: Any, batches: Iterator[Any]) -> Iterator[Any]:
    """What a worker does: its batches of rows, as batches of what is found of them."""
    job, screener = _unpacked(sent.value)
    frames = (_polars(batch, job.headings) for batch in batches)
    for part in _parts(frames, job.headings):
        found: pl.DataFrame = task(part, screener.screened(part))
        told = found.to_arrow(compat_level=pl.CompatLevel.oldest())
        yield from told.cast(schema).to_batches()


@lru_cache(maxsize=2)
def _unpacked(sent: bytes) -> tuple[_Job, Screener]:
    """The job and its screener, which later tasks of the same worker use again."""
    job: _Job = pickle.loads(sent)  # noqa: S301 - it comes from this module
    return job, _made(job)


def _made(job: _Job) -> Screener:
    return Screener(plans(job.book), job.headings, job.output)


def _polars(arrow: Any, known: Headings) -> pl.DataFrame:
    frame = pl.from_arrow(arrow)
    if not isinstance(frame, pl.DataFrame):
        raise TypeError(type(frame))
    frame.columns = [ROW, *known.names]
    return frame


def _parts(frames: Iterator[pl.DataFrame], known: Headings) -> Iterator[Batch]:
    parts = (
        Batch(
            frame.drop(ROW),
            frame.get_column(ROW).cast(pl.UInt64),
            no_faults(),
            no_faults(),
        )
        for frame in frames
    )
    return swept(parts, known.names, ends=False)


def _decisions(part: Batch, screened: Screened) -> pl.DataFrame:
    """The decisions of a batch with the numbers of their rows, choices as texts."""
    rows = part.rows.filter(screened.sound).cast(pl.Int64).alias(ROW)
    found = pl.DataFrame([rows, *screened.decisions.get_columns()])
    return found.with_columns(
        pl.col(pl.Enum).cast(pl.String),
        *(
            pl.col(name).cast(pl.List(pl.String))
            for name, dtype in found.schema.items()
            if isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Enum)
        ),
    )


def _rejects(language: Language, _: Batch, screened: Screened) -> pl.DataFrame:
    return screened.rejects.select(
        pl.col(ROW).cast(pl.Int64),
        "column",
        "value",
        pl.col(language).alias("reason"),
    )


REJECTS_OF = {"zh": partial(_rejects, "zh"), "en": partial(_rejects, "en")}


def _counts(
    spark: Any, numbered: Any, out: str, rejects: str, withheld: tuple[str, ...]
) -> Counts:
    found = Counts(
        numbered.count(),
        spark.read.parquet(out).count(),
        spark.read.parquet(rejects).select(ROW).distinct().count(),
        withheld,
    )
    if found.decided + found.rejected != found.rows:
        raise AssertionError(found)
    return found

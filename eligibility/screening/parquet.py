"""A table written to Parquet batch by batch, while the next batch is being made.

Polars writes what it draws from a generator, and keeps what it holds small; here
batches are handed over instead, to a thread in which Polars draws them. So two tables
can be written at once, and nothing that fails while a batch is made passes through
Polars.
"""

import os
import queue
import re
import threading
from collections.abc import Iterator

import polars as pl
from polars.io.plugins import register_io_source

from eligibility.keeping.filing import Filing, unwritable

AHEAD = 1
"""How many batches wait to be written."""
FASTEST = 1
"""The level of compression; higher ones hardly make such columns smaller."""


class ParquetSink:
    """A Parquet file under way: `add` batches, then `finish`, or `abandon` it."""

    def __init__(self, name: str, files: Filing, schema: pl.Schema) -> None:
        self._name = name
        self._place = files.begin(name)
        self._schema = schema
        self._waiting: queue.Queue[pl.DataFrame | None] = queue.Queue(AHEAD)
        self._over = threading.Event()
        self._ended = False
        self._failure: BaseException | None = None
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._writer.start()

    def add(self, frame: pl.DataFrame) -> None:
        """Hand over a batch; waits while the one before it is being written."""
        self._raise_failure()
        self._waiting.put(frame)

    def finish(self) -> None:
        """Write to the end; CallError where the disk did not take it."""
        self.abandon()
        self._raise_failure()

    def abandon(self) -> None:
        """Stop writing, once what was handed over is written."""
        if not self._ended:
            self._ended = True
            self._waiting.put(None)
        self._writer.join()

    def _drawn(self, *_: object) -> Iterator[pl.DataFrame]:
        while (frame := self._waiting.get()) is not None:
            yield frame

    def _write(self) -> None:
        try:
            register_io_source(self._drawn, schema=self._schema).sink_parquet(
                self._place,
                compression_level=FASTEST,
                maintain_order=True,
                engine="streaming",
            )
        except BaseException as error:  # noqa: BLE001 - told where batches are added
            self._failure = error
        finally:
            self._over.set()
            self._make_way()

    def _make_way(self) -> None:
        """Take what waits, so that nobody waits for a writer that has stopped."""
        try:
            self._waiting.get_nowait()
        except queue.Empty:
            return

    def _raise_failure(self) -> None:
        if not self._over.is_set() or self._failure is None:
            return
        self._ended = True
        raise _of_the_disk(self._failure, self._name)


def _of_the_disk(failure: BaseException, name: str) -> BaseException:
    """The failure as a CallError, if the disk is to blame: Polars tells its errors in
    words, with the number in them.
    """
    number = re.search(r"os error (\d+)", str(failure))
    if isinstance(failure, OSError):
        return unwritable(name, failure)
    if isinstance(failure, pl.exceptions.PolarsError) and number:
        code = int(number[1])
        return unwritable(name, OSError(code, os.strerror(code)))
    return failure

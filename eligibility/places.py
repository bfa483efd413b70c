"""Positions in files: which characters of which line something was read from."""

from typing import NamedTuple


class Document(NamedTuple):
    """A file as it was read: its name, as the user gave it, and its lines."""

    name: str
    lines: tuple[str, ...]

    def __repr__(self) -> str:
        """The name alone: lines may be a person's."""
        return f"Document({self.name!r})"


class Place(NamedTuple):
    """A stretch of one line of a document; `line` and `column` count from 1."""

    document: Document
    line: int
    column: int
    width: int = 1

    def within(self, offset: int, width: int) -> "Place":
        """The place `offset` characters to the right, `width` characters wide."""
        return Place(self.document, self.line, self.column + offset, max(1, width))

    @property
    def text(self) -> str:
        """The line it stands in, without its end."""
        lines = self.document.lines
        return lines[self.line - 1] if 0 < self.line <= len(lines) else ""

    def __str__(self) -> str:
        """`file:line:column`, as compilers write it."""
        return f"{self.document.name}:{self.line}:{self.column}"

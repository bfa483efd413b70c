"""The language server: what editors ask, answered from the rulebook as it stands there.

Diagnostics are what `rules check` tells; names are those of the last state that loads,
so that completion goes on while something is half written.
"""

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from eligibility.editing.completion import proposals
from eligibility.editing.mirror import Checked, checked, root_of
from eligibility.editing.names import Name, names
from eligibility.editing.places import character, kind_of, units, word
from eligibility.errors import Fault
from eligibility.law.contents import Contents
from eligibility.places import Place
from eligibility.texts import Language

PAUSE = 0.3
"""So many seconds nothing is typed before the rulebook is read."""
SOURCE = "eligibility"
COMPLETIONS = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "function": types.CompletionItemKind.Function,
    "fact": types.CompletionItemKind.Variable,
    "parameter": types.CompletionItemKind.Constant,
    "definition": types.CompletionItemKind.Method,
    "source": types.CompletionItemKind.Reference,
    "measure": types.CompletionItemKind.Class,
    "topic": types.CompletionItemKind.Folder,
}


@dataclass(slots=True)
class _Book:
    """One rulebook in the editor: what was last told of it, and its names."""

    folder: Path
    asked: int = 0
    told: set[str] = field(default_factory=set)
    contents: Contents | None = None
    names: tuple[Name, ...] = ()


def server(version: str, language: Language) -> LanguageServer:
    """A server that speaks a language, not yet started."""
    made = LanguageServer("eligibility", version)
    _Answers(made, language).declare()
    return made


class _Answers:
    """What is answered, and the rulebooks that were asked about."""

    def __init__(self, server_: LanguageServer, language: Language) -> None:
        self._server = server_
        self._language: Language = language
        self._books: dict[Path, _Book] = {}

    def declare(self) -> None:
        """Say what is answered."""
        feature = self._server.feature
        for method in (
            types.TEXT_DOCUMENT_DID_OPEN,
            types.TEXT_DOCUMENT_DID_CHANGE,
            types.TEXT_DOCUMENT_DID_SAVE,
            types.TEXT_DOCUMENT_DID_CLOSE,
        ):
            feature(method)(self._follower())
        triggers = types.CompletionOptions(trigger_characters=[" ", '"', "{"])
        feature(types.TEXT_DOCUMENT_COMPLETION, triggers)(_marked(self.complete))
        feature(types.TEXT_DOCUMENT_HOVER)(_marked(self.hover))
        feature(types.TEXT_DOCUMENT_DEFINITION)(_marked(self.define))

    def _follower(self) -> Callable[..., object]:
        """What follows a change of a document; one for each kind of change."""

        async def changed(params: types.DidOpenTextDocumentParams) -> None:
            book = self._book(params.text_document.uri)
            if book is not None:
                await self._check(book)

        return changed

    async def _check(self, book: _Book) -> None:
        """Tell what is wrong, once nothing was typed for a moment."""
        book.asked += 1
        asked = book.asked
        if book.contents is not None:
            await asyncio.sleep(PAUSE)
        if asked != book.asked:
            return
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            None, checked, book.folder, self._unsaved(book.folder)
        )
        if asked != book.asked:
            return
        if found.contents is not None:
            book.contents = found.contents
            day = datetime.now(UTC).astimezone(ZoneInfo(found.contents.timezone))
            book.names = names(found.contents, found.roots, day.date(), self._language)
        self._publish(book, found)

    def _unsaved(self, folder: Path) -> dict[str, str]:
        """The texts that are open in the editor, by their names in the folder."""
        found = {}
        for uri, document in self._server.workspace.text_documents.items():
            file = Path(to_fs_path(uri) or "")
            if file.is_relative_to(folder) and root_of(file) == folder:
                name = file.relative_to(folder).as_posix()
                if kind_of(name) is not None:
                    found[name] = document.source
        return found

    def _publish(self, book: _Book, found: Checked) -> None:
        clear = {*book.told, *self._unsaved(book.folder)}
        by_file: dict[str, list[types.Diagnostic]] = {name: [] for name in clear}
        for faults, severity in (
            (found.faults, types.DiagnosticSeverity.Error),
            (found.warnings, types.DiagnosticSeverity.Warning),
        ):
            for fault in faults:
                place = fault.place
                name = place.document.name if place is not None else "rulebook.yaml"
                by_file.setdefault(name, []).append(
                    self._diagnostic(fault, severity, book.folder)
                )
        for name, told in by_file.items():
            uri = from_fs_path(str(book.folder / name)) or ""
            self._server.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, told)
            )
        book.told = {name for name, told in by_file.items() if told}

    def _diagnostic(
        self, fault: Fault, severity: types.DiagnosticSeverity, folder: Path
    ) -> types.Diagnostic:
        said = [fault.text.in_language(self._language)]
        if fault.hint is not None:
            said.append(fault.hint.in_language(self._language))
        related = None
        if fault.other is not None:
            place, text = fault.other
            told = text.in_language(self._language)
            related = [
                types.DiagnosticRelatedInformation(_location(place, folder), told)
            ]
        return types.Diagnostic(
            _range(fault.place),
            "\n".join(said),
            severity=severity,
            code=fault.code,
            source=SOURCE,
            related_information=related,
        )

    def complete(self, params: types.CompletionParams) -> list[types.CompletionItem]:
        """What may be written at a position."""
        uri, position = params.text_document.uri, params.position
        book = self._book(uri)
        if book is None:
            return []
        lines, at = self._lines(uri), position.line
        line = lines[at] if at < len(lines) else ""
        where = at, character(line, position.character)
        name = Path(to_fs_path(uri) or "").relative_to(book.folder).as_posix()
        facts = book.contents.facts if book.contents is not None else {}
        found = proposals(
            kind_of(name), lines, where, book.names, facts, language=self._language
        )
        return [
            types.CompletionItem(one.text, kind=COMPLETIONS[one.kind], detail=one.title)
            for one in found
        ]

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """The words of the name at a position, and what it is today."""
        found = self._named(params.text_document.uri, params.position)
        if found is None:
            return None
        one, where = found
        said = "\n\n".join([f"**{one.title}** `{one.name}`", *one.details])
        text = types.MarkupContent(types.MarkupKind.Markdown, said)
        return types.Hover(text, where)

    def define(self, params: types.DefinitionParams) -> types.Location | None:
        """Where the name at a position is declared."""
        uri = params.text_document.uri
        found, book = self._named(uri, params.position), self._book(uri)
        if found is None or book is None or found[0].place is None:
            return None
        return _location(found[0].place, book.folder)

    def _named(
        self, uri: str, position: types.Position
    ) -> tuple[Name, types.Range] | None:
        """The name at a position, and from where to where it stands."""
        book, lines = self._book(uri), self._lines(uri)
        if book is None or position.line >= len(lines):
            return None
        line = lines[position.line]
        at = word(line, character(line, position.character))
        if at is None:
            return None
        start, said = at
        for one in _likely(book.names, line[:start]):
            if one.name == said:
                first, last = units(line, start), units(line, start + len(said))
                where = types.Range(
                    types.Position(position.line, first),
                    types.Position(position.line, last),
                )
                return one, where
        return None

    def _lines(self, uri: str) -> list[str]:
        source = self._server.workspace.get_text_document(uri).source
        return source.splitlines()

    def _book(self, uri: str) -> _Book | None:
        """The rulebook that a document belongs to; None where it is in none."""
        path = to_fs_path(uri)
        folder = root_of(Path(path)) if path else None
        if folder is None:
            return None
        return self._books.setdefault(folder, _Book(folder))


def _marked(method: Callable[[Any], object]) -> Callable[[Any], object]:
    """A method as a function: pygls marks what it is given, and no method can be."""

    def answered(params: Any) -> object:
        return method(params)

    return answered


KEYS = {"use": "definition", "source": "source", "instead": "measure"}
LAST_KEY = re.compile(r"([\w-]+):[^:]*$")


def _likely(found: tuple[Name, ...], before: str) -> Iterator[Name]:
    """Names, those first that the key before them is made of: two may be alike."""
    key = LAST_KEY.search(before)
    meant = KEYS.get(key[1]) if key is not None else None
    yield from (one for one in found if one.kind == meant)
    yield from (one for one in found if one.kind != meant)


def _location(place: Place, folder: Path) -> types.Location:
    name = Path(place.document.name)
    file = folder / _inner(name)
    return types.Location(from_fs_path(str(file)) or "", _range(place))


def _inner(name: Path) -> Path:
    """A file's name within its rulebook, of however long a path."""
    parts = name.parts
    within = parts[-2:] if len(parts) > 1 and parts[-2] in {"measures", "cases"} else ()
    return Path(*within) if within else Path(name.name)


def _range(place: Place | None) -> types.Range:
    if place is None:
        return types.Range(types.Position(0, 0), types.Position(0, 1))
    line, first = place.line - 1, place.column - 1
    start = units(place.text, first)
    end = units(place.text, first + place.width)
    return types.Range(types.Position(line, start), types.Position(line, end))

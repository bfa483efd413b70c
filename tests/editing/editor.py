"""An editor that speaks the language server protocol with the installed command."""

import itertools
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

COMMAND = str(Path(sys.executable).parent / "eligibility")
PATIENCE = 30


@dataclass
class Editor:
    """A process that answers, and what it said without being asked."""

    process: subprocess.Popen[bytes]
    heard: "queue.Queue[dict[str, Any]]" = field(default_factory=queue.Queue)
    diagnostics: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    versions: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def listen(self) -> None:
        """Hear what is said until it ends."""
        stream = self.process.stdout
        assert stream is not None
        while (length := _length(stream)) is not None:
            self.heard.put(json.loads(stream.read(length)))

    def notify(self, method: str, params: object) -> None:
        """Say something that is not answered."""
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: object) -> Any:
        """Ask, and wait for the answer."""
        number = next(self.numbers)
        body = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        self._send(body)
        while True:
            said = self._hear()
            if said.get("id") == number:
                assert "error" not in said, said
                return said["result"]

    def open(self, file: Path, text: str | None = None) -> None:
        """Open a file, with what is not saved yet."""
        document = {
            "uri": file.as_uri(),
            "languageId": "yaml",
            "version": next(self.versions),
            "text": file.read_text("utf-8") if text is None else text,
        }
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, file: Path, text: str) -> None:
        """Type: the whole text anew."""
        document = {"uri": file.as_uri(), "version": next(self.versions)}
        changes = [{"text": text}]
        self.notify(
            "textDocument/didChange",
            {"textDocument": document, "contentChanges": changes},
        )

    def close(self, file: Path) -> None:
        """Close a file."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": file.as_uri()}})

    def told_of(self, file: Path) -> list[dict[str, Any]]:
        """The next diagnostics of a file."""
        self.diagnostics.pop(file.as_uri(), None)
        while file.as_uri() not in self.diagnostics:
            self._hear()
        return self.diagnostics[file.as_uri()]

    def at(self, method: str, file: Path, line: int, character: int) -> Any:
        """Ask about a position of a file."""
        where = {"line": line, "character": character}
        document = {"uri": file.as_uri()}
        return self.ask(
            f"textDocument/{method}", {"textDocument": document, "position": where}
        )

    def _hear(self) -> dict[str, Any]:
        said = self.heard.get(timeout=PATIENCE)
        if said.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[said["params"]["uri"]] = said["params"]["diagnostics"]
        return said

    def _send(self, body: object) -> None:
        data = json.dumps(body).encode()
        stream = self.process.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        stream.flush()


def _length(stream: IO[bytes]) -> int | None:
    """How long the next message is; None where there is none."""
    length = None
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return length


@contextmanager
def editor(folder: Path, language: str = "en") -> Generator[Editor]:
    """An editor on a folder, until the block ends."""
    with subprocess.Popen(
        [COMMAND, "rules", "lsp", "--lang", language],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        one = Editor(process)
        threading.Thread(target=one.listen, daemon=True).start()
        try:
            params: object = {
                "processId": None,
                "rootUri": folder.as_uri(),
                "capabilities": {},
            }
            one.ask("initialize", params)
            one.notify("initialized", {})
            yield one
            one.ask("shutdown", None)
            one.notify("exit", None)
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()

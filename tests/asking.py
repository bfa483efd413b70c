"""A client of tools for language models: the official one, waiting for each answer."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any

from anyio.from_thread import start_blocking_portal
from mcp import Client, StdioServerParameters
from mcp.server.lowlevel import Server

from tests.running import COMMAND

Ask = Callable[[str, Mapping[str, object]], Any]
"""What a tool answers: its values, or the text of its error."""
STDIO = StdioServerParameters(command=COMMAND, args=["mcp"])


@contextmanager
def asked(server: Server[Any] | StdioServerParameters | str) -> Generator[Ask]:
    """Ask a server in this process, one started over its standard input and output, or
    one at an address.
    """
    with start_blocking_portal() as portal:
        client = Client(server)
        with portal.wrap_async_context_manager(client):

            def ask(name: str, arguments: Mapping[str, object]) -> Any:
                answer = portal.call(client.call_tool, name, dict(arguments))
                if answer.is_error:
                    return "".join(getattr(one, "text", "") for one in answer.content)
                return answer.structured_content

            yield ask
